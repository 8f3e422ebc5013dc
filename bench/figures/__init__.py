"""A year's close over millions of attendance records beside hand-written SQL, its figures' reading, and one dirty day."""
