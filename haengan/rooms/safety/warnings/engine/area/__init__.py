"""An area to the people, sirens and boards in it, exactly, among half a million points in milliseconds."""
