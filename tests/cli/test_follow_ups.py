"""The queue on the command line: as a list, as sentences, as JSON, as a calendar."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cli.kept import keep
from cli.said import Aware
from hostile import HOSTILE
from icalendar import Calendar
from making import a_customer, a_follow_up, a_head, a_promise

from aware_tui.domain.rows import Promise, Session
from aware_tui.domain.states import FollowUpKind, PromiseState, Status
from aware_tui.domain.text import cells, for_screen
from aware_tui.exports.calendar_file import OURS
from aware_tui.store.library import sqlite3

NOW = datetime.now(UTC).replace(microsecond=0)
LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
KEYS = ["id", "session_id", "kind", "what", "who", "owner", "customer", "contact"]
KEYS += ["due_at", "zone", "due_words", "overdue", "note", "made_at", "session_status"]


def a_call(**parts: Any) -> Session:
    common: dict[str, Any] = {"agent": "Kim", "zone": "Europe/London", "started_at": NOW - DAY}
    return a_head(**(common | parts))


def ours(head: Session, what: str, due_at: datetime | None, **parts: Any) -> Promise:
    common: dict[str, Any] = {"who": "Kim", "zone": "Europe/London", "made_at": NOW - DAY}
    return a_promise(head.id, **(common | parts), what=what, due_at=due_at)


def midnight() -> datetime:
    """Return when today ends in London."""
    return datetime.combine(NOW.astimezone(LONDON).date() + DAY, datetime.min.time(), LONDON).astimezone(UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with two customers' promises and checks, and some that do not count."""
    dana = a_customer(name="Dana Reyes", contact="07700 900377")
    oscar = a_customer(name="Óscar Ruiz")
    first, second = a_call(customer_id=dana.id), a_call(customer_id=oscar.id, agent="Sam")
    gone, practice = a_call(status=Status.DISCARDED), a_call(kind="practice")
    late = ours(first, "ring her back.", NOW - 2 * DAY, note="after five", due_words="Friday")
    today = ours(second, "post the lid", midnight() - timedelta(seconds=1), who="Sam")
    with_depot = a_follow_up(
        first.id,
        kind=FollowUpKind.DELEGATE,
        who="depot",
        due_at=midnight() + DAY,
        zone="Europe/London",
        promise_id=late.id,
    )
    with_customer = a_follow_up(second.id, who="Óscar Ruiz", due_at=NOW + 9 * DAY, zone="Europe/London")
    some_day = ours(first, "think of something", None, who="")
    left = (
        ours(first, "was kept", NOW, state=PromiseState.KEPT, settled_at=NOW),
        ours(gone, "was discarded", NOW),
        ours(practice, "was practised", NOW),
    )
    rows = (
        dana,
        oscar,
        first,
        second,
        gone,
        practice,
        late,
        today,
        with_depot,
        with_customer,
        some_day,
        *left,
    )
    keep(tmp_path / "data", *rows)
    return tmp_path / "data"


IN_ORDER = [
    "ring her back.",
    "post the lid",
    "check with depot",
    "check back with them",
    "think of something",
]


def test_the_list_stands_by_due_time_overdue_first_and_apart(
    aware: Aware, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    said = aware("follow-ups")
    assert (said.status, said.err) == (0, "")
    late, gap, *rest = said.out.splitlines()
    assert gap == ""
    assert late.split()[1] == "overdue"
    places = [line.index(f"  {what}  ") for line, what in zip([late, *rest], IN_ORDER, strict=True)]
    assert len(set(places)) == 1
    assert late.endswith("  Dana Reyes  me")
    assert rest[0].endswith("  Óscar Ruiz  Sam")
    assert "  no time yet  " in rest[-1]
    assert rest[-1].endswith("nobody")


def test_the_list_fits_a_narrow_terminal(aware: Aware, folder: Path) -> None:
    assert all(cells(line) <= 80 for line in aware("follow-ups").out.splitlines())


def test_an_id_of_the_list_finds_its_row(aware: Aware, folder: Path) -> None:
    for line in filter(None, aware("follow-ups").out.splitlines()):
        said = aware("promise", line.split()[0], "note", "seen")
        assert (said.status, said.err) == (0, "")
    assert {each["note"] for each in aware("follow-ups", "--json").json} == {"seen"}


def test_plain_lines_are_sentences(aware: Aware, folder: Path) -> None:
    said = aware("follow-ups", "--plain")
    late, today, depot, customer, some_day = said.out.splitlines()
    then = (NOW - 2 * DAY).astimezone(LONDON)
    since = f"Overdue since {then:%A} {then.day} {then:%B}"
    assert late.startswith(since)
    assert ": ring her back, promised by Kim, for Dana Reyes. Note: after five. Id 0195" in late
    assert today.startswith("Due today 23:59: post the lid, promised by Sam, for Óscar Ruiz. Id 0195")
    assert ": check with depot about “ring her back”, for Dana Reyes. Id 0195" in depot
    assert ": check back with them, for Óscar Ruiz. Id 0195" in customer
    assert some_day.startswith("No time yet: think of something, promised by nobody, for Dana Reyes. Id 0195")


def test_a_time_of_another_zone_is_told_with_its_zone(aware: Aware, tmp_path: Path) -> None:
    head = a_call()
    keep(tmp_path / "data", head, ours(head, "ring", NOW + 3 * DAY, zone="Asia/Tokyo"))
    assert " JST" in aware("follow-ups").out
    assert " JST: ring" in aware("follow-ups", "--plain").out


def test_json_is_an_array_keyed_by_column(aware: Aware, folder: Path) -> None:
    found = aware("follow-ups", "--json").json
    assert all(list(each) == KEYS for each in found)
    assert [each["kind"] for each in found] == ["promise", "promise", "delegate", "customer", "promise"]
    assert [each["overdue"] for each in found] == [True, False, False, False, False]
    late = found[0]
    assert late["due_at"] == (NOW - 2 * DAY).isoformat()
    assert (late["what"], late["who"], late["owner"], late["customer"]) == (
        "ring her back.",
        "Kim",
        "Kim",
        "Dana Reyes",
    )
    assert (late["contact"], late["zone"], late["due_words"], late["note"], late["session_status"]) == (
        "07700 900377",
        "Europe/London",
        "Friday",
        "after five",
        "open",
    )
    assert found[2]["owner"] == "Kim"
    assert found[4]["due_at"] is None


FILTERS: list[tuple[list[str], list[int]]] = [
    (["--overdue"], [0]),
    (["--today"], [0, 1]),
    (["--week"], [0, 1, 2]),
    (["--owner", "me"], [0, 2]),
    (["--owner", "sam"], [1, 3]),
    (["--owner", "SAM", "--today"], [1]),
    (["--customer", "oscar"], [1, 3]),
    (["--customer", "ruiz ósc"], [1, 3]),
    (["--customer", "Dana", "--week", "--owner", "me"], [0, 2]),
    (["--customer", "lid"], []),
    (["--limit", "2"], [0, 1]),
    (["--customer", "dana", "--limit", "2"], [0, 2]),
]


@pytest.mark.parametrize(("words", "places"), FILTERS, ids=lambda value: " ".join(map(str, value)))
def test_a_filter_leaves_out_the_rest(
    aware: Aware, folder: Path, words: list[str], places: list[int]
) -> None:
    every = [each["id"] for each in aware("follow-ups", "--json").json]
    assert [each["id"] for each in aware("follow-ups", *words, "--json").json] == [every[n] for n in places]


def test_a_limit_is_told(aware: Aware, folder: Path) -> None:
    lines = aware("follow-ups", "--limit", "2").out.splitlines()
    assert lines[-1] == "These are the first 2. --limit N shows more."
    assert "--limit" not in aware("follow-ups", "--limit", "5").out


def test_an_empty_queue_is_told_kindly(aware: Aware, folder: Path, tmp_path: Path) -> None:
    elsewhere = ["--data-dir", str(tmp_path / "elsewhere")]
    said = aware("follow-ups", *elsewhere)
    assert (said.status, said.err) == (0, "")
    assert said.out == "Nothing is promised and nothing is to be checked. Well done.\n"
    assert aware("follow-ups", "--json", *elsewhere).json == []
    assert not (tmp_path / "elsewhere").exists()


EVERYTHING = "`aware follow-ups` alone lists everything that is open."


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--overdue", "--owner", "Sam"], f"Nothing of Sam's is overdue. {EVERYTHING}"),
        (["--owner", "me"], f"Nothing of yours is open. {EVERYTHING}"),
        (["--customer", "Nobody"], f"Nothing is open for Nobody. {EVERYTHING}"),
        (["--today", "--customer", "Nobody"], f"Nothing is due today for Nobody. {EVERYTHING}"),
    ],
)
def test_an_empty_list_says_what_there_is_nothing_of(
    aware: Aware, folder: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str], said: str
) -> None:
    monkeypatch.setenv("AWARE_AGENT", "somebody new")
    assert aware("follow-ups", *asked).out == f"{said}\n"


@pytest.mark.parametrize(
    ("span", "said"),
    [("overdue", "is overdue"), ("today", "is due today"), ("week", "is due in the seven days from today")],
)
def test_a_span_in_which_nothing_falls_says_so(aware: Aware, tmp_path: Path, span: str, said: str) -> None:
    assert aware("follow-ups", f"--{span}", "--data-dir", str(tmp_path / "new")).out == f"Nothing {said}.\n"


ODD = [
    ("Mars/Base", "9999-12-31 23:59:59.000000"),
    ("../../etc/passwd", "2026-03-04T10:00:00Z"),
    ("America/New_York", "0001-01-01 00:00:00.000000"),
    ("Pacific/Kiritimati", "9999-12-31 23:59:59.000000"),
    ("", ""),
    ("Europe/London", "17"),
]


@pytest.mark.sweep(2)
@pytest.mark.parametrize(("zone", "due_at"), ODD)
def test_odd_times_and_zones_end_no_command(aware: Aware, folder: Path, zone: str, due_at: str) -> None:
    with closing(sqlite3.connect(folder / "aware.db", isolation_level=None)) as db:
        for table in ("promise", "follow_up"):
            db.execute(f"UPDATE {table} SET zone = ?, due_at = ? WHERE due_at IS NOT NULL", (zone, due_at))
        db.execute("UPDATE session SET zone = ?", (zone,))
        (call,) = db.execute("SELECT id FROM session ORDER BY id LIMIT 1").fetchone()
    for words in ([], ["--plain"], ["--json"]):
        said = aware("follow-ups", *words)
        assert (said.status, "ring her back" in said.out) == (0, True), said
    assert aware("follow-ups", "--ics", "-").out.endswith("END:VCALENDAR\r\n")
    assert aware("follow-ups", "--week").status == 0
    for words in ([call], [call, "--markdown"], [call, "--json"]):
        said = aware("session", *words)
        assert (said.status, said.err) == (0, ""), said
    assert aware("sessions").status == 0
    for form in ("json", "csv", "markdown"):
        said = aware("export", "--format", form, "--output", str(folder / form))
        assert said.status == 0, said


def test_whatever_was_typed_stays_on_its_line(aware: Aware, tmp_path: Path) -> None:
    customers = [a_customer(name=text[:400]) for text in HOSTILE]
    heads = [a_call(customer_id=customer.id) for customer in customers]
    promises = [
        ours(head, text, NOW - DAY, note=text, who=text) for head, text in zip(heads, HOSTILE, strict=True)
    ]
    keep(tmp_path / "data", *customers, *heads, *promises)
    for form in ([], ["--plain"], ["--json"]):
        said = aware("follow-ups", "--limit", "1000", *form)
        assert for_screen(said.out) == said.out
        if form != ["--json"]:
            assert len(said.out.splitlines()) == len(HOSTILE)
    assert len(aware("follow-ups", "--json").json) == len(HOSTILE)
    Calendar.from_ical(aware("follow-ups", "--ics", "-").out)


# the calendar


def uids(text: bytes) -> list[str]:
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    return [str(event["UID"]) for event in calendar.walk("VEVENT")]


def test_a_calendar_file_holds_what_has_a_time(aware: Aware, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    said = aware("follow-ups", "--ics", str(file))
    assert (said.status, said.out) == (0, f"4 entries in {file}.\n")
    assert said.err == "1 has no time, so it is not in the calendar.\n"
    assert file.stat().st_mode & 0o777 == 0o600
    found = aware("follow-ups", "--json").json
    assert uids(file.read_bytes()) == [f"{each['id']}@aware" for each in found if each["due_at"]]
    assert b"900377" not in file.read_bytes()


def test_a_calendar_file_of_ours_is_written_anew(aware: Aware, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    aware("follow-ups", "--ics", str(file))
    before = uids(file.read_bytes())
    said = aware("follow-ups", "--overdue", "--ics", str(file))
    assert said.out == f"1 entry in {file}.\n"
    assert uids(file.read_bytes()) == before[:1]


def test_a_calendar_goes_to_stdout_as_it_is(aware: Aware, folder: Path) -> None:
    said = aware("follow-ups", "--ics", "-")
    assert said.out.startswith(OURS)
    assert len(uids(said.out.encode())) == 4


def test_json_may_come_beside_a_calendar_file(aware: Aware, folder: Path, tmp_path: Path) -> None:
    said = aware("follow-ups", "--ics", str(tmp_path / "due.ics"), "--json")
    assert len(said.json) == 5
    assert len(uids((tmp_path / "due.ics").read_bytes())) == 4


def test_sentences_may_come_beside_a_calendar_file(aware: Aware, folder: Path, tmp_path: Path) -> None:
    said = aware("follow-ups", "--ics", str(tmp_path / "due.ics"), "--plain")
    assert said.out == aware("follow-ups", "--plain").out
    assert len(uids((tmp_path / "due.ics").read_bytes())) == 4


def test_an_empty_queue_makes_an_empty_calendar(aware: Aware, tmp_path: Path) -> None:
    assert aware("follow-ups", "--ics", str(tmp_path / "due.ics")).out.startswith("0 entries in ")
    assert uids((tmp_path / "due.ics").read_bytes()) == []


@pytest.mark.parametrize("there", ["notes of mine", "BEGIN:VCALENDAR\r\nPRODID:-//somebody//else//EN\r\n"])
def test_a_file_that_is_not_ours_is_left_alone(
    aware: Aware, folder: Path, tmp_path: Path, there: str
) -> None:
    file = tmp_path / "mine"
    file.write_text(there, newline="")
    said = aware("follow-ups", "--ics", str(file))
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert file.read_bytes() == there.encode()


@pytest.mark.parametrize("name", [".", "nowhere/due.ics"])
def test_a_place_where_no_file_can_be_is_one_sentence(
    aware: Aware, folder: Path, tmp_path: Path, name: str
) -> None:
    said = aware("follow-ups", "--ics", str(tmp_path / name))
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1


def test_calendar_and_list_do_not_share_stdout(aware: Aware, folder: Path) -> None:
    said = aware("follow-ups", "--ics", "-", "--json")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("The calendar and the list cannot both go to stdout.")


@pytest.mark.parametrize("words", [["--overdue", "--today"], ["--json", "--plain"], ["--ics"], ["--soon"]])
def test_wrong_usage_is_told(aware: Aware, words: list[str]) -> None:
    said = aware("follow-ups", *words)
    assert (said.status, said.out) == (2, "")


def test_a_promise_that_was_given_new_times_stays_one_entry(aware: Aware, tmp_path: Path) -> None:
    head = a_call()
    first = ours(head, "ring back", NOW, state=PromiseState.CHANGED)
    second = ours(head, "ring back", NOW + DAY, state=PromiseState.CHANGED, replaces_id=first.id)
    third = ours(head, "ring back", NOW + 2 * DAY, replaces_id=second.id)
    keep(tmp_path / "data", head, first, second, third, ours(head, "post it", NOW + 3 * DAY))
    said = aware("--data-dir", str(tmp_path / "data"), "follow-ups", "--ics", "-")
    calendar = Calendar.from_ical(said.out)
    assert isinstance(calendar, Calendar)
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    changed = events.pop(f"{first.id}@aware")
    assert (changed["SEQUENCE"], changed.decoded("DTSTART")) == (2, NOW + 2 * DAY)
    assert [event["SEQUENCE"] for event in events.values()] == [0]
