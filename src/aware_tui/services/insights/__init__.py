"""What keeps happening, put together from the counts, the words and the feedback that are kept."""
