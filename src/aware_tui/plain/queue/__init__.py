"""The queue of promises and checks, line by line."""
