"""What comes from outside: citizens' forms and photos, other cities' servers, mails."""
