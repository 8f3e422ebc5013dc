"""시연: one command from a fresh machine to a served sample city and its report."""
