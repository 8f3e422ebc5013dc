"""Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2/): its words, written and read as XML and JSON."""
