"""직무: duties, who may do what on any day and through which post."""
