"""Acts on courses and cohorts, on enrolments and attendance, on results, and on what was thought of a cohort."""
