"""Training for what was found, from the data: what the calls lacked, who asks, and what to do without any."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attempting import an_attempt
from making import NOW, a_head, a_profile_entry, a_quality_record, adding
from services.rehearsals import done

from aware_tui.config import Settings
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.report import Finding, Rising
from aware_tui.domain.insights.training import NO_CASE, NO_SCENARIO, Needs, Training
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_states import AttemptState
from aware_tui.domain.rows import Row, Session
from aware_tui.domain.states import Kind, Status
from aware_tui.services.desk import Desk
from aware_tui.services.insights import asking, looking, reporting
from aware_tui.services.insights.question import question
from aware_tui.services.insights.training import needs
from aware_tui.store.saving import Versions, apply
from aware_tui.store.transaction import transaction

MONDAY = date(2026, 3, 2)
GATE = "categories: [{id: gate, label: gate closed early}]\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, agent="kim", zone="Europe/Berlin", playbook="aware")


def opened(settings: Settings) -> Desk:
    desk = Desk(settings, lambda: NOW, lambda _: None)
    done(desk.open())
    return desk


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    with closing(opened(settings)) as one:
        yield one


def put(desk: Desk, *rows: Row) -> None:
    def save(db: Any) -> None:
        with transaction(db):
            apply(db, adding(*rows), Versions(), None)

    done(desk.ask(save))


def a_call(category: str, **parts: Any) -> Session:
    common: dict[str, Any] = {"status": Status.FINISHED, "started_at": NOW - timedelta(days=1)}
    return a_head(**(common | {"category": category} | parts))


def documented(call: Session) -> tuple[Row, ...]:
    """Return a call that lacks nothing, its two documents recorded."""
    entry = a_profile_entry(call.id, recorded_at=NOW)
    return call, entry, a_quality_record(call.id, recorded_at=NOW, cause="handover")


def rising(category: str) -> Rising:
    return Rising(category, MONDAY, 9, 3, "")


def found(desk: Desk, category: str) -> tuple[Training, ...]:
    return done(asking.training(desk, rising(category)))


def needed(desk: Desk, category: str, trainee: str = "") -> Needs:
    asked = question(None, NOW, "Europe/Berlin", desk.in_force.result().playbook)
    return done(desk.ask(lambda db: needs(db, rising(category), asked, trainee)))


def test_it_is_said_what_the_calls_behind_it_lacked(desk: Desk) -> None:
    put(desk, *(a_call("privacy") for _ in range(2)), *documented(a_call("late")))
    assert needed(desk, "privacy") == Needs((Skill.TWO_RECORDS,))
    assert needed(desk, "late") == Needs()
    assert [each.skill for each in found(desk, "privacy")] == [Skill.TWO_RECORDS]


def test_where_a_trainee_is_weakest_is_told_by_their_practice_then_by_their_calls(desk: Desk) -> None:
    scores = '{"invite": 30, "name_it": 95, "read_back": 10}'
    ended = {"state": AttemptState.FINISHED, "ended_at": NOW, "skills": scores, "total": 50.0}
    put(desk, an_attempt(**ended), *(a_call("faulty", agent="kim") for _ in range(2)))
    weak = (Skill.READ_BACK, Skill.INVITE, Skill.TWO_RECORDS)
    assert needed(desk, "privacy", "kim") == Needs((), weak)
    assert needed(desk, "privacy", "ana") == Needs()
    (one,) = found(desk, "privacy")
    assert (one.scenario_id, one.own) == ("sisters-results", Skill.READ_BACK)


def told_without(desk: Desk, category: str) -> str:
    return done(asking.no_training(desk, rising(category)))


def test_without_a_scenario_the_newest_call_behind_it_can_become_one(desk: Desk) -> None:
    older, newer = (a_call("booking", started_at=NOW - timedelta(hours=hours)) for hours in (9, 2))
    put(desk, older, newer, a_call("booking", kind=Kind.IMPORTED, started_at=NOW - timedelta(hours=1)))
    assert found(desk, "booking") == ()
    assert told_without(desk, "booking") == NO_SCENARIO.format(session=newer.id)


def test_where_nobody_was_coached_the_next_call_can_become_one(desk: Desk) -> None:
    put(desk, a_call("Long lines", kind=Kind.IMPORTED), a_call("Long lines", status=Status.OPEN))
    assert found(desk, "Long lines") == ()
    assert told_without(desk, "Long lines") == NO_CASE


def test_an_imported_category_is_trained_for_by_what_it_means(desk: Desk) -> None:
    (one,) = found(desk, "Billing disputes")
    assert one.scenario_id == "roaming-ferry"
    assert one.sentence.endswith("It trains for “bill, price or refund”, which is nearest.")


def test_a_scenario_of_ones_own_trains_for_a_category_of_ones_own(settings: Settings) -> None:
    from practicing import SCENARIOS

    team, own = settings.data_dir / "playbooks" / "team", settings.data_dir / "scenarios"
    for folder in (team, own):
        folder.mkdir(parents=True)
    (team / "playbook.yaml").write_text(f"id: team\ntitle: t\nversion: '1'\nextends: aware\n{GATE}", "utf-8")
    text = SCENARIOS[0].read_text("utf-8").replace("id: blocked-transfer", "id: our-gate")
    (own / "one.yaml").write_text(text.replace("categories: [rules, silence]", "categories: gate"), "utf-8")
    ours = Settings(settings.data_dir, settings.agent, settings.zone, "team")
    with closing(opened(ours)) as desk:
        assert [each.scenario_id for each in found(desk, "gate")] == ["our-gate"]


def test_the_report_suggests_no_scenario_twice_and_tells_once_where_there_is_none(
    desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk, call := a_call("booking", started_at=NOW - timedelta(days=1)))
    spots = [
        Pattern(category, Dimension.WEEKDAY, day)
        for category, day in (("late", "Monday"), ("booking", "Tuesday"), ("booking", "Friday"))
    ]
    findings = tuple(
        Finding(spot, 9, 3, 3, 2, 5, 10, 9, at_least=False, sentence="9 of 3.") for spot in spots
    )
    asked = question(None, NOW, "Europe/Berlin", desk.in_force.result().playbook)
    found = replace(reporting.nothing(asked), findings=findings)
    monkeypatch.setattr(looking, "look", lambda *_: found)
    late, none = reporting.seen(settings, asked, advise=True).advice
    assert late.startswith("“late or missed delivery or visit” on Mondays. Practise: “")
    why = NO_SCENARIO.format(session=call.id)
    assert none == f"“order, booking or account mixed up” on Tuesdays. {why}"


@pytest.mark.parametrize("category", ["late", "privacy"])
def test_two_findings_of_a_kind_are_trained_for_by_two_scenarios_if_there_are_two(
    category: str, desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = tuple(
        Finding(Pattern(category, Dimension.WEEKDAY, day), 9, 3, 3, 2, 5, 10, 9, at_least=False, sentence="")
        for day in ("Monday", "Friday")
    )
    asked = question(None, NOW, "Europe/Berlin", desk.in_force.result().playbook)
    found = replace(reporting.nothing(asked), findings=findings)
    monkeypatch.setattr(looking, "look", lambda *_: found)
    advice = reporting.seen(settings, asked, advise=True).advice
    titles = [re.search("“([^”]*)” \\(skill", each) for each in advice]
    assert len({each and each.group(1) for each in titles}) == len(advice) == (2 if category == "late" else 1)
