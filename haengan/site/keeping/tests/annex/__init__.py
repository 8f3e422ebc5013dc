"""An app whose migrations a test adds to a house that stands: the second one fails where the test says so."""
