"""What all rooms share. Each module is a small Django app and may import only the floors below it (docs/house.md)."""
