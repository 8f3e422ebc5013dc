"""연계: typed acts and asks between systems, which never import each other."""
