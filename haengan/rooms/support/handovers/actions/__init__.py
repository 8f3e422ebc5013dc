"""Acts on handovers: opening them, and writing and signing them. Each who is to sign next owes it as a follow-up, which climbs."""
