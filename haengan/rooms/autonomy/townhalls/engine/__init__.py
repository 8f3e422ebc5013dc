"""What the mobile mayor's office can do without a database."""
