"""Statements of the store as the server takes them."""

import pytest

from aware_tui.store.server.dialect import translated

CASES = [
    ("SELECT 1", "SELECT 1"),
    ("SELECT a FROM t WHERE b = ? AND c = ?", "SELECT a FROM t WHERE b = %s AND c = %s"),
    ("SELECT a FROM t WHERE b = :b_2", "SELECT a FROM t WHERE b = %(b_2)s"),
    ("SELECT '?', ':b', \"?\", 'it''s :c'", "SELECT '?', ':b', \"?\", 'it''s :c'"),
    ("SELECT a FROM t WHERE b LIKE 'x%' AND c = ?", "SELECT a FROM t WHERE b LIKE 'x%%' AND c = %s"),
    ("SELECT a % 2 FROM t", "SELECT a %% 2 FROM t"),
    ("WHERE a IS ? AND b IS NOT :c", "WHERE a IS NOT DISTINCT FROM %s AND b IS DISTINCT FROM %(c)s"),
    ("WHERE a IS NULL AND b IS NOT NULL", "WHERE a IS NULL AND b IS NOT NULL"),
    ("FROM a CROSS JOIN b ON b.id = a.id", "FROM a JOIN b ON b.id = a.id"),
    ("WHERE +p.state = 'open' AND (+p.due_at < 3)", "WHERE p.state = 'open' AND (p.due_at < 3)"),
    ("SET a = a + 1, b = b + c.d", "SET a = a + 1, b = b + c.d"),
    ("WHERE a IN ()", "WHERE a IN (NULL)"),
    (
        "WHERE search_index MATCH :wanted",
        "WHERE rowid IN (SELECT search_hits(%(wanted)s, 1000000))",
    ),
    (
        "WHERE search_index MATCH ? LIMIT 1 OFFSET 999",
        "WHERE rowid IN (SELECT search_hits(%s, 1000)) LIMIT 1 OFFSET 999",
    ),
    ("SELECT a::text", "SELECT a::text"),
]


@pytest.mark.parametrize(("asked", "taken"), CASES)
def test_a_statement_is_taken_as_it_was_meant(asked: str, taken: str) -> None:
    assert translated(asked) == taken
