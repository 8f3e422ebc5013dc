"""한글: syllables and jamo, particles, search tokens, romanisation, initial-consonant match."""
