"""서가: a small room that only the tests of the registers install."""
