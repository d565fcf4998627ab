"""Customers found, read, told apart and merged."""
