"""첨부: files that people bring: checked by content, sealed at rest, attached to things, handed out as downloads only."""
