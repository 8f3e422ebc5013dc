"""Settings, the two applications (public, office), page frame and command line. Knows all, is known by none."""
