"""금액: amounts of won as whole numbers, and the units that budgets write them in."""
