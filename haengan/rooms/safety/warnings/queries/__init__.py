"""Named reads of the room."""
