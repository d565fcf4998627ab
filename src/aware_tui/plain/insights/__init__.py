"""What keeps happening, told line by line, and what is done about it."""
