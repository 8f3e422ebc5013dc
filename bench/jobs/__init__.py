"""A second's jobs beside Huey on Redis and Procrastinate on PostgreSQL, and what of them is done when workers are killed."""
