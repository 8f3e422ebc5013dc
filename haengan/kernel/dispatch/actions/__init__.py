"""Every act of dispatch, and `queueing`, which other rooms' acts call inside their own transaction."""
