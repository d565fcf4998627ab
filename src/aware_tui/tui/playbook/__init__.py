"""The method, read as a book."""
