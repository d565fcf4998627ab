"""A look at what keeps happening at a desk: the same as at once, and counted anew only where it must be."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from making import NOW, a_customer, a_head, a_note, adding, an_event, editing
from services.rehearsals import done

from aware_tui.config import Settings
from aware_tui.domain.insights import detector, themes
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.insights.report import Finding, Insights
from aware_tui.domain.insights.training import OF_CATEGORIES
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.rows import ChokePoint, Row, Session
from aware_tui.domain.session import Change
from aware_tui.domain.states import Kind, Status
from aware_tui.services.desk import Desk
from aware_tui.services.insights import asking
from aware_tui.services.insights.looking import look
from aware_tui.services.insights.question import question
from aware_tui.store import insight_notes
from aware_tui.store.saving import Versions, apply
from aware_tui.store.transaction import transaction

TODAY = date(2026, 3, 4)
WEEKS = 20


def a_call(weeks_ago: int, weekday: int, category: str, **parts: Any) -> Session:
    at = NOW - timedelta(weeks=weeks_ago, days=TODAY.weekday() - weekday)
    common: dict[str, Any] = {"status": Status.FINISHED, "location": "Leeds", "channel": "phone"}
    return a_head(**(common | {"started_at": at, "category": category} | parts))


def tuesdays() -> Iterator[Row]:
    """Yield complaints of 20 weeks with money on every Tuesday, and words that are said of money alone."""
    for week in range(1, WEEKS + 1):
        for weekday in range(5):
            for category in ("late", "faulty", "money"):
                yield from told(a_call(week, weekday, category), "No news about")
        for _ in range(4):
            yield from told(a_call(week, 1, "money"), "Charged twice for")


def told(call: Session, words: str) -> tuple[Row, ...]:
    """Return a call with words and one more that nobody else says."""
    own = "".join(chr(ord("a") + int(digit, 16)) for digit in call.id[-8:])
    return call, a_note(call.id, f"{words} {own}")


def save(db: Any, change: Change) -> None:
    with transaction(db):
        apply(db, change, Versions(), None)


def put(desk: Desk, *rows: Row) -> None:
    done(desk.ask(lambda db: save(db, adding(*rows))))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(data_dir=tmp_path, agent="kim", zone="Europe/Berlin", playbook="aware")
    with closing(Desk(settings, lambda: NOW, lambda _: None)) as one:
        done(one.open())
        yield one


@pytest.fixture
def busy(desk: Desk) -> Desk:
    put(desk, *tuesdays())
    return desk


def seen(desk: Desk, period: Period | None = None) -> Insights:
    return done(asking.insights(desk, period))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was worked out, one entry each time."""
    told: list[str] = []
    for module, name in ((detector, "screen"), (themes, "themes"), (insight_notes, "heard")):
        original = getattr(module, name)

        def counted(*given: Any, name: str = name, original: Any = original) -> Any:
            told.append(name)
            return original(*given)

        monkeypatch.setattr(module, name, counted)
    return told


def test_nothing_yet_is_told_in_words(desk: Desk) -> None:
    found = seen(desk)
    assert not [*found.findings, *found.incidents, *found.rising, *found.themes]
    assert found.not_enough
    assert found.period == lately(TODAY)
    assert done(asking.span(desk)) is None


def test_a_look_at_a_desk_finds_what_one_look_finds(busy: Desk) -> None:
    playbook = busy.in_force.result().playbook
    asked = question(None, NOW, "Europe/Berlin", playbook)
    at_once = done(busy.ask(lambda db: look(db, asked)))
    assert seen(busy) == at_once
    assert any(each.pattern.value == "Tuesday" for each in at_once.findings)
    assert ("money", "Charged twice") in {(each.group, each.term) for each in at_once.themes}


def test_what_has_not_changed_is_not_worked_out_again(busy: Desk, work: list[str]) -> None:
    first = seen(busy)
    assert work == ["screen", "heard", "themes"]
    assert seen(busy) == first
    assert work == ["screen", "heard", "themes"]


def test_a_new_complaint_is_counted_at_the_next_look(busy: Desk, work: list[str]) -> None:
    before = seen(busy)
    call = a_call(0, 0, "late")
    events = (an_event(call.id),)
    done(busy.ask(lambda db: save(db, replace(adding(call), events=events))))
    work.clear()
    after = seen(busy)
    assert after.totals.sessions == before.totals.sessions + 1
    assert work == ["screen", "heard", "themes"]


def test_what_is_not_counted_does_not_have_the_patterns_tested_again(busy: Desk, work: list[str]) -> None:
    call = a_call(0, 0, "late")
    put(busy, call)
    seen(busy)
    work.clear()
    change = replace(editing(call, replace(call, mood_end=4)), events=(an_event(call.id),))
    done(busy.ask(lambda db: save(db, change)))
    seen(busy)
    assert work == ["heard", "themes"]


def test_each_period_is_a_look_of_its_own(busy: Desk, work: list[str]) -> None:
    four_weeks = Period(TODAY - timedelta(weeks=4), TODAY)
    assert seen(busy).totals.sessions > seen(busy, four_weeks).totals.sessions
    assert work.count("screen") == 2


def test_practice_and_what_was_discarded_do_not_count(desk: Desk) -> None:
    practice = a_call(1, 0, "late", kind=Kind.PRACTICE)
    gone = a_call(1, 0, "late", status=Status.DISCARDED)
    put(desk, practice, gone, a_note(practice.id), a_note(gone.id))
    found = seen(desk)
    assert found.totals.sessions == 0
    assert "No themes yet: nobody wrote down what customers said in this time." in found.not_enough


def test_the_span_goes_from_the_first_day_to_the_last(busy: Desk) -> None:
    there = done(asking.span(busy))
    assert there == Period(date(2025, 10, 13), date(2026, 2, 28))


def tuesday_finding(desk: Desk) -> Finding:
    return next(each for each in seen(desk).findings if each.pattern.category == "money")


def test_a_finding_opens_the_sessions_behind_it(busy: Desk) -> None:
    pattern = tuesday_finding(busy).pattern
    lines = done(asking.behind(busy, pattern, lately(TODAY), limit=10))
    assert len(lines) == 10
    assert {line.category for line in lines} == {"money"}
    assert {line.started_at.weekday() for line in lines} == {1}


def test_whether_it_fell_is_asked_of_what_is_fixed_and_came_from_a_finding(busy: Desk) -> None:
    key = tuesday_finding(busy).pattern.key
    open_one = ChokePoint("1", "charged twice", NOW, pattern=key)
    fixed = replace(open_one, fixed_at=NOW - timedelta(weeks=6))
    assert done(asking.fell(busy, open_one)) is None
    assert done(asking.fell(busy, replace(fixed, pattern=""))) is None
    told = done(asking.fell(busy, fixed))
    assert told is not None
    assert told.before > 0
    assert told.sentence


def test_a_finding_is_trained_for_by_scenarios_of_its_category(busy: Desk) -> None:
    found = done(asking.training(busy, tuesday_finding(busy)))
    assert [each.scenario_id for each in found] == ["roaming-ferry"]
    for each in found:
        assert each.sentence.startswith(f"Practise: “{each.title}” (skill: ")


def test_what_the_calls_behind_it_lacked_comes_first(desk: Desk) -> None:
    put(desk, *(call for call in tuesdays() if isinstance(call, Session)))
    found = done(asking.training(desk, tuesday_finding(desk)))
    assert {each.skill for each in found} == {Skill.TWO_RECORDS}


def test_imported_complaints_lack_nothing(desk: Desk) -> None:
    calls = (call for call in tuesdays() if isinstance(call, Session))
    put(desk, *(replace(call, kind=Kind.IMPORTED) for call in calls))
    found = done(asking.training(desk, tuesday_finding(desk)))
    assert {each.skill for each in found} <= {*OF_CATEGORIES["money"]}


def test_the_newest_words_are_read_and_no_more(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insight_notes, "NOTES", 25)
    heard = done(busy.ask(lambda db: insight_notes.heard(db, lately(TODAY), "acknowledge")))
    assert len(heard.complaints) == 25
    assert heard.more
    everything = done(
        busy.ask(lambda db: db.execute("SELECT id FROM occurrence ORDER BY day DESC").fetchall())
    )
    newest = {row[0] for row in everything[:34]}
    assert {said.id for said in heard.complaints} <= newest


def test_words_come_with_the_customer_they_are_of(desk: Desk) -> None:
    dana = a_customer()
    call = a_call(1, 0, "late", customer_id=dana.id)
    imported = a_call(1, 1, "money")
    put(
        desk,
        dana,
        call,
        imported,
        a_note(call.id, "No van"),
        a_note(call.id, "Our side", step="widen", field="their_side"),
    )
    put(desk, a_note(imported.id, "No refund", step="import", field="text"))
    heard = done(desk.ask(lambda db: insight_notes.heard(db, lately(TODAY), "acknowledge")))
    told = {(said.id, said.group, said.text, said.name) for said in heard.complaints}
    assert told == {(call.id, "late", "No van", "Dana Reyes"), (imported.id, "money", "No refund", "")}
    assert not heard.more
