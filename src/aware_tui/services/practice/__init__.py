"""Practice, whichever face asks: the scenarios in force, what to play next, and a call in hand."""
