"""How late rules decide on a thousand readings a second."""
