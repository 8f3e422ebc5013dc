"""정보통신과: Information and Communications Division."""
