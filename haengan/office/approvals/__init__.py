"""결재: approvals, drafts, what waits for one's signature, registers of documents, and the citizens' verification of a letter."""
