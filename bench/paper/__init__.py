"""Budget Reallocation (2404.00725) on models of our own, and what became of the four papers' claims here."""
