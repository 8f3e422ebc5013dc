"""Asking other hosts over HTTP, with limits."""
