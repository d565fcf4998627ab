"""The list of half-documented sessions of migration 0001, kept by triggers. Never edited."""

_PROFILE, _QUALITY = (
    f"EXISTS (SELECT 1 FROM {table} d WHERE d.session_id = s.id AND d.recorded_at IS NOT NULL)"
    for table in ("profile_entry", "quality_record")
)

RULE = f"""
CREATE VIEW half_documented_rule AS
SELECT s.id, s.started_at, CASE WHEN {_PROFILE} THEN 'quality_record' ELSE 'profile_entry' END AS missing
FROM session s
WHERE s.status <> 'discarded' AND s.kind <> 'practice'
    AND {_PROFILE}
     <> {_QUALITY}
    AND NOT EXISTS (SELECT 1 FROM playbook_copy p WHERE p.id = s.playbook_hash AND p.documents < 2)
"""
"""What the list has to hold: each session that counts and has one of its two documents recorded.

A session whose playbook asks for one document only cannot be half-documented.
"""


def _out(session_id: str) -> str:
    return f"DELETE FROM half_documented WHERE id = {session_id};"


def _anew(session_id: str) -> str:
    """Return the statements that bring one session's place in the list up to date."""
    return (
        f"{_out(session_id)}\n    INSERT INTO half_documented (id, started_at, missing)"
        f" SELECT id, started_at, missing FROM half_documented_rule WHERE id = {session_id};"
    )


def _trigger(table: str, happened: str, deed: str, body: str) -> str:
    return f"\nCREATE TRIGGER {table}_half_{happened} AFTER {deed} BEGIN\n    {body}\nEND\n"


def _changing(table: str, columns: tuple[str, ...]) -> str:
    after, before = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    return f"UPDATE OF {', '.join(columns)} ON {table}\nWHEN ({after}) IS NOT ({before})"


def _document(table: str) -> tuple[str, ...]:
    changing = _changing(table, ("session_id", "recorded_at"))
    both = f"{_anew('old.session_id')}\n    {_anew('new.session_id')}"
    return (
        _trigger(table, "added", f"INSERT ON {table}", _anew("new.session_id")),
        _trigger(table, "changed", changing, both),
        _trigger(table, "removed", f"DELETE ON {table}", _anew("old.session_id")),
    )


HALVES = (
    RULE,
    _trigger("session", "added", "INSERT ON session", _anew("new.id")),
    _trigger("session", "changed", _changing("session", ("status", "kind", "started_at")), _anew("new.id")),
    _trigger("session", "removed", "DELETE ON session", _out("old.id")),
    *_document("profile_entry"),
    *_document("quality_record"),
)
"""Every statement, in order."""
