"""개인정보 보호: how long personal data are kept, what is destroyed, and who read them."""
