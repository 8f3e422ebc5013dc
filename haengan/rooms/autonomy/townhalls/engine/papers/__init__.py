"""The papers that leave the mobile mayor's office."""
