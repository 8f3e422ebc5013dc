"""The shape of what officials and citizens enter."""
