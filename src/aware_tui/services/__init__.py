"""What the program can do, whichever face asks."""
