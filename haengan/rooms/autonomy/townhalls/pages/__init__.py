"""Pages beside the registers: the calendar, and what citizens see and do."""
