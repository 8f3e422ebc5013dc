"""Which division a petition belongs to, learnt from where petitions went, and why one thinks so."""
