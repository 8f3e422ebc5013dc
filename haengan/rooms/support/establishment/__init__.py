"""조직·정원: establishment; units, established seats and headcount on any day, what changes them and by which regulation."""
