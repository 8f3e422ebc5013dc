"""Photos of citizens: the place is read off them, then everything that tells of people and devices is taken out."""
