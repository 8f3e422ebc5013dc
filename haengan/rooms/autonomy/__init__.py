"""자치협력과: Autonomy and Cooperation Division."""
