"""이동시장실: the mobile mayor's office, which meets citizens where they are and answers what they said."""
