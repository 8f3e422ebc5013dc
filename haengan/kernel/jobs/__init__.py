"""작업: background and timed work with leases: what is asked for is committed with its cause and is done at least once."""
