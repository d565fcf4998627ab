"""The words and rules of the work; pure: no files, no clock, no chance."""
