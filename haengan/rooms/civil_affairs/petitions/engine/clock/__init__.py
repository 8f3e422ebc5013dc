"""처리기간의 계산: when a petition is due by law, and the proof of it (docs/decisions/0022-petition-clock.md)."""
