"""A report of 40 pages with 60 tables: PDF beside typst alone, HWPX beside python-hwpx alone, with seconds and memory."""
