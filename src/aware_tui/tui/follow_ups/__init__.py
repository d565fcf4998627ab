"""The follow-up queue: what was promised and what is to be checked, by when it is due."""
