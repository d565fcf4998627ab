"""A practice call line by line, without the screen: lines in, lines out, no escape sequences."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aware_tui.cli import rehearsal_words as words
from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import flush, say
from aware_tui.cli.plain import played
from aware_tui.cli.rehearsing_after import another
from aware_tui.cli.rehearsing_lines import names_a_deed, place_of, settled, the_one
from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.moves import After, Choose, Listen, Move, MoveError, parse_move
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.plain.console import HangUp
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.going_on import AssignmentCalls, Calls, ScenarioCalls
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.transcript import afterwards, asks_how
from aware_tui.services.practice.words import DEED_WORDS

if TYPE_CHECKING:
    from aware_tui.domain.practice.assignment import Assignment

MODES = {"choose": AttemptMode.CHOOSE, "type": AttemptMode.TYPE}
"""How a call can be practised here, by the line that asks for it."""

QUIT = ("quit", "q")
"""Lines that leave."""


class Leaving(Exception):  # noqa: N818
    """They want to go, or there are no more lines."""


def play_plain(args: Namespace) -> int:
    """Play a scenario line by line; `quit` or the end of the lines saves, and the call waits."""
    from aware_tui.cli.practice import at_the_desk

    with at_the_desk(settings_in_force(args), opened=False) as desk:
        return played(lambda lines: PlainCall(desk, lines, ScenarioCalls(desk, args.scenario)).play())


def play_assignment(args: Namespace, assignment: "Assignment") -> int:
    """Play an assignment that is kept here line by line, a scenario each time."""
    from aware_tui.cli.practice import at_the_desk

    with at_the_desk(settings_in_force(args), opened=False) as desk:
        return played(lambda lines: PlainCall(desk, lines, AssignmentCalls(desk, assignment)).play())


class PlainCall:
    """One call, played by lines."""

    def __init__(self, desk: Desk, lines: Iterator[str], calls: Calls) -> None:
        self._desk, self._lines, self._calls = desk, lines, calls
        self._rehearsal: Rehearsal | None = None
        self._fresh = True
        """Whether nothing was done in the call yet since it was taken up: how to play can be chosen."""
        self._briefed = self._hinted = False
        self._mood = ""
        """The mood told last."""

    @property
    def rehearsal(self) -> Rehearsal:
        """Return the attempt in hand."""
        assert self._rehearsal is not None
        return self._rehearsal

    def play(self) -> None:
        """Play a call from where it stands; raises NoSuchScenario, StoreProblem, HangUp."""
        self._begin()
        while True:
            try:
                self._talk()
                self._afterwards()
            except Leaving:
                self._leave()
                return
            except HangUp as end:
                self._leave(told=end.by_hand)
                raise
            self._finish()
            after = another(self.rehearsal, self._desk, lambda: next(self._lines, "quit"))
            if after is None:
                return
            self._rehearsal, self._fresh = after, True
            self._tell_all((words.AGAIN if after.moves else words.AT_FIRST)[after.mode])

    def _leave(self, *, told: bool = True) -> None:
        """Go; a call in which nothing was done or half typed is put away."""
        if not (self.rehearsal.moves or self.rehearsal.draft):
            practice_store.discard(self._desk, self.rehearsal.attempt).result()
        elif told:
            say(words.LATER)

    def _next(self) -> str:
        """Return the next line; Leaving at `quit` and at the end."""
        flush()
        line = next(self._lines, "quit")
        if line.lower() in QUIT:
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
            say(*words.half_typed(waiting))

    def _begin_anew(self, mode: AttemptMode) -> None:
        self._rehearsal = self._calls.another(self.rehearsal, mode)
        self._tell_all(words.AT_FIRST[mode])

    def _tell_all(self, how: str) -> None:
        """Tell how the call is played, and what was said so far; before the first line, the briefing too."""
        if not self._briefed:
            say(*words.briefing(self.rehearsal.scenario), words.HELP)
        self._briefed, self._mood = True, ""
        say(how)
        name = self.rehearsal.scenario.persona.name
        say(*words.said_in(self.rehearsal.told(), name, notes=self._notes))

    @property
    def _notes(self) -> bool:
        """Say whether what there is to learn is told turn by turn, or only at the end."""
        return self.rehearsal.mode is not AttemptMode.TYPE

    def _talk(self) -> None:
        """Go on with the call until it is over; how it stands is told anew once something was done."""
        told: tuple[Rehearsal, int] | None = None
        while self.rehearsal.call.ended is None:
            stands = self.rehearsal, len(self.rehearsal.moves)
            if stands != told:
                self._show_open()
            told = stands
            line = self._next()
            if self._fresh and self._chosen_anew(line.lower()):
                continue
            if line.lower() == "end":
                return
            self._answer(line)

    def _chosen_anew(self, line: str) -> bool:
        """Take a line that says how to practise, before anything was done; say whether it did."""
        begun = bool(self.rehearsal.moves)
        if line == "new" and begun:
            self._begin_anew(self.rehearsal.mode)
            return True
        if line in MODES and not begun:
            practice_store.discard(self._desk, self.rehearsal.attempt).result()
            self._begin_anew(MODES[line])
            return True
        return False

    def _show_open(self) -> None:
        """Tell how they feel, and what can be said; while they talk, it is listed only when asked for."""
        mood = words.mood(self.rehearsal)
        if mood != self._mood:
            say(mood)
        self._mood = mood
        if self.rehearsal.still_talking:
            say(words.STILL_TALKING if self._hinted else words.MORE_TO_SAY)
            self._hinted = True
        else:
            self._show_choices()

    def _show_choices(self) -> None:
        if self.rehearsal.mode is AttemptMode.CHOOSE:
            say(*words.numbered(choice.say for choice in self.rehearsal.choices()))

    def _answer(self, line: str) -> None:
        """Do what a line says in the call."""
        if self._told(line.lower()):
            return
        if not line and not self.rehearsal.still_talking:
            say(words.WAITING)
        elif line.lower() in ("", "listen"):
            self._do(Listen())
        elif line.isdecimal():
            self._choose(place_of(line))
        elif names_a_deed(line):
            self._do_as_written(line)
        else:
            self._say(line)

    def _told(self, line: str) -> bool:
        """Tell what a line only asks to be told; say whether it did."""
        match line:
            case "help":
                say(*words.CALL_HELP)
            case "choices" if self.rehearsal.mode is AttemptMode.TYPE:
                say(words.IN_WORDS)
            case "choices":
                self._show_choices()
            case "case":
                say(*words.briefing(self.rehearsal.scenario))
            case _:
                return False
        return True

    def _do(self, move: Move) -> None:
        """Take the call on, wait until it is on disk, and tell what came of it."""
        self.rehearsal.do(move).result()
        self._fresh = False
        name = self.rehearsal.scenario.persona.name
        say(*words.said_in(self.rehearsal.last_said(), name, notes=self._notes))

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
        choice = the_one(self.rehearsal.choices(), place)
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
        move = settled(self.rehearsal, text, self._next)
        if move is not None:
            self._do(move)

    def _afterwards(self) -> None:
        """Do what there is to do after the call, until they are done with it."""
        rehearsal = self.rehearsal
        told = afterwards(rehearsal.scenario, rehearsal.moods, rehearsal.call)
        say(*words.said_in(told, rehearsal.scenario.persona.name, notes=True))
        listed: list[Deed] = []
        while left := [deed for deed in Deed if deed not in rehearsal.call.tried]:
            if left != listed:
                say(*words.numbered(DEED_WORDS[deed] for deed in left), words.DONE)
            line = self._next().lower()
            if line == "done":
                return
            listed = left if line else []
            if line:
                self._after(line, left)

    def _after(self, line: str, left: list[Deed]) -> None:
        """Do what a line after the call asks for."""
        deed = the_one(left, place_of(line))
        if deed is not None:
            self._do_deed(deed)
        elif names_a_deed(line):
            self._do_as_written(line)
        else:
            say(*words.AFTER_HELP)

    def _do_deed(self, deed: Deed) -> None:
        ways = self.rehearsal.ways(deed)
        if not ways or not asks_how(self.rehearsal.call, deed):
            self._do(After(deed))
            return
        say(words.HOW, *words.numbered(way.say for way in ways))
        way = the_one(ways, place_of(self._next()))
        if way is None:
            say(words.NO_WAY)
        else:
            self._do(After(deed, way.id))

    def _finish(self) -> None:
        """Keep the result, and tell what there is to learn; then ask what they would change."""
        rehearsal, zone = self.rehearsal, self._desk.settings.zone
        rehearsal.finish().result()
        attempts = practice_store.attempts(self._desk).result()
        today = self._desk.now().astimezone(ZoneInfo(zone)).date()
        say(*words.debriefing(rehearsal, attempts, zone, today), words.REFLECT)
        flush()
        line = next(self._lines, "")
        if line and line.lower() not in QUIT:
            rehearsal.reflect(line).result()
