"""A live call, line by line."""
