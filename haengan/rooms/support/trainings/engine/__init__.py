"""Engines of trainings."""
