"""The papers that an honorary mayor is given."""
