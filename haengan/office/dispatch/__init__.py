"""발송: dispatch, what was sent to terminals and people and how far it came."""
