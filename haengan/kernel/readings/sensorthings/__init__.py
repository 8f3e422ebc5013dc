"""OGC SensorThings API 1.1 (18-088) over the house's own tables: `respond` in `answering` does a whole request."""
