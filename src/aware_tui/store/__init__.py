"""The database: rows, one writer, reads, migrations, care of the file."""
