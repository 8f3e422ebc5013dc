"""The papers of exchange with cities abroad: pure, from plain values to a document."""
