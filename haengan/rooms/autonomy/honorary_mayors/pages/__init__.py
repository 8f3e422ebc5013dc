"""What citizens see of honorary mayors, and how they apply."""
