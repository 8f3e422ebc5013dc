"""과수원: a small room that only the tests know, with every kind of figure."""
