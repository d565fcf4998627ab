"""The same app in a browser: a small server on textual-serve, closed to strangers."""
