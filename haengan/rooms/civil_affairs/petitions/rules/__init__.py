"""Pure words and arithmetic of petitions on plain values."""
