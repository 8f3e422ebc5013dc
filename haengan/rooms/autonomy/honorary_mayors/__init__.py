"""명예시장: honorary mayors, citizens of many groups who serve as mayor for a day."""
