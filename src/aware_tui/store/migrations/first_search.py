"""The search of migration 0001: words are copied to `search_entry` and indexed by triggers. Never edited."""

WORDS = {
    "note": ("text",),
    "apology": ("text",),
    "option": ("text",),
    "promise": ("what", "reason"),
    "follow_up": ("outcome",),
    "profile_entry": ("text", "outside_reference"),
    "quality_record": ("text", "cause", "cost", "recommendation", "outside_reference"),
    "customer": ("name", "reference", "contact"),
}
"""The columns of people's words, by table."""

INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
    body, content='search_entry', content_rowid='n', prefix='2 3',
    tokenize="unicode61 remove_diacritics 2"
)
"""

INDEX_TRIGGERS = (
    """
CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_index (rowid, body) VALUES (new.n, new.body);
END
""",
    """
CREATE TRIGGER search_entry_changed AFTER UPDATE OF body ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', old.n, old.body);
    INSERT INTO search_index (rowid, body) VALUES (new.n, new.body);
END
""",
    """
CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', old.n, old.body);
END
""",
)


def body_of(row: str, columns: tuple[str, ...]) -> str:
    """Return the SQL of the words of `row`: its columns, a line each."""
    return "(" + " || char(10) || ".join(f"coalesce({row}.{column}, '')" for column in columns) + ")"


def row_triggers(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the triggers that keep the words of a table in the index."""
    body = body_of("new", columns)
    after, before = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    owner = "NULL, new.id" if table == "customer" else "new.session_id, NULL"
    return (
        f"""
CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('{table}:' || new.id, {owner}, {body});
END
""",
        f"""
CREATE TRIGGER {table}_changed AFTER UPDATE ON {table}
WHEN ({after}) IS NOT ({before}) BEGIN
    UPDATE search_entry SET body = {body} WHERE source = '{table}:' || new.id;
END
""",
        f"""
CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN
    DELETE FROM search_entry WHERE source = '{table}:' || old.id;
END
""",
    )


SEARCH = (
    INDEX,
    *INDEX_TRIGGERS,
    *(statement for table, columns in WORDS.items() for statement in row_triggers(table, columns)),
)
"""Every statement, in order."""
