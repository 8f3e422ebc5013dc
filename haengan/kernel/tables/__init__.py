"""표: what every table of the house has in common: keys, revisions, append-only guards, intervals that never overlap."""
