"""기준: dated legal values that the systems obey, read from each room's `norms.yaml`, and the city's own values over them."""
