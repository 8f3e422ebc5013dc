"""암호키: the keys under which personal data lie: added, made current, taken out of use while the house is at work."""
