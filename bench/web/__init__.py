"""The list page of a register of a million rows: every sort and filter at any depth; requests with and without access and journal."""
