"""What keeps happening: counted once, tested, told in sentences. Pure."""
