"""조직: organisation, the chart of any day, headcounts, restructurings and what they would change."""
