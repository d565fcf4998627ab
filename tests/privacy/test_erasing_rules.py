"""Which columns hold words, and what becomes of a row when these go."""

import sqlite3
from contextlib import closing

import pytest

from aware_tui.domain.erasing import (
    FATES,
    Fate,
    Stored,
    ended,
    is_confirmed,
    is_label,
    typed_to_confirm,
    without_words,
)
from aware_tui.store.erasing import OF_A_SESSION
from aware_tui.store.opening import SCHEMA

NO_WORDS = {
    "answer": ("step", "question"),
    "apology": ("verdict", "elements", "findings"),
    "attempt": (
        "scenario_hash",
        "trainee",
        "moods_hash",
        "seed",
        "scores",
        "skills",
        "fatal",
        "retry_of",
        "assignment",
    ),
    "check_in": ("author",),
    "customer_merge": ("actor",),
    "delivery": ("connector",),
    "erasure": ("actor",),
    "event": ("actor", "what", "before", "after"),
    "feedback": ("zone", "agent"),
    "follow_up": ("zone",),
    "half_documented": ("missing",),
    "import_batch": ("file", "zone", "actor"),
    "lease": ("holder", "host", "wanted_by"),
    "note": ("step", "field"),
    "playbook_copy": ("version", "document"),
    "promise": ("zone", "verdict", "findings"),
    "session": ("playbook_version", "playbook_hash", "agent", "zone", "current_step", "current_phase"),
    "skill_card": ("trainee", "skill"),
    "step_visit": ("step", "phase"),
    "tick": ("step", "wording"),
}
"""Text that is no customer's: states, names of choices, of zones and of those who work here."""

OF_THE_TEAM = {
    "choke_point": ("title", "cause", "action", "owner", "zone", "due_words", "pattern", "whys"),
    "goal": ("title", "unit", "zone", "owner", "reason", "reason_ref", "filter", "outcome"),
    "scenario": ("document",),
}
"""The team's own words: they stay, and the preview names those in which a customer is named."""

MADE_OF_OTHERS = {
    "alembic_version": ("version_num",),
    "daily_count": ("dimension", "category", "value"),
    "occurrence": ("hours", "category", "location", "channel", "person"),
    "search_entry": ("source", "body"),
}
"""Made anew from the rest, in the same transaction."""


def text_columns() -> dict[str, set[str]]:
    """Return the columns of free text of each table, without those that name a row."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA.read_text(encoding="utf-8"))
        names = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("search_index", "sqlite_"))
        ]
        about = "SELECT name FROM pragma_table_info(?) WHERE type LIKE 'VARCHAR' OR type LIKE 'VARCHAR(32)'"
        found = {name: {row[0] for row in db.execute(about, (name,))} for name in names}
    return {
        table: {name for name in columns if name != "id" and not name.endswith("_id")}
        for table, columns in found.items()
    }


def test_of_every_text_column_it_is_settled_whether_it_holds_words_of_a_person() -> None:
    for table, columns in text_columns().items():
        settled = (
            FATES.get(table, {}),
            *(known.get(table, ()) for known in (NO_WORDS, OF_THE_TEAM, MADE_OF_OTHERS)),
        )
        assert columns == {name for names in settled for name in names}, table


def test_every_table_of_a_session_with_words_is_gone_through() -> None:
    own = {"customer", "session", "attempt"}
    assert set(FATES) <= {*OF_A_SESSION, *own}


def nobody(fate: Fate, column: str, value: str) -> bool:
    return False


def everybody(fate: Fate, column: str, value: str) -> bool:
    return True


ROWS: dict[str, dict[str, Stored]] = {
    table: {name: f"some words in {name}" for name in columns} for table, columns in FATES.items()
}


@pytest.mark.parametrize("table", FATES)
def test_all_words_go_where_nobody_else_says_them(table: str) -> None:
    blanks = {name: blank for name, (_, blank) in FATES[table].items()}
    assert without_words(table, ROWS[table], nobody) == blanks
    assert without_words(table, blanks, nobody) == {}


@pytest.mark.parametrize("table", FATES)
def test_what_others_say_too_stays_and_nothing_else(table: str) -> None:
    shared = (Fate.SHARED, Fate.LABEL_OR_SHARED, Fate.COLLEAGUE)
    going = {name for name, (fate, _) in FATES[table].items() if fate not in shared}
    assert without_words(table, ROWS[table], everybody).keys() == going


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("late_delivery", True),
        ("phone", True),
        ("Web", True),
        ("refund-asked.v2", True),
        ("", False),
        ("her boiler at 4 Elm Row", False),
        ("07700900377", False),
        ("a" * 41, False),
        ("dana@example.org", False),
        ("_x", False),
    ],
)
def test_a_label_is_one_plain_word(words: str, label: bool) -> None:
    assert is_label(words) is label


AT = "2026-03-04 10:30:00.000000"


@pytest.mark.parametrize(
    ("table", "row", "changes"),
    [
        ("session", {"status": "open"}, {"status": "finished", "ended_at": AT, "clock_since": None}),
        ("session", {"status": "parked"}, {"status": "finished", "ended_at": AT, "clock_since": None}),
        ("session", {"status": "finished"}, {}),
        ("session", {"status": "discarded"}, {}),
        ("promise", {"state": "open"}, {"state": "changed", "settled_at": AT}),
        ("promise", {"state": "kept"}, {}),
        ("promise", {"state": "broken"}, {}),
        ("follow_up", {"state": "open"}, {"state": "done", "settled_at": AT}),
        ("follow_up", {"state": "not_well"}, {}),
        ("delivery", {"state": "held"}, {"state": "withdrawn", "next_at": None, "claimed_until": None}),
        ("delivery", {"state": "delivered"}, {}),
        ("cause_link", {"told_at": None}, {"told_at": AT}),
        ("cause_link", {"told_at": "2026-01-01 00:00:00.000000"}, {}),
        ("note", {"text": "x"}, {}),
    ],
)
def test_what_nobody_can_deal_with_any_more_ends(
    table: str, row: dict[str, Stored], changes: dict[str, Stored]
) -> None:
    assert ended(table, row, AT) == changes


@pytest.mark.parametrize(
    ("typed", "reference", "confirmed"),
    [
        ("C-21054", "C-21054", True),
        (" c-21054 ", "C-21054", True),
        ("C-2105", "C-21054", False),
        ("", "C-21054", False),
        ("6cc82b", "", True),
        ("6cc82b", "C-21054", False),
        ("6CC82B", "  ", True),
        ("", "", False),
    ],
)
def test_what_has_to_be_typed_is_the_reference_else_the_end_of_the_id(
    typed: str, reference: str, confirmed: bool
) -> None:
    row_id = "01a1f86a-a0e0-7641-ac34-e18e616cc82b"
    assert is_confirmed(typed, reference, row_id) is confirmed
    assert is_confirmed(typed_to_confirm(reference, row_id), reference, row_id)
