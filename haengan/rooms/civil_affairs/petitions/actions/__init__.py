"""Every act of the room, by what it is about."""
