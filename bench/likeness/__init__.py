"""Whether what is suggested as perhaps the same incident is the same, in pairs written by hand and in a storm of petitions."""
