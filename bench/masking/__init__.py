"""How much of the personal data typed into petitions is found, and how much of what is found is some."""
