"""How many faces and number plates are found in photos before they are made public, and how many are seen where there are none."""
