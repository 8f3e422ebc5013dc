"""API 열쇠: API tokens, with which an official's programs use the API."""
