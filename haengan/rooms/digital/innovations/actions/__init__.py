"""Acts on tasks and their stages, and on what belongs to a task."""
