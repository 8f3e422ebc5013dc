"""개인정보: how long personal data are kept and how they end, and the monthly look at who read them and why."""
