"""Sample data for looking around: calls of the last days, and half a year that came before them."""
