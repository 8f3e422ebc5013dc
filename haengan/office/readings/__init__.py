"""측정: what instruments measure: series with their latest and quality, a chart of each, and the doors for stations."""
