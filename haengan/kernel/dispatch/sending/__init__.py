"""The sending process: one thread a channel and world, and the sweep. `running.Sending` is what a process embeds."""
