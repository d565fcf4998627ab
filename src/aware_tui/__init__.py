"""A terminal coach for customer complaints."""

__version__ = "0.1.0"
