"""장소: eup, myeon and dong (dated, with polygons), addresses, sites with coordinates."""
