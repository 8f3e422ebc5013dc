"""장소: places, districts through time and sites on the map."""
