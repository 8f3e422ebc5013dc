"""A storm that never was: rain over a catchment, and the river that rises from it."""
