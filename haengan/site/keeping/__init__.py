"""What a house is kept in and brought back from: backup, restore, upgrade (docs/decisions/0016-operation.md)."""
