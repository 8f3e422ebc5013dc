"""Papers about a petition: plain values in, documents out."""
