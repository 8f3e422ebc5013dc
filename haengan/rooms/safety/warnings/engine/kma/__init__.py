"""Special weather reports of the Korea Meteorological Administration (기상특보)."""
