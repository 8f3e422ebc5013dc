"""Spreadsheets as people keep them: read, their headers understood, their cells turned into form data, written, marked."""
