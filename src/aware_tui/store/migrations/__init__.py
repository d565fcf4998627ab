"""How the tables came to be, step by numbered step; a step is never edited once released."""
