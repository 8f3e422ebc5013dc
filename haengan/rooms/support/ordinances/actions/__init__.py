"""Acts on local laws, on the steps of making them, and on the opinions of citizens."""
