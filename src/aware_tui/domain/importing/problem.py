"""What stands in the way of taking a file in."""


class ImportProblem(Exception):  # noqa: N818
    """A file cannot be taken in as it is; the message says why, and what to do. Nothing was taken in."""
