"""Every act on cities, agreements and exchanges."""
