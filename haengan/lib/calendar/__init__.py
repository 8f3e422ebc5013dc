"""달력: city days: public holidays, working days, date ranges and periods, and dates as people type them."""
