"""Sessions as text and JSON for people and other programs."""
