"""사람: people, officials with their posts, ranks and accounts."""
