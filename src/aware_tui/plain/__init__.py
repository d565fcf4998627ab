"""The face for those who listen or read line by line: lines in, lines out, no escape sequences."""
