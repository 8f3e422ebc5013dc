"""조례·규칙: the city's ordinances, rules and directives, each step of making them, and the days the law sets for it."""
