"""측정: what instruments measured: every reading, the latest of each series, and minutes that outlive the readings."""
