"""The organisation chart as plain values."""
