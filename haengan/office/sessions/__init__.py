"""접속: who is signed in, and accounts that are closed after wrong passwords."""
