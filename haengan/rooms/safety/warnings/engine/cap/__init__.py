"""Warnings as CAP 1.2: written, checked, followed, signed, and read with hostile input in mind."""
