"""Texts made ready to be read: passages of lines, without any look of their own."""
