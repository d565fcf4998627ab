"""How strictly the files that people write are read."""

STRICT = {"extra": "forbid", "hide_input_in_errors": True}
"""How a reader of files must treat a shape: an unknown key is an error, values are never echoed."""
