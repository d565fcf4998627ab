"""The simulator: a scenario and a move give the customer's words, mood and facts. No clock, no chance."""

from collections.abc import Iterable
from dataclasses import replace

from aware_tui.domain.practice.acts import Deed, Ending, Happening
from aware_tui.domain.practice.answer import answer
from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.mood import MoodTable, within
from aware_tui.domain.practice.moves import After, Choose, Did, Listen, Move, MoveError, Say, written
from aware_tui.domain.practice.replies import Moment, reply_to
from aware_tui.domain.practice.scenario import Scenario, Way
from aware_tui.language import _

OVER = _("The call was over.")
NOT_UNDERSTOOD = _("It is not certain what this does, so it cost nothing and counted for nothing.")


def begin(scenario: Scenario) -> PracticeCall:
    """Return a call whose customer has said the first beat."""
    persona = scenario.persona
    call = PracticeCall(within(persona.anger), within(persona.trust))
    return replace(call, known=_told_by_beat(scenario, call, 1))


def play(scenario: Scenario, table: MoodTable, moves: Iterable[Move]) -> PracticeCall:
    """Return the call after these moves; the same moves give the same call."""
    call = begin(scenario)
    for move in moves:
        call = take(scenario, table, call, move)
    return call


def take(scenario: Scenario, table: MoodTable, call: PracticeCall, move: Move) -> PracticeCall:
    """Return the call after one more move; MoveError for a choice, an option or a way that is not there."""
    if isinstance(move, After):
        return _do(scenario, call, move)
    if call.ended is not None:
        return _noted(call, move, OVER)
    match move:
        case Listen():
            return _listen(scenario, table, call)
        case Choose(choice):
            return answer(scenario, table, call, _chosen(scenario, choice), choice)
        case Did():
            _refuse_unknown(scenario, move)
            return answer(scenario, table, call, move)
        case Say():
            return _noted(call, move, NOT_UNDERSTOOD)


def ended(call: PracticeCall) -> Ending:
    """Return how a call ended, or how it does if it stops here."""
    return call.ended or (Ending.RESOLVED if call.committed else Ending.RAN_OUT)


def _chosen(scenario: Scenario, choice_id: str) -> Did:
    choice = scenario.choice(choice_id)
    if choice is None:
        raise MoveError(
            _("There is no choice “{choice_id}” in {id}").format(choice_id=choice_id[:40], id=scenario.id)
        )
    return Did(choice.acts, choice.offers, choice.safety, choice.say)


def _refuse_unknown(scenario: Scenario, move: Did) -> None:
    if move.offer is not None and move.offer not in scenario.options:
        there = ", ".join(scenario.options)
        raise MoveError(
            _("There is no option “{offer}” in {id}. There is: {there}").format(
                offer=move.offer[:40], id=scenario.id, there=there
            )
        )


def _noted(call: PracticeCall, move: Move, why: str) -> PracticeCall:
    said = move.text if isinstance(move, Say | Did) else ""
    return replace(call, turns=(*call.turns, _quiet_turn(call, move, (why,), said=said)))


def _quiet_turn(
    call: PracticeCall, move: Move, why: tuple[str, ...], said: str = "", customer: str = ""
) -> Turn:
    """Return a turn in which nobody's mood changes."""
    return Turn(
        len(call.turns) + 1, written(move), said, (), (), (), customer, call.anger, call.trust, 0.0, 0.0, why
    )


def _listen(scenario: Scenario, table: MoodTable, call: PracticeCall) -> PracticeCall:
    if call.cut_off or call.beats >= len(scenario.opening):
        return answer(scenario, table, call, Listen())
    number = call.beats + 1
    heard = replace(call, beats=number)
    known = _told_by_beat(scenario, heard, number)
    turn = replace(
        _quiet_turn(call, Listen(), (_("You let them go on."),), customer=scenario.opening[number - 1]),
        revealed=known[len(call.known) :],
    )
    return replace(heard, known=known, turns=(*call.turns, turn))


def _told_by_beat(scenario: Scenario, call: PracticeCall, number: int) -> tuple[str, ...]:
    told = (name for name, fact in scenario.facts.items() if fact.beat == number and name not in call.known)
    return (*call.known, *told)


def _do(scenario: Scenario, call: PracticeCall, move: After) -> PracticeCall:
    """Do something after the call, which ends it if it has not ended."""
    way = _way_of(scenario, move)
    call = replace(call, ended=ended(call))
    again = move.deed in call.tried
    right = way is None or way.right
    done = replace(
        call,
        tried=call.tried if again else (*call.tried, move.deed),
        deeds=call.deeds if again or not right else (*call.deeds, move.deed),
    )
    why = (way.feedback,) if way is not None and way.feedback else ()
    if again:
        why = (*why, _("It was done before: the first time counts."))
    customer, done = _heard_after(scenario, done, move) if right else ("", done)
    turn = _quiet_turn(call, move, why, said=way.say if way else "", customer=customer)
    return replace(done, turns=(*call.turns, replace(turn, deed=move.deed, way=move.way)))


def _heard_after(scenario: Scenario, call: PracticeCall, move: After) -> tuple[str, PracticeCall]:
    """Return what comes of a deed; nothing was set going unless they had agreed to something."""
    first = len(scenario.replies)
    wants_promise = move.deed in (Deed.CHECK_DELEGATE, Deed.CHECK_CUSTOMER)
    if wants_promise and not call.committed:
        return _("Nothing was agreed, so there is nothing to check."), call
    if not call.committed and move.deed is not Deed.ROOT_CAUSE:
        return _("It is written down as far as it went."), call
    moment = Moment(call, frozenset(), frozenset[Happening](), move.deed)
    place = reply_to(scenario.later.replies, moment, call.replies, first)
    if place is None:
        return "", call
    used = {**call.replies, place: call.replies.get(place, 0) + 1}
    return scenario.later.replies[place - first].say, replace(call, replies=used)


def _way_of(scenario: Scenario, move: After) -> Way | None:
    if move.way is None:
        return None
    ways = scenario.later.ways.get(move.deed, ())
    found = next((way for way in ways if way.id == move.way), None)
    if found is None:
        raise MoveError(
            _("There is no way “{way}” to do {deed} in {id}").format(
                way=move.way[:40], deed=move.deed, id=scenario.id
            )
        )
    return found
