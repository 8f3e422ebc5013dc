"""How officials sign in: the second factor's gate, single sign-on, the addresses."""
