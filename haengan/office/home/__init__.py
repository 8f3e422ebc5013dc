"""나의 하루: my day, what waits for an official, their systems and recent work, and search."""
