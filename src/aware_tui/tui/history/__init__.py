"""Sessions found and read back."""
