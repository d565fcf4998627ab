"""Practice: a simulated upset customer, what a trainee says to them, and how well it went."""
