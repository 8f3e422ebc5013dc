"""What the shared pages need to know of local laws, cases, promulgations, deadlines and opinions."""
