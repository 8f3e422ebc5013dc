"""사람: accounts, officials, residents, contact points, consent."""
