"""What customers said: noted in a dialog, listed, read and corrected."""
