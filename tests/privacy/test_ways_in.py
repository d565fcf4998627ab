"""Every way by which words come in: no card number that was typed, pasted, taken in or received is kept."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from cli.said import Aware, typing
from delivering import PROFILE, a_delivery, a_story, put
from importing.desks import table
from listening import answer, listening
from making import NOW, a_customer, a_follow_up, a_head, a_promise
from practicing import LIND
from privacy.people import keep
from reading_ahead import lay_read_playbook
from watching import rows

from aware_tui.config import Settings
from aware_tui.config.connectors import ConnectorSettings
from aware_tui.domain.due import Due
from aware_tui.domain.feedback import About
from aware_tui.domain.gate import Ending
from aware_tui.domain.practice.moves import Did, Say
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.queue import Wanted
from aware_tui.domain.summary import DueLine
from aware_tui.services import cause_deeds, customers, duties, feedback, goal_deeds, practice_store
from aware_tui.services.causes import point_now
from aware_tui.services.delivering import deliver_once
from aware_tui.services.desk import Desk
from aware_tui.services.practice import instructing
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.library import Library
from aware_tui.services.queue import due_lines
from aware_tui.services.spots import Spot, Table
from aware_tui.store.opening import open_file

pytestmark = pytest.mark.head(8)

T = TypeVar("T")

CARD = "4929738455610027"
"""A number that Visa could have issued; its middle stands nowhere else."""

TYPED = (
    "4929738455610027",
    "4929 7384 5561 0027",
    "4929-7384-5561-0027",
    "4929.7384.5561.0027",
    "\uff14\uff19\uff12\uff19\u3000\uff17\uff13\uff18\uff14\u3000\uff15\uff15\uff16\uff11\u3000\uff10\uff10\uff12\uff17",
    "\u0664\u0669\u0662\u0669\u0667\u0663\u0668\u0664\u0665\u0665\u0666\u0661\u0660\u0660\u0662\u0667",
)
WORDS = f"paid with {' and '.join(TYPED)}, cvv 713"
"""The same number, plain, grouped, and in digits of other scripts, with its code."""

LINES = f"{WORDS}\nand once more\n4929 7384\n5561 0027"


def with_the_card(folder: Path) -> list[str]:
    """Return the files that have more of the card than its last four digits, however it is written."""
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and "cache" not in each.parts):
        text = path.read_bytes().decode("utf-8", "ignore")
        plain = "".join(str(int(char)) if char.isdecimal() else char for char in text)
        if "73845561" in re.sub(r"[^0-9A-Za-z\x00]", "", plain) or "cvv 713" in text:
            found.append(str(path.relative_to(folder)))
    return found


def done(future: "Future[T]") -> T:
    return future.result(20)


@pytest.fixture
def desk(folder: Path, settings: Settings) -> Iterator[Desk]:
    folder.mkdir()
    lay_read_playbook(folder)
    made = Desk(settings, lambda: NOW, lambda _: None)
    done(made.open())
    yield made
    assert made.close(20)
    assert with_the_card(folder) == []
    held = rows(folder / "aware.db", "SELECT count(*) FROM search_entry WHERE body LIKE '%•••• 0027%'")[0][0]
    kept = rows(folder / "aware.db", "SELECT count(*) FROM goal WHERE title LIKE '%•••• 0027%'")[0][0]
    others = "SELECT count(*) FROM {} WHERE {} LIKE '%•••• 0027%'"
    more = (("feedback", "text"), ("attempt", "moves"), ("attempt", "reflection"), ("choke_point", "title"))
    assert held + kept + sum(rows(folder / "aware.db", others.format(*each))[0][0] for each in more)


def test_the_search_of_this_test_finds_a_card_however_it_is_written(tmp_path: Path) -> None:
    for number, typed in enumerate((*TYPED, "4929 7384\n5561 0027")):
        (tmp_path / f"{number}.txt").write_text(f"x {typed} y")
    assert len(with_the_card(tmp_path)) == len(TYPED) + 1


SPOTS = (
    *(Spot(Table.NOTE, "acknowledge", field) for field in ("their_words", "what ~a field")),
    *(Spot(Table.PROFILE, "evaluate", field) for field in ("text", "outside_reference")),
    *(
        Spot(Table.QUALITY, "evaluate", field)
        for field in ("text", "cost", "recommendation", "outside_reference")
    ),
    *(Spot(Table.APOLOGY, "", size) for size in ("light", "full")),
    *(Spot(Table.CUSTOMER, "", field) for field in ("name", "reference", "contact")),
    *(Spot(Table.SESSION, "", field) for field in ("product", "location", "safety_reason")),
)


def test_typed_in_any_place_of_a_call(desk: Desk) -> None:
    call = desk.begin_live("phone")
    for spot in SPOTS:
        for length in range(1, len(CARD) + 1, 5):  # as a hand types it, saved at every pause
            call.write(spot, f"it is {CARD[:length]}")
        kept = call.write(spot, LINES, lines=spot.table in (Table.NOTE, Table.PROFILE))
        assert kept.masked, spot
        assert "•••• 0027" in call.words_in(spot), spot


def test_said_of_promises_checks_and_the_end(desk: Desk) -> None:
    call = desk.begin_live("phone", WORDS)
    made = call.promise(WORDS, WORDS)
    assert made is not None
    call.understood(made, made.what, Due(NOW + timedelta(days=1), "Europe/London", "tomorrow"))
    call.draft_documents(anew=True)
    call.end(Ending.PARK, words=WORDS)


def test_said_of_what_is_due(desk: Desk, settings: Settings) -> None:
    customer = a_customer()
    for deed in ("keep", "break", "change", "note", "entrust", "draft", "done", "not_well"):
        head = a_head(customer_id=customer.id)
        row = a_follow_up(head.id) if deed in ("done", "not_well") else a_promise(head.id)
        keep(settings.data_dir, *([customer] if deed == "keep" else []), head, row)
    book, due = duties.Duties(desk), Due(NOW + timedelta(days=3), "Europe/London", "Saturday")
    lines = {line.session_id: line for line in due_lines(settings, Wanted(), "", NOW, 50)}
    deeds: list[Callable[[DueLine], Future[Any]]] = [
        lambda line: book.keep(line, WORDS),
        lambda line: book.break_(line, WORDS),
        lambda line: book.change(line, due, WORDS, WORDS),
        lambda line: book.note(line, WORDS),
        lambda line: book.entrust(line, WORDS),
        lambda line: book.keep_draft(line, "why", WORDS),
        lambda line: book.done(line, WORDS),
        lambda line: book.not_well(line, WORDS),
    ]
    for deed_, session_id in zip(deeds, sorted(lines), strict=True):
        done(deed_(lines[session_id]))


def test_said_of_causes_colleagues_and_feedback(desk: Desk) -> None:
    call = desk.begin_live("phone")
    typed = (field.name for field in fields(cause_deeds.PointWords) if field.type in ("str", str))
    everything: Any = {name: WORDS for name in typed if name != "pattern"}  # the key of a finding
    done(cause_deeds.note(desk, cause_deeds.PointWords(**everything), call.session.id))
    (point_id,) = rows(desk.settings.database, "SELECT id FROM choke_point")[0]
    shown = done(desk.ask(lambda db: point_now(desk, db, point_id)))
    done(cause_deeds.answer_whys(desk, shown, (WORDS, LINES)))
    assert "•" in customers.colleague_name(WORDS)
    said = feedback.FeedbackWords(text=LINES, location=WORDS)
    assert all("7384" not in str(each) for each in (said.said(), said.about(About("UTC"))))


def test_said_of_goals() -> None:
    words = goal_deeds.GoalWords(title=WORDS, target=WORDS, when=WORDS, owner=WORDS, reason=WORDS)
    assert "7384" not in str(goal_deeds.draft_of(words, NOW, "UTC"))


def test_typed_in_practice(desk: Desk) -> None:
    library = Library(desk)
    loaded = done(library.find(str(LIND)))
    call = done(rehearsals.begin(desk, library, loaded, AttemptMode("type")))
    call.note_draft(LINES)
    done(call.save())
    done(call.do(Say(WORDS)))
    done(call.do(Did(acts=(), text=WORDS)))
    done(practice_store.reflect(desk, call.attempt, LINES))


def test_received_from_a_webhook(folder: Path, settings: Settings) -> None:
    with listening(answer(200, {"id": f"ref {TYPED[1]}"}), answer(422, {"error": TYPED[0]})) as ear:
        webhook = ConnectorSettings("webhook", options={"url": ear.url})
        there = Settings(folder, "Kim", "Europe/London", "aware", {"profile_entry": webhook})
        with closing(open_file(settings.database)) as db:
            for _ in range(2):
                session = a_story()
                put(db, session, a_delivery(session, PROFILE))
        deliver_once(there, lambda: NOW)
        assert len(ear.heard) == 2
    kept = rows(settings.database, "SELECT outside_reference FROM delivery ORDER BY id")
    assert kept[0] == ("ref •••• 0027",)
    assert with_the_card(folder) == []


def test_taken_in_from_a_file(aware: Aware, folder: Path, tmp_path: Path) -> None:
    names = "started_at,text,customer,category,location,product,channel,agent,outcome"
    good = [["2026-03-02 09:00", *[f'"{words}"' for words in (WORDS, *TYPED[:2], *TYPED[:5])]]]
    bad = [["some day", *[f'"{words}"' for words in (WORDS, *TYPED[:2], *TYPED[:5])]]]
    path = tmp_path / f"cards {CARD}.csv"
    path.write_text(table(*good, *bad, header=names))
    said = aware("import", str(path))
    assert said.status == 0, said.err
    assert "1 row rejected" in said.out
    assert list((folder / "imports").iterdir())
    assert with_the_card(folder) == []
    assert rows(folder / "aware.db", "SELECT count(*) FROM note WHERE text LIKE '%•••• 0027%'") == [(1,)]


def test_given_to_commands(aware: Aware, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = a_customer()
    for state in ("kept", "broken", "note"):
        head = a_head(customer_id=customer.id)
        promise = a_promise(head.id)
        keep(folder, *([customer] if state == "kept" else []), head, promise)
        said = aware("promise", promise.id, state, WORDS)
        assert said.status == 0, said.err
    said = aware(
        *("goals", "add", "--metric", "complaints", "--target", "4", "--by", "in 12 weeks", "--title", WORDS),
        *("--owner", WORDS, "--reason", WORDS, "--location", WORDS),
    )
    assert "7384" not in said.out
    typing(monkeypatch, WORDS, TYPED[0])
    aware("apology")
    aware("promise-check", WORDS)
    assert with_the_card(folder) == []


def test_the_name_of_an_assignment(settings: Settings, folder: Path) -> None:
    folder.mkdir()
    instructing.keep(settings, instructing.make_assignment(settings, [str(LIND)], NOW, title=WORDS))
    assert list((folder / "assignments").iterdir())
    assert with_the_card(folder) == []


def test_a_draft_of_a_scenario_made_from_a_call(aware: Aware, folder: Path, desk: Desk) -> None:
    call = desk.begin_live("phone")
    call.write(Spot(Table.NOTE, "acknowledge", "their_words"), LINES)
    assert desk.flush(20)
    assert aware("scenario", "from-session", call.session.id).status == 0
    assert list((folder / "scenarios" / "drafts").iterdir())


def test_a_number_declared_as_no_card_stays_typed_pasted_and_taken_in(
    aware: Aware, folder: Path, desk: Desk, tmp_path: Path
) -> None:
    declared = "the order, not a card: 4111111111111111"
    call = desk.begin_live("phone")
    kept = call.write(Spot(Table.NOTE, "acknowledge", "their_words"), f"{declared}\n{WORDS}")
    assert kept.text.startswith(declared)
    path = tmp_path / "orders.csv"
    path.write_text(table(["2026-03-02 09:00", f'"{declared}"'], header="started_at,text"))
    assert aware("import", str(path)).status == 0
    texts = rows(folder / "aware.db", "SELECT text FROM note ORDER BY text DESC")
    assert declared in [text for (text,) in texts]
