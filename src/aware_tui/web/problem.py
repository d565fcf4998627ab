"""What can stand in the way of serving."""


class ServeProblem(Exception):  # noqa: N818
    """The app cannot be served like this; the message says why, and what to do."""
