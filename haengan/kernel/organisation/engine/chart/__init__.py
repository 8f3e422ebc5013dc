"""The chart of a day, the changes made to it, what makes it impossible, and what the law would have otherwise."""
