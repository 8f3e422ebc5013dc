"""Who may do what with petitions, and which of them one reaches."""
