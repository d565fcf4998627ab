"""Sample data for looking around: calls from a file, lived through by the same deeds as real ones."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aware_tui.config import Settings
from aware_tui.domain import commitments, deeds, gate
from aware_tui.domain.due import Due
from aware_tui.domain.playbook import ChecklistItem, Lines, PartKind, Playbook
from aware_tui.domain.states import FollowUpKind, FollowUpState, PromiseState, ProposedBy
from aware_tui.services.call import Call
from aware_tui.services.demo.moments import moment_of
from aware_tui.services.demo.register import register
from aware_tui.services.desk import Desk
from aware_tui.services.spots import Spot, Table

SCRIPT = Path(__file__).with_name("calls.toml")

Told = Mapping[str, Any]
"""A call as the file tells it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened in call number `call` at `at` (aware UTC)."""

    at: datetime
    call: int
    deed: Callable[[Call], object]


def fill(settings: Settings, now: datetime) -> None:
    """Make the sample calls in the data of `settings`, around the aware `now`; raises a StoreProblem."""
    script = tomllib.loads(SCRIPT.read_text("utf-8"))
    calls = script["calls"]
    told = (
        moment for number, each in enumerate(calls) for moment in _moments(number, each, now, settings.zone)
    )
    moments = sorted(told, key=lambda moment: moment.at)
    clock = [moments[0].at]
    desk = Desk(settings, lambda: clock[0], lambda _: None)
    desk.open().result()
    try:
        sessions = _live_through(moments, desk, clock, [each["channel"] for each in calls])
        for each in script["choke_points"]:
            clock[0] = now
            register(each, sessions, desk, now)
    finally:
        desk.close()


def _live_through(
    moments: list[Moment], desk: Desk, clock: list[datetime], channels: list[str]
) -> dict[int, str]:
    """Do everything in the order in which it happened, each at its own time; return the sessions' ids."""
    begun = dict[int, Call]()
    for moment in moments:
        clock[0] = moment.at
        if moment.call not in begun:
            begun[moment.call] = desk.begin_live(channels[moment.call])
        moment.deed(begun[moment.call])
    for call in begun.values():
        desk.leases.let_go(call.session.id).result()
    return {number: call.session.id for number, call in begun.items()}


def _moments(number: int, told: Told, now: datetime, zone: str) -> Iterator[Moment]:
    """Yield what happened in one call, then what became of it later."""
    at = moment_of(told["began"], now, zone)
    during = [*_during(told, now, zone), *_at_its_end(told)]
    step = timedelta(minutes=told["minutes"]) / len(during)
    for count, deed in enumerate(during):
        yield Moment(at + count * step, number, deed)
    yield from (Moment(later, number, deed) for later, deed in _later(told, now, zone))


Deed = Callable[[Call], object]


def _during(told: Told, now: datetime, zone: str) -> Iterator[Deed]:
    """Yield the deeds of the call itself, in the order of the walk as far as it went."""
    yield lambda call: call.do(deeds.know_customer, stamp=call.stamp(), **told["customer"])
    yield _tick_here(told)
    yield _write_here(told)
    yield Call.forward
    if "category" in told:
        about = {name: told[name] for name in ("category", "product", "location") if name in told}
        yield _head("category", **about)
    yield _tick_here(told)
    yield lambda call: call.set_size(told["size"])
    yield _head("mood_start", mood_start=told["mood_start"])
    yield Call.forward
    yield _write_here(told)
    yield from (_option(option) for option in told.get("options", ()))
    yield _tick_here(told)
    if told["steps"] == "widen":
        return
    yield Call.forward
    yield _write_here(told)
    yield from (_promise(made, now, zone) for made in told.get("promises", ()))
    yield _tick_here(told)
    yield from (_follow_up(check, now, zone) for check in told.get("follow_ups", ()))


def _head(what: str, **values: Any) -> Deed:
    return lambda call: call.set_head(what, **values)


def _tick_here(told: Told) -> Deed:
    """Tick whatever was confirmed in the phase the call stands in."""

    def tick(call: Call) -> None:
        for item in _items_here(call):
            if item.id in told["ticks"] and call.session.ticked(item.id) is None:
                call.tick(item)

    return tick


def _items_here(call: Call) -> Iterator[ChecklistItem]:
    """Yield the items that can be ticked here, the apology's in the step that asks for its size."""
    yield from call.phase.items
    yield from call.step.extra
    category = call.playbook.category(call.session.head.category)
    for added in category.items if category else ():
        if added.step == call.step.id:
            yield ChecklistItem(added.id, added.text)
    if any(part.kind is PartKind.SIZE for part in call.phase.parts):
        yield from (*call.playbook.apology.light, *call.playbook.apology.full)


def _write_here(told: Told) -> Deed:
    """Write the notes of the phase the call stands in."""

    def write(call: Call) -> None:
        for part in call.phase.parts:
            text = told["notes"].get(part.id)
            if part.kind is PartKind.NOTE and text:
                spot = Spot(Table.NOTE, call.step.id, part.id)
                call.write(spot, text, lines=part.lines is Lines.BOX)

    return write


def _option(told: Told) -> Deed:
    def propose(call: Call) -> None:
        by = ProposedBy(told["by"])
        call.do(commitments.propose, told["text"], by, stamp=call.stamp())
        option = call.session.options[-1]
        weighed = {"works_for_them": told["works"], "possible": told["possible"]}
        call.do(commitments.weigh, option, stamp=call.stamp(), **weighed)
        if told.get("chosen"):
            call.do(commitments.choose, call.session.options[-1], stamp=call.stamp())

    return propose


def _promise(told: Told, now: datetime, zone: str) -> Deed:
    due = Due(moment_of(told["due"], now, zone), zone, "")
    return lambda call: call.promise(told["what"], due=due)


def _follow_up(told: Told, now: datetime, zone: str) -> Deed:
    due = Due(moment_of(told["due"], now, zone), zone, "")

    def plan(call: Call) -> None:
        who = told.get("who") or (call.session.customer.name if call.session.customer else "")
        kind = FollowUpKind(told["kind"])
        call.do(commitments.follow_up, kind, who, due, stamp=call.stamp(), promise_id=None)

    return plan


def _at_its_end(told: Told) -> Iterator[Deed]:
    """Yield what ends the call: it is put aside until the first due time, or its clock runs on."""
    if not told.get("open"):
        yield lambda call: call.end(gate.Ending.PARK, None if gate.first_due(call.session) else "cut_off")


def _later(told: Told, now: datetime, zone: str) -> Iterator[tuple[datetime, Deed]]:
    """Yield what happened after the call, with its time: promises kept, checks made, documents written."""
    for number, made in enumerate(told.get("promises", ())):
        if "settled" in made:
            yield moment_of(made["settled"], now, zone), _settle(number, PromiseState(made["state"]))
    for number, check in enumerate(told.get("follow_ups", ())):
        if "settled" in check:
            yield moment_of(check["settled"], now, zone), _close(number, check)
    if "finished" in told:
        end = moment_of(told["finished"], now, zone)
        closing = (_reopen, _resolve(told), _document(told), _finish)
        yield from ((end + timedelta(minutes=count), deed) for count, deed in enumerate(closing))


def _settle(number: int, state: PromiseState) -> Deed:
    def settle(call: Call) -> None:
        call.do(commitments.settle, call.session.promises[number], state, stamp=call.stamp())

    return settle


def _close(number: int, told: Told) -> Deed:
    def close(call: Call) -> None:
        check, state = call.session.follow_ups[number], FollowUpState(told["state"])
        call.do(commitments.close_follow_up, check, state, stamp=call.stamp(), outcome=told["outcome"])

    return close


def _reopen(call: Call) -> None:
    call.do(gate.reopen, stamp=call.stamp())


def _resolve(told: Told) -> Deed:
    def resolve(call: Call) -> None:
        call.forward()
        _tick_here(told)(call)
        call.set_head("mood_end", mood_end=told["mood_end"])
        call.forward()
        _tick_here(told)(call)

    return resolve


def _document(told: Told) -> Deed:
    """Write both documents, and record them; of a half-documented call only one."""

    def document(call: Call) -> None:
        quality = told["quality"] if "half" in told else _recorded(told["quality"], call)
        call.do(deeds.write_profile, stamp=call.stamp(), **_recorded(told["profile"], call))
        call.do(deeds.write_quality, stamp=call.stamp(), category=told["category"], **quality)

    return document


def _recorded(told: Told, call: Call) -> dict[str, Any]:
    words = {name: value for name, value in told.items() if name != "reference"}
    return {**words, "outside_reference": told["reference"], "recorded_at": call.stamp().at}


def _finish(call: Call) -> None:
    reason = _reason(call, call.playbook)
    call.end(gate.Ending.FINISH, reason)


def _reason(call: Call, playbook: Playbook) -> str | None:
    """Return the last reason the playbook offers, if the gate asks for one."""
    asked = gate.needs_reason(call.session, playbook, gate.Ending.FINISH)
    return gate.reasons(playbook, gate.Ending.FINISH)[-1].id if asked else None
