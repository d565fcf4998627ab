"""A terminal coach for customer complaints."""

__version__ = "1.0.0"
