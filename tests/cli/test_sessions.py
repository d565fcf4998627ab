"""Sessions listed and read from the command line."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.said import Aware
from making import NOW, a_customer, a_note, a_session, adding

from aware_tui.domain.rows import CheckIn, Customer, Event, Note, Promise, Session, Tick
from aware_tui.domain.session import Change, Edit
from aware_tui.domain.text import cells
from aware_tui.store.database import Database
from aware_tui.store.writer import SaveState, Writer


def utc_now() -> datetime:
    return datetime.now(UTC)


class Keeping:
    """A writer as an open app has it."""

    def __init__(self, folder: Path) -> None:
        self.states: list[SaveState] = []
        self.writer = Writer(folder / "aware.db", utc_now, self.states.append)
        self.writer.start()
        self.writer.opened.result(30)

    def keep(self, *changes: Change) -> None:
        for change in changes:
            self.writer.submit(change)
        self.writer.ask(lambda db: None).result(30)

    def close(self) -> None:
        assert self.writer.close(30)


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Keeping]:
    with closing(Keeping(tmp_path / "data")) as writer:
        yield writer


def id_of(aware: Aware, words: str) -> str:
    [found] = aware("sessions", "--search", words, "--json").json
    return str(found["id"])


def test_the_list_is_newest_first_and_narrow(aware: Aware, data: Path) -> None:
    said = aware("sessions")
    lines = said.out.splitlines()
    assert (said.status, said.err, len(lines)) == (0, "", 8)
    assert "Sofia Lindqvist" in lines[0]
    assert "Amara Okafor" in lines[-1]
    assert all(cells(line) <= 80 for line in lines)
    assert len({line.index("  2") for line in lines}) == 1


@pytest.mark.parametrize("status", ["open", "parked", "finished"])
def test_the_list_tells_how_each_stands(aware: Aware, data: Path, status: str) -> None:
    assert f"  {status} " in aware("sessions").out


def test_an_id_of_the_list_finds_its_session(aware: Aware, data: Path) -> None:
    for line in aware("sessions").out.splitlines():
        said = aware("session", line.split()[0])
        assert said.status == 0
        assert said.out.splitlines()[0].split(",")[0] in line


def test_json_is_an_array_keyed_by_the_columns(aware: Aware, data: Path) -> None:
    found = aware("sessions", "--json").json
    assert len(found) == 8
    columns = [field.name for field in fields(Session)]
    for each in found:
        assert list(each) == [*columns, "customer", "excerpt", "next_due"]
        assert each["started_at"].endswith("+00:00")


def test_json_and_text_tell_the_same_sessions(aware: Aware, data: Path) -> None:
    found = aware("sessions", "--json").json
    assert [each["id"][:13] for each in found] == [
        line.split()[0] for line in aware("sessions").out.splitlines()
    ]


def test_a_search_finds_words_wherever_they_were_typed(aware: Aware, data: Path) -> None:
    for words, name in (("kettle", "Oliver Brandt"), ("depot Dana", "Dana Reyes"), ("stairs", "Graham Pike")):
        assert name in aware("sessions", "--search", words).out
        assert [each["customer"] for each in aware("sessions", "--search", words, "--json").json] == [name]


def test_a_search_that_finds_nothing_says_so(aware: Aware, data: Path) -> None:
    said = aware("sessions", "--search", "zeppelin")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Nothing was found.")
    assert aware("sessions", "--search", "zeppelin", "--json").out == "[]\n"


def test_a_limit_is_kept_and_told(aware: Aware, data: Path) -> None:
    said = aware("sessions", "--limit", "2")
    assert (
        said.out.splitlines()[-1]
        == "These are the newest 2. --search WORDS finds others, --limit N shows more."
    )
    assert len(said.out.splitlines()) == 4
    assert len(aware("sessions", "--limit", "8").out.splitlines()) == 8
    assert len(aware("sessions", "--limit", "3", "--json").json) == 3


def test_without_data_the_list_is_empty(aware: Aware, tmp_path: Path) -> None:
    said = aware("sessions")
    assert (said.status, said.err) == (0, "")
    assert said.out == f"There are no sessions in {tmp_path / 'data'} yet. `aware live` begins one.\n"
    assert aware("sessions", "--json").out == "[]\n"


def test_more_sessions_than_a_page_come_once_each(aware: Aware, keeping: Keeping) -> None:
    heads = [replace(a_session().head, started_at=NOW) for _ in range(1203)]
    keeping.keep(*(adding(head) for head in heads))
    found = [each["id"] for each in aware("sessions", "--json").json]
    assert sorted(found) == sorted(head.id for head in heads)


def test_the_list_is_read_beside_an_app_at_work(aware: Aware, keeping: Keeping) -> None:
    session = a_session()
    keeping.keep(adding(session.head))
    assert [each["id"] for each in aware("sessions", "--json").json] == [session.id]
    keeping.keep(adding(a_note(session.id, "said while the list was read")))
    assert "said while" in aware("sessions").out


def test_ids_of_one_millisecond_are_shown_whole(aware: Aware, keeping: Keeping) -> None:
    ids = ["01950000-0000-7000-8000-00000000000a", "01950000-0000-7000-8000-00000000000b"]
    keeping.keep(*(adding(replace(a_session().head, id=each)) for each in ids))
    assert {line.split()[0] for line in aware("sessions").out.splitlines()} == set(ids)
    said = aware("session", ids[0][:13])
    assert (said.status, said.out) == (1, "")
    assert said.err == "Several of them begin or end so. Type more of the id.\n"


@pytest.mark.parametrize(
    "part", [lambda x: x, lambda x: x[:13], lambda x: x[-8:], lambda x: f" {x.upper()} "]
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]], ids=["text", "json", "markdown"])
def test_a_session_is_named_by_any_part_of_its_id(
    aware: Aware, data: Path, part: Callable[[str], str], form: list[str]
) -> None:
    said = aware("session", part(id_of(aware, "Graham")), *form)
    assert said.status == 0
    assert "Graham Pike" in said.out


@pytest.mark.parametrize("id_", ["123456", "nothing", "01", "%", "' OR 1=1 --", "zzzzzzzz"])
def test_an_unknown_session_is_one_sentence(aware: Aware, data: Path, id_: str) -> None:
    said = aware("session", id_)
    assert (said.status, said.out) == (1, "")
    assert said.err == f"There is no session “{id_}”. `aware sessions` lists them, with their ids.\n"


def test_without_data_there_is_no_session(aware: Aware, tmp_path: Path) -> None:
    assert aware("session", "abcdef12").status == 1
    assert not (tmp_path / "data").exists()


def test_the_text_tells_every_step_in_narrow_lines(aware: Aware, data: Path) -> None:
    said = aware("session", id_of(aware, "Amara"))
    assert all(cells(line) <= 80 for line in said.out.splitlines())
    for words in (
        "[x] They confirmed it in their own words (",
        "[ ] I checked with them one thing I had assumed",
        "Nobody rang.",
        "full: they feel wronged",
        "chosen; proposed by the",
        "promise kept",
        "number there: CRM-88213",
        "What happened, in order",
        "the session began",
    ):
        assert words in said.out


def test_json_holds_every_row_under_its_table(aware: Aware, data: Path) -> None:
    found = aware("session", id_of(aware, "Amara"), "--json").json
    assert found["status"] == "finished"
    assert found["customer"].keys() == {field.name for field in fields(Customer)}
    for table, kind in (("tick", Tick), ("note", Note), ("promise", Promise), ("event", Event)):
        assert found[table]
        assert all(row.keys() == {field.name for field in fields(kind)} for row in found[table])
    assert found["profile_entry"]["outside_reference"] == "CRM-88213"
    assert found["check_in"] == []


def test_a_session_reads_back_with_the_wording_it_had(aware: Aware, data: Path) -> None:
    part = id_of(aware, "Amara")
    changed = data / "playbooks" / "mine"
    changed.mkdir(parents=True)
    (changed / "playbook.yaml").write_text("extends: aware\nid: mine\ntitle: Mine\nversion: '2'\n")
    said = aware("session", part, "--playbook", "mine")
    assert "Playbook       AWARE 1.0" in said.out


def with_check_in(aware: Aware, keeping: Keeping, words: str) -> str:
    session_id = id_of(aware, words)
    row = CheckIn("01950000-0000-7000-8000-0000000000cc", session_id, "Kim", 1, NOW)
    story = Event("01950000-0000-7000-8000-0000000000cd", session_id, NOW, "Kim", "check-in")
    keeping.keep(Change((Edit(None, row),), (story,)))
    return session_id


def test_a_check_in_is_for_its_author_alone(
    aware: Aware, data: Path, keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id = with_check_in(aware, keeping, "Amara")
    assert "How was this for you? awful, 1 of 5" in aware("session", session_id).out
    assert [row["score"] for row in aware("session", session_id, "--json").json["check_in"]] == [1]
    monkeypatch.setenv("AWARE_AGENT", "Lead")
    assert "awful" not in aware("session", session_id).out
    found = aware("session", session_id, "--json")
    assert found.json["check_in"] == []
    assert "check-in" not in found.out
    assert "check-in" not in aware("session", session_id).out


@pytest.mark.parametrize("reader", ["Kim", "Lead"])
def test_the_record_for_others_never_holds_a_check_in(
    aware: Aware, data: Path, keeping: Keeping, monkeypatch: pytest.MonkeyPatch, reader: str
) -> None:
    session_id = with_check_in(aware, keeping, "Amara")
    monkeypatch.setenv("AWARE_AGENT", reader)
    said = aware("session", session_id, "--markdown")
    assert "awful" not in said.out
    assert "check-in" not in said.out


HOSTILE = "\x1b[31mred\x1b]0;owned\x07 \u202egnp.exe\u200b\x9b2J\x7f"


def hostile_session(keeping: Keeping) -> str:
    session = a_session(agent=HOSTILE, playbook_hash="none", channel=HOSTILE, category=HOSTILE)
    customer = a_customer(name=HOSTILE, reference=HOSTILE)
    keeping.keep(
        adding(customer),
        adding(replace(session.head, customer_id=customer.id), a_note(session.id, f"{HOSTILE}\n{HOSTILE}")),
    )
    return session.id


@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]], ids=["text", "json", "markdown"])
def test_nothing_that_was_typed_reaches_the_terminal_raw(
    aware: Aware, keeping: Keeping, form: list[str]
) -> None:
    session_id = hostile_session(keeping)
    for said in (
        aware("session", session_id, *form),
        aware("sessions", *form[:1] if form != ["--markdown"] else []),
    ):
        assert said.status == 0
        assert not set("\x1b\x07\x7f\x9b\u202e\u200b") & set(said.out)


def test_json_gives_hostile_words_back_whole(aware: Aware, keeping: Keeping) -> None:
    found = aware("session", hostile_session(keeping), "--json").json
    assert found["customer"]["name"] == HOSTILE
    assert found["note"][0]["text"] == f"{HOSTILE}\n{HOSTILE}"


def test_a_session_without_a_kept_playbook_is_read_in_todays_wording(aware: Aware, keeping: Keeping) -> None:
    session = a_session(playbook_hash="lost")
    keeping.keep(adding(session.head, a_note(session.id, "the words", field="of_an_old_field")))
    said = aware("session", session.id)
    assert said.status == 0
    assert "acknowledge/of_an_old_field" in said.out
    assert "the words" in said.out


def to_the_future(db: Database) -> None:
    db.execute("UPDATE alembic_version SET version_num = '9999'")


def test_data_of_a_newer_release_is_one_sentence(aware: Aware, data: Path) -> None:
    with closing(Keeping(data)) as app:
        app.writer.ask(to_the_future).result(30)
    said = aware("sessions")
    assert (said.status, said.out) == (1, "")
    assert "written by a newer release" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    "words", [["sessions"], ["sessions", "--json"], ["session", "abcdef"], ["data", "where"]]
)
def test_a_file_that_is_none_of_ours_is_one_sentence(aware: Aware, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "aware.db").write_bytes(b"something else entirely" * 50)
    said = aware(*words)
    assert (said.status, said.out) == (1, "")
    assert "is not a database of this program" in said.err
    assert len(said.err.splitlines()) == 1


HEAVY = ("sqlalchemy", "sqlmodel", "alembic", "pydantic", "yaml", "textual", "rich", "dateparser")


@pytest.mark.parametrize("words", [("sessions",), ("sessions", "--json", "--search", "kettle")], ids=" ".join)
def test_the_list_needs_nothing_heavy(data: Path, words: list[str]) -> None:
    script = (
        "import sys; from aware_tui.cli.main import run; run(sys.argv[1:]);"
        f"print(sorted(set({HEAVY}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=True)
    assert "Oliver Brandt" in done.stdout
    assert done.stderr == "[]\n"


def test_help_needs_hardly_anything() -> None:
    unwanted = {*HEAVY, "sqlite3", "aware_tui.config", "aware_tui.domain"}
    script = (
        "import sys; from aware_tui.cli.arguments import parser; parser().format_help();"
        f"print(sorted({unwanted} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
