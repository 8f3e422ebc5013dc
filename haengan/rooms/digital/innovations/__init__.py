"""디지털 전환 과제: the portfolio of digital-transformation tasks, from an idea to what it achieved."""
