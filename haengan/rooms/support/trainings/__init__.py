"""직원 교육: courses, cohorts and sessions, who takes part, who completes, and what they thought of it."""
