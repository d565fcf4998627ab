"""Choke points: the register, the people they hit, and what a call has to do with them."""
