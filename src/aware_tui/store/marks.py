"""The marks by which a file is known as a database of this program, and of which age."""

APPLICATION_ID = 0x41574152
"""`AWAR` in letters: SQLite keeps it at byte 68 of the file."""

SCHEMA_VERSION = "0005"
"""The newest migration this program knows; versions are compared as text of equal length."""
