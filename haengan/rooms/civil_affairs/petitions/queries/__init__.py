"""Named reads of petitions."""
