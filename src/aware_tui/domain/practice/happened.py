"""What an agent did in a session, as acts and deeds in the order in which it was done."""

from collections.abc import Iterator, Mapping

from aware_tui.domain.coaching.apology import Verdict
from aware_tui.domain.coaching.promise import PromiseVerdict
from aware_tui.domain.practice.acts import Act, Deed
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ApologySize, FollowUpKind, FollowUpState

Done = Act | Deed

OF_ITEMS: Mapping[str, Done] = {
    "said_sorry": Act.ACKNOWLEDGE,
    "named_feeling": Act.ACKNOWLEDGE,
    "open_question": Act.PROBE_OPEN,
    "asked_cost": Act.PROBE_OPEN,
    "told_back": Act.RESTATE,
    "checked_assumption": Act.PROBE_CLOSED,
    "asked_remedy": Act.INVITE_SOLUTION,
    "they_chose": Act.OFFER_OPTION,
    "first_move": Act.COMMIT,
    "exact_promise": Act.COMMIT,
    "read_back_said": Act.RESTATE,
    "thanked": Act.THANK,
    "checked_delegate": Deed.CHECK_DELEGATE,
    "checked_back": Deed.CHECK_CUSTOMER,
    "looked_behind": Deed.ROOT_CAUSE,
    "apology_responsibility": Act.APOLOGISE_REAL,
    "apology_light_regret": Act.APOLOGISE_REAL,
}
"""What ticking an item of the method says that was done."""

OF_FIELDS: Mapping[str, Act] = {"remedy": Act.INVITE_SOLUTION, "their_side": Act.PROBE_OPEN}
"""What words in a field say that was done."""

OF_CHECKS = {FollowUpKind.DELEGATE: Deed.CHECK_DELEGATE, FollowUpKind.CUSTOMER: Deed.CHECK_CUSTOMER}


def happened(session: CoachingSession) -> tuple[Done, ...]:
    """Return what was done, each once, where it was done first: ids of rows are in the order of time."""
    in_order = sorted(_rows(session), key=lambda each: each[0])
    told = (*(done for _, done in in_order), *_written_down(session))
    return tuple(dict.fromkeys(told))


def _rows(session: CoachingSession) -> Iterator[tuple[str, Done]]:
    for tick in session.ticks:
        if tick.item_id in OF_ITEMS:
            yield tick.id, OF_ITEMS[tick.item_id]
    for note in session.notes:
        if note.field in OF_FIELDS and note.text.strip():
            yield note.id, OF_FIELDS[note.field]
    yield from _apologies(session)
    yield from ((option.id, Act.OFFER_OPTION) for option in session.options)
    for promise in session.promises:
        vague = promise.verdict == PromiseVerdict.VAGUE or promise.due_at is None
        yield promise.id, Act.VAGUE_PROMISE if vague else Act.COMMIT
    for check in session.follow_ups:
        yield check.id, Act.FOLLOWUP if check.state is FollowUpState.OPEN else OF_CHECKS[check.kind]


def _apologies(session: CoachingSession) -> Iterator[tuple[str, Act]]:
    for apology in session.apologies:
        enough = apology.verdict == Verdict.PARTIAL and apology.size is ApologySize.LIGHT
        if apology.verdict == Verdict.REAL or enough:
            yield apology.id, Act.APOLOGISE_REAL
        elif apology.verdict == Verdict.FAKE:
            yield apology.id, Act.APOLOGISE_FAKE


def _written_down(session: CoachingSession) -> Iterator[Deed]:
    documents = (
        (session.profile_entry, Deed.PROFILE_ENTRY),
        (session.quality_record, Deed.QUALITY_RECORD),
    )
    yield from (deed for each, deed in documents if each is not None and each.recorded_at is not None)
    if session.quality_record is not None and session.quality_record.cause:
        yield Deed.ROOT_CAUSE
