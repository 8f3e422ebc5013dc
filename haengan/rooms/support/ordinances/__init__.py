"""조례·규칙: ordinances and rules, the city's own and its directives, each step of making them, and the days the law sets for it."""
