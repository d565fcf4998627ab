"""PostgreSQL as the place of the data: the same tables, the same questions, another engine."""
