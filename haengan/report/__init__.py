"""주요업무보고: the bureau's yearly report: vision, goals, tasks, achievements, awards. Reads kernel.figures, never a room."""
