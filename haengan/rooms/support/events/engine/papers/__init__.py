"""The papers of an event: pure, from plain values to a document."""
