"""What honorary mayors need without a database."""
