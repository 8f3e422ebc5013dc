"""Engines of ordinances."""
