"""권한: duties belong to posts, deputies are dated; default is refusal; the scoped fetch."""
