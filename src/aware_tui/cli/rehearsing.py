"""A practice call line by line, without the screen: lines in, lines out, no escape sequences."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from aware_tui.cli import rehearsal_words as words
from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import flush, say, width
from aware_tui.cli.plain import typed_lines
from aware_tui.cli.rehearsing_after import another
from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.moves import After, Choose, Listen, Move, MoveError, parse_move
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.going_on import AssignmentCalls, Calls, ScenarioCalls
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.settling import UNREAD, can_be_read, is_open
from aware_tui.services.practice.transcript import afterwards, asks_how
from aware_tui.services.practice.words import DEED_WORDS

if TYPE_CHECKING:
    from aware_tui.domain.practice.assignment import Assignment

MODES = {"choose": AttemptMode.CHOOSE, "type": AttemptMode.TYPE}
"""How a call can be practised here, by the line that asks for it."""


class Leaving(Exception):  # noqa: N818
    """They want to go, or there are no more lines."""


def play_plain(args: Namespace) -> int:
    """Play a scenario line by line; `quit` or the end of the lines saves, and the call waits."""
    from aware_tui.cli.practice import at_the_desk

    with at_the_desk(settings_in_force(args), opened=False) as desk:
        PlainCall(desk, typed_lines(), ScenarioCalls(desk, args.scenario)).play()
    return 0


def play_assignment(args: Namespace, assignment: "Assignment") -> int:
    """Play an assignment that is kept here line by line, a scenario each time."""
    from aware_tui.cli.practice import at_the_desk

    with at_the_desk(settings_in_force(args), opened=False) as desk:
        PlainCall(desk, typed_lines(), AssignmentCalls(desk, assignment)).play()
    return 0


class PlainCall:
    """One call, played by lines."""

    def __init__(self, desk: Desk, lines: Iterator[str], calls: Calls) -> None:
        self._desk, self._lines, self._calls = desk, lines, calls
        self._rehearsal: Rehearsal | None = None
        self._first = True
        self._briefed = False

    @property
    def rehearsal(self) -> Rehearsal:
        """Return the attempt in hand."""
        assert self._rehearsal is not None
        return self._rehearsal

    def play(self) -> None:
        """Play a call from where it stands; raises NoSuchScenario, StoreProblem."""
        self._begin()
        while True:
            try:
                self._talk()
                self._afterwards()
            except Leaving:
                self._leave()
                return
            self._finish()
            after = another(self.rehearsal, self._desk, lambda: next(self._lines, "quit"))
            if after is None:
                return
            self._rehearsal, self._first = after, False
            self._tell_all(words.AT_FIRST[after.mode])

    def _leave(self) -> None:
        """Go; a call in which nothing was done or half typed is put away."""
        if self.rehearsal.moves or self.rehearsal.draft:
            say(words.LATER)
        else:
            practice_store.discard(self._desk, self.rehearsal.attempt).result()

    def _next(self) -> str:
        """Return the next line; Leaving at `quit` and at the end."""
        flush()
        line = next(self._lines, "quit")
        if line.lower() == "quit":
            raise Leaving
        return line

    def _begin(self) -> None:
        """Take up the call that waits, or begin one, and tell how it stands."""
        waiting = self._calls.waiting()
        self._rehearsal = waiting or self._calls.begin()
        if waiting is None:
            self._tell_all(words.AT_FIRST[self.rehearsal.mode])
        else:
            self._tell_all(words.CARRIES_ON)
            say(*words.half_typed(waiting, width()))

    def _begin_anew(self, mode: AttemptMode) -> None:
        self._rehearsal = self._calls.another(self.rehearsal, mode)
        self._tell_all(words.AT_FIRST[mode])

    def _tell_all(self, how: str) -> None:
        """Tell how the call is played, and what was said so far; before the first line, the briefing too."""
        if not self._briefed:
            say(*words.briefing(self.rehearsal.scenario, width()))
        self._briefed = True
        say(how, words.HELP, "")
        name = self.rehearsal.scenario.persona.name
        say(*words.said_in(self.rehearsal.told(), name, width(), notes=self._notes))

    @property
    def _notes(self) -> bool:
        """Say whether what there is to learn is told turn by turn, or only at the end."""
        return self.rehearsal.mode is not AttemptMode.TYPE

    def _talk(self) -> None:
        """Go on with the call until it is over."""
        while self.rehearsal.call.ended is None:
            self._show_open()
            line = self._next()
            if self._first and self._chosen_anew(line.lower()):
                continue
            self._first = False
            if line.lower() == "end":
                return
            self._answer(line)

    def _chosen_anew(self, line: str) -> bool:
        """Take the first line, if it says how to practise; say whether it did."""
        fresh = not self.rehearsal.moves
        if line == "new" and not fresh:
            self._first = False
            self._begin_anew(self.rehearsal.mode)
            return True
        if line in MODES and fresh:
            practice_store.discard(self._desk, self.rehearsal.attempt).result()
            self._begin_anew(MODES[line])
            return True
        return False

    def _show_open(self) -> None:
        """Tell how they feel, and what can be said; while they talk, it is listed only when asked for."""
        rehearsal = self.rehearsal
        say("", words.mood(rehearsal))
        if rehearsal.still_talking:
            say(words.MORE_TO_SAY)
        else:
            self._show_choices()

    def _show_choices(self) -> None:
        if self.rehearsal.mode is AttemptMode.CHOOSE:
            say(*words.numbered([choice.say for choice in self.rehearsal.choices()], width()))

    def _answer(self, line: str) -> None:
        """Do what a line says in the call."""
        if self._told(line.lower()):
            return
        if not line and not self.rehearsal.still_talking:
            say(words.WAITING)
        elif line.lower() in ("", "listen"):
            self._do(Listen())
        elif line.isdecimal():
            self._choose(int(line))
        elif line.lower().startswith("after "):
            self._do_as_written(line)
        else:
            self._say(line)

    def _told(self, line: str) -> bool:
        """Tell what a line only asks to be told; say whether it did."""
        match line:
            case "help":
                say(*words.CALL_HELP)
            case "choices":
                self._show_choices()
            case "case":
                say(*words.briefing(self.rehearsal.scenario, width()))
            case _:
                return False
        return True

    def _do(self, move: Move) -> None:
        """Take the call on, wait until it is on disk, and tell what came of it."""
        self.rehearsal.do(move).result()
        name = self.rehearsal.scenario.persona.name
        say(*words.said_in(self.rehearsal.last_said(), name, width(), notes=self._notes))

    def _do_as_written(self, line: str) -> None:
        """Do what a line of a script says; how, where a deed can be done in more ways than one, is asked."""
        try:
            move = parse_move(line.lower())
            if isinstance(move, After) and move.way is None:
                self._do_deed(move.deed)
            else:
                self._do(move)
        except MoveError as problem:
            say(f"{str(problem).rstrip('.')}.")

    def _choose(self, place: int) -> None:
        if self.rehearsal.mode is AttemptMode.TYPE:
            say(words.IN_WORDS)
            return
        choice = _at(self.rehearsal.choices(), place)
        if choice is None:
            say(words.NO_NUMBER)
        else:
            self._do(Choose(choice.id))

    def _say(self, text: str) -> None:
        """Say something in their own words, once it is settled what it does."""
        if self.rehearsal.still_talking:
            say(*words.NOT_FINISHED)
            if self._next() != "1":
                return
        move = self._settled(text)
        if move is not None:
            self._do(move)

    def _settled(self, text: str) -> Move | None:
        """Return what a typed line is, asking where it is not certain; None if they let it be."""
        while True:
            read = self.rehearsal.understand(text).result()
            if not can_be_read(read, self.rehearsal.scenario):
                say(read.note or UNREAD)
                return None
            if read.note:
                say(read.note)
            if not is_open(read):
                return self.rehearsal.settle(text, read)
            say(*words.asked(read))
            line = self._next()
            if line in ("", "0"):
                return None
            if not line.isdecimal():
                text = line
                continue
            guess = _at(read.maybe, int(line))
            return self.rehearsal.settle(text, read, () if guess is None else (guess.act,))

    def _afterwards(self) -> None:
        """Do what there is to do after the call, until they are done with it."""
        rehearsal = self.rehearsal
        told = afterwards(rehearsal.scenario, rehearsal.moods, rehearsal.call)
        say(*words.said_in(told, rehearsal.scenario.persona.name, width(), notes=True))
        while left := [deed for deed in Deed if deed not in rehearsal.call.tried]:
            say(
                "", *words.numbered([DEED_WORDS[deed] for deed in left], width()), "`done` shows how it went."
            )
            line = self._next().lower()
            if line == "done":
                return
            if line.startswith("after "):
                self._do_as_written(line)
            elif line.isdecimal() and (deed := _at(left, int(line))) is not None:
                self._do_deed(deed)
            else:
                say(*words.AFTER_HELP)

    def _do_deed(self, deed: Deed) -> None:
        ways = self.rehearsal.ways(deed)
        if not ways or not asks_how(self.rehearsal.call, deed):
            self._do(After(deed))
            return
        say("How?", *words.numbered([way.say for way in ways], width()))
        line = self._next()
        way = _at(ways, int(line)) if line.isdecimal() else None
        if way is None:
            say(words.NO_NUMBER)
        else:
            self._do(After(deed, way.id))

    def _finish(self) -> None:
        """Keep the result, and tell what there is to learn; then ask what they would change."""
        rehearsal, zone = self.rehearsal, self._desk.settings.zone
        rehearsal.finish().result()
        attempts = practice_store.attempts(self._desk).result()
        today = self._desk.now().astimezone(ZoneInfo(zone)).date()
        say(*words.debriefing(rehearsal, attempts, zone, today, width()))
        say("", words.REFLECT)
        flush()
        line = next(self._lines, "")
        if line and line.lower() != "quit":
            rehearsal.reflect(line).result()


T = TypeVar("T")


def _at(things: Sequence[T], place: int) -> T | None:
    """Return the thing of this number, from 1, or None."""
    return things[place - 1] if 0 < place <= len(things) else None
