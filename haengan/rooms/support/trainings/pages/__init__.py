"""Pages beside the registers: one's own trainings, and the survey after a cohort."""
