"""Taking in files of past complaints and feedback: looked at whole first, then read in, chunk by chunk."""
