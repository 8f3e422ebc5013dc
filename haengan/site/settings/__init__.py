"""Settings of the two applications; every one is described in docs/settings.md."""
