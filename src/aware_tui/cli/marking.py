"""The command that says what became of a promise or a check."""

from argparse import Namespace
from datetime import UTC, datetime

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, say, say_json
from aware_tui.config import Settings
from aware_tui.domain.due import Due, DueReading, describe
from aware_tui.domain.duties import Duty
from aware_tui.domain.rows import FollowUp, Promise
from aware_tui.domain.states import FollowUpKind
from aware_tui.domain.text import excerpt
from aware_tui.services.queue import Mark, Marked, deed_of, do, find_duty, when_meant
from aware_tui.services.spots import Kept, safe_words

NAMED = {
    Mark.KEPT: "Kept",
    Mark.BROKEN: "Marked as broken",
    Mark.CHANGED: "Changed",
    Mark.DONE: "Done, all well",
    Mark.NOT_WELL: "Not well",
    Mark.NOTE: "Noted",
}
"""What each mark is told as."""


SUCH_AS = '--due "Friday 17:00"'

WHY = {
    Mark.BROKEN: 'Say what kept us from it, after the mark: `aware promise {id} broken "the part is late"`',
    Mark.CHANGED: "Say why it changes, after the mark: "
    f'`aware promise {{id}} changed "the part is late" {SUCH_AS}`',
}
"""Marks that need a reason, each with how to give it."""


class Stopped(Exception):  # noqa: N818
    """The command line lacks something or is in doubt; the message says what, in one line or two."""


def mark(args: Namespace) -> int:
    """Mark a promise or a check, or note something about it, and tell how it stands now."""
    settings, now = settings_of(args), datetime.now(UTC)
    try:
        marked, said = _marked(args, settings, now)
    except Stopped as problem:
        complain(str(problem))
        return 1
    if args.json:
        from aware_tui.exports.queue_json import duty_object

        say_json(duty_object(marked.duty, marked.session))
    else:
        say(_told(Mark(args.mark), marked, now, settings.zone))
    if said.masked or said.cut:
        complain(_altered(said))
    return 0


def _marked(args: Namespace, settings: Settings, now: datetime) -> tuple[Marked, Kept]:
    chosen, said = Mark(args.mark), _safe(" ".join(args.words))
    duty = find_duty(settings, args.id)
    _check_usage(args, chosen, said.text)
    if chosen in WHY and not said.text and (chosen is Mark.CHANGED or isinstance(duty, Promise)):
        raise Stopped(f"{WHY[chosen].format(id=args.id)}. Nothing was changed.")
    due = None if args.due is None else _due(settings, duty, args.due, now)
    who = settings.agent if args.who == "me" else _safe(args.who or "").text
    return do(settings, duty, deed_of(chosen, duty, said.text, due=due, who=who), now), said


def _safe(words: str) -> Kept:
    kept = safe_words(words, lines=False)
    return Kept(kept.text.strip(), kept.cut, kept.masked)


def _check_usage(args: Namespace, chosen: Mark, words: str) -> None:
    if chosen is not Mark.CHANGED and (args.due is not None or args.who is not None):
        raise Stopped(f"--due and --who go with `changed`, not with `{chosen}`. Nothing was changed.")
    if args.who is not None and not _safe(args.who).text:
        raise Stopped("Say whose it is: a promise needs an owner. Nothing was changed.")
    if chosen is Mark.NOTE and not words:
        raise Stopped("Say what to note. Nothing was changed.")


def _due(settings: Settings, duty: Duty, words: str, now: datetime) -> Due:
    """Return the time that words mean; what is in doubt is told, with the ways to say it exactly."""
    reading = when_meant(settings, duty, words, now)
    if reading.due is not None:
        return reading.due
    raise Stopped(f"{reading.say}\n{_exactly(reading)}")


def _exactly(reading: DueReading) -> str:
    """Return what to write for each time it may have meant."""
    ways = [f"--due {due.local.isoformat(timespec='minutes')}" for due in reading.choices]
    return f"Nothing was changed. Write one of: {' or '.join(ways or [SUCH_AS])}"


def _told(chosen: Mark, marked: Marked, now: datetime, zone: str) -> str:
    """Return in one line how it stands now."""
    duty, session = marked.duty, marked.session
    name = session.customer.name if session.customer else ""
    whom = f", for {excerpt(name, 60)}" if name and name != duty.who else ""
    words = f"{NAMED[chosen]}: {_what(duty, session.promises)}{whom}."
    if chosen is Mark.CHANGED and duty.due_at is not None:
        when = describe(Due(duty.due_at, duty.zone or zone, ""), now, zone)
        return f"{words} Now due {when}, by {excerpt(duty.who, 60) or 'nobody'}. Id {duty.id}"
    if chosen is Mark.NOT_WELL:
        return f"{words} The session is open again at its beginning: `aware live --resume {session.id}`"
    return words


def _what(duty: Duty, promises: tuple[Promise, ...]) -> str:
    if isinstance(duty, Promise):
        return excerpt(duty.what, 200).rstrip(".")
    return _check(duty, next((made.what for made in promises if made.id == duty.promise_id), ""))


def _check(check: FollowUp, about: str) -> str:
    whom = excerpt(check.who, 60) or "them"
    deed = f"check with {whom}" if check.kind is FollowUpKind.DELEGATE else f"check back with {whom}"
    return f"{deed} about “{excerpt(about, 200).rstrip('.')}”" if about else deed


def _altered(said: Kept) -> str:
    masked = "What looks like a card number or a security code was masked." if said.masked else ""
    cut = "The words were too long: their end was left off." if said.cut else ""
    return " ".join(sentence for sentence in (masked, cut) if sentence)
