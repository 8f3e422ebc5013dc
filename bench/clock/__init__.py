"""How many due dates of petitions are reckoned in a second, with and without their proof."""
