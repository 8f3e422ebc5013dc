"""발송: messages to devices and people, each delivery with its evidence until it arrived, failed or expired."""
