"""From readings to the level of a rule: conditions over series, and a timeline that any order of arrival ends in."""
