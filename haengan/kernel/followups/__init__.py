"""조치사항: what someone owes by when, for which thing: an official's day."""
