"""The days within which each step of local lawmaking is due, with the reckoning behind every one of them."""
