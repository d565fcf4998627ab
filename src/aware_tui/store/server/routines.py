"""The functions and triggers of the PostgreSQL schema: search, half-documented sessions, the story."""

import unicodedata
from collections.abc import Mapping, Sequence

_SPACED = "aware_words"
_MOST = 0x1_0000


def _signs() -> str:
    """Return, for a regular expression, every character that separates words for the search index.

    Those are all but letters, numbers and private ones, as in the `unicode61` tokenizer of FTS5
    (sqlite.org/fts5.html, section 4.3.1); marks that stand over letters are taken off before. Above the
    first plane only pictures are met, each of which is left as a word of its own.
    """
    ranges: list[list[int]] = []
    for code in range(1, _MOST):
        if unicodedata.category(chr(code))[0] in "LN" or 0xD800 <= code <= 0xF8FF:
            continue
        if ranges and _joins(ranges[-1][1], code):
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in ranges)


def _joins(last: int, code: int) -> bool:
    """Say whether nothing assigned to a letter or number lies between two separators."""
    between = range(last + 1, code)
    return all(unicodedata.category(chr(each)) == "Cn" for each in between)


def search(words: Mapping[str, Sequence[str]]) -> str:
    """Return the word index: what it holds of each row, and how it is asked."""
    return "".join(
        (_WORDS.format(signs=_signs()), _QUERY, _INDEX, hits(), *map(_kept, words, words.values()))
    )


_WORDS = """\
CREATE FUNCTION search_words(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(
        lower(normalize(regexp_replace(normalize(said, NFD), '[\\u0300-\\u036f]', '', 'g'), NFC)),
        '[{signs}]+', ' ', 'g')
$$;
"""

_QUERY = """\
CREATE FUNCTION search_query(asked text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(first || '(' || term || rest || ')', either), '')::tsquery FROM (
        SELECT replace(trim(search_words(replace(part[2], '""', '"'))), ' ', ' <-> ') AS term,
            CASE WHEN part[1] = '^' THEN '''.'' <-> ' ELSE '' END AS first,
            CASE WHEN part[3] = '*' THEN ':*' ELSE '' END AS rest,
            CASE WHEN asked LIKE '%" OR "%' OR asked LIKE '%* OR "%' THEN ' | ' ELSE ' & ' END AS either
        FROM regexp_matches(asked, '(\\^?)"((?:[^"]|"")*)"([*]?)', 'g') AS part
    ) AS terms WHERE term <> '' GROUP BY either
$$;
"""

# No word is a full stop: one before the first word of each entry lets a search ask for what is said first.
_INDEX = """\
ALTER TABLE search_entry ADD words tsvector
    GENERATED ALWAYS AS ($$'.':1$$::tsvector || to_tsvector('simple', search_words(body))) STORED;
CREATE INDEX ix_search_entry_words ON search_entry USING gin (words);
CREATE VIEW search_index WITH (security_invoker = true) AS SELECT n AS rowid FROM search_entry;
"""


def hits(seen: str = "") -> str:
    """Return the function that finds the newest entries with what is asked for, of those with `seen`.

    It looks as the owner of the tables: a rule about rows would keep the server from its word index
    (postgresql.org/docs, "Rules and Privileges"). `seen` is about the entry `e` and its session `s`. A last
    word that is open at its end is taken as it stands where that finds enough.
    """
    joined = f"LEFT JOIN session s ON s.id = e.session_id WHERE ({seen}) AND" if seen else "WHERE"
    newest = f"SELECT e.n FROM search_entry e {joined} e.words @@ {{}} ORDER BY e.n DESC LIMIT most"
    return _HITS.format(*map(newest.format, ("as_it_stands", "search_query(asked)")))


_HITS = """\
CREATE OR REPLACE FUNCTION search_hits(asked text, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER ROWS 1000
    SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    as_it_stands tsquery := search_query(rtrim(asked, '*'));
    found bigint[];
BEGIN
    found := ARRAY({});
    IF asked LIKE '%*' AND cardinality(found) < most THEN
        found := ARRAY({});
    END IF;
    RETURN QUERY SELECT unnest(found);
END $$;
"""


def _kept(table: str, columns: Sequence[str]) -> str:
    """Return the trigger that keeps the words of a table in the index."""
    body = " || chr(10) || ".join(f"coalesce(new.{column}, '')" for column in columns)
    owners = "NULL, new.id" if table == "customer" else "new.session_id, NULL"
    return f"""\
CREATE FUNCTION {table}_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = '{table}:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('{table}:' || new.id, {owners}, {body})
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_searched AFTER INSERT OR UPDATE OR DELETE ON "{table}"
    FOR EACH ROW EXECUTE FUNCTION {table}_searched();
"""


def filled(table: str, columns: Sequence[str]) -> str:
    """Return the statement that indexes all rows of a table at once."""
    body = " || chr(10) || ".join(f"coalesce({column}, '')" for column in columns)
    owners = "NULL, id" if table == "customer" else "session_id, NULL"
    return (
        "INSERT INTO search_entry (source, session_id, customer_id, body)"
        f" SELECT '{table}:' || id, {owners}, {body} FROM \"{table}\" ORDER BY id"
    )


def halves(rule: str) -> str:
    """Return the list of half-documented sessions: its `rule`, and what keeps it."""
    view = rule.strip().replace(" AS\n", " WITH (security_invoker = true) AS\n", 1)
    return f"{view};\n{_HALF}" + "".join(
        f'CREATE TRIGGER {table}_half AFTER INSERT OR UPDATE OR DELETE ON "{table}"\n'
        f"    FOR EACH ROW EXECUTE FUNCTION half_documented_{kind}();\n"
        for table, kind in _HALVES_OF.items()
    )


_HALVES_OF = {"session": "session", "profile_entry": "other", "quality_record": "other"}
"""The function that each table's trigger calls."""

_HALF = """\
CREATE FUNCTION half_documented_anew(asked text) RETURNS void LANGUAGE sql AS $$
    DELETE FROM half_documented WHERE id = asked;
    INSERT INTO half_documented (id, started_at, missing)
        SELECT id, started_at, missing FROM half_documented_rule WHERE id = asked;
$$;
CREATE FUNCTION half_documented_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM half_documented WHERE id = old.id;
    ELSIF TG_OP = 'INSERT'
        OR (new.status, new.kind, new.started_at) IS DISTINCT FROM (old.status, old.kind, old.started_at) THEN
        PERFORM half_documented_anew(new.id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION half_documented_other() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM half_documented_anew(old.session_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM half_documented_anew(new.session_id);
    END IF;
    RETURN NULL;
END $$;
"""


JULIAN = """\
CREATE FUNCTION julianday(moment timestamp) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT extract(epoch FROM moment)::double precision / 86400 + 2440587.5
$$;
"""
"""Days since the beginning that astronomers count from (sqlite.org/lang_datefunc.html)."""


def story() -> str:
    """Return what numbers the events: a count of the server's, whatever the writer can see of the story."""
    return """\
CREATE SEQUENCE event_seq OWNED BY event.seq;
CREATE FUNCTION event_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    new.seq := nextval('event_seq');
    RETURN new;
END $$;
CREATE TRIGGER event_numbered BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_numbered();
"""
