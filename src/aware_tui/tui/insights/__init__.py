"""What keeps happening: findings, one-offs, rises, themes and totals, and what a lead does about them."""
