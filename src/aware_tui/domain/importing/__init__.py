"""Past complaints and feedback from a table: which column is what, what a cell means, what looks odd."""
