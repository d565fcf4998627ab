"""A script of moves, played without a screen: its lines are read, the call is played, and scored.

A script changes nothing on disk. The same script gives the same call, to the letter.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aware_tui.domain.practice.acts import Act, Ending
from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.engine import begin, ended, take
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.moves import (
    After,
    Choose,
    Did,
    Move,
    MoveError,
    Say,
    in_one_line,
    parse_move,
    written,
)
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import Score, score
from aware_tui.domain.practice.skill_scores import indicators, skill_scores
from aware_tui.domain.practice.skills import Skill
from aware_tui.services.practice.settling import settled_by

if TYPE_CHECKING:
    from aware_tui.domain.practice.understanding import Understanding, Understood

    Reader = Callable[[str, Scenario, PracticeCall], Understood]
    """Reads a typed line, at this point of a call."""

MOST_LINES = 10_000
"""Lines of a script, the empty ones and the remarks too."""

MOST_BYTES = 8 * 1024 * 1024

GUESSES = 3
"""Guesses that are named of a line that did not count."""

SURE_OF_NOTHING = "It is not certain what this does, so it cost nothing and counted for nothing."
NOT_COUNTED = "Not counted, because a script cannot be asked"


class ScriptProblem(Exception):  # noqa: N818
    """A script that cannot be played; the message says where, what is wrong, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Line:
    """A move, and the number of its line."""

    number: int
    move: Move


@dataclass(frozen=True, slots=True)
class Played:
    """A script that was played to its end."""

    scenario: Scenario
    call: PracticeCall
    turns: tuple[Turn, ...]
    """As in the call, but with the moves as the script has them, and why a typed line did not count."""
    score: Score
    skills: Mapping[Skill, int]

    @property
    def ended(self) -> Ending:
        """Return how the call ended, or how it does if it stops with the script."""
        return ended(self.call)

    @property
    def indicators(self) -> Mapping[str, int]:
        """Return the soft skills beside the score."""
        return indicators(self.skills)


def read_script(content: bytes, name: str) -> tuple[Line, ...]:
    """Return the moves of a script; ScriptProblem names the file and the line."""
    if len(content) > MOST_BYTES:
        raise ScriptProblem(f"{name}: A script is at most 8 MB. Nobody says more in a call: split it.")
    lines = _lines(content, name)
    if len(lines) > MOST_LINES:
        raise ScriptProblem(
            f"{name}:{MOST_LINES + 1}: A script has at most {MOST_LINES:,} lines, "
            f"and this one has {len(lines):,}. Split it, or leave some out."
        )
    return tuple(_parsed(lines, name))


def _lines(content: bytes, name: str) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ScriptProblem(f"{name}:{line}: This is not UTF-8 text. Save the script as UTF-8.") from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if not lines[-1] else lines


def _parsed(lines: list[str], name: str) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                yield Line(number, _move(line))
            except MoveError as problem:
                raise _problem(name, number, str(problem)) from None


def _move(line: str) -> Move:
    """Return a move, its words cut to what anybody says in one breath; typed ones are cut once read."""
    if line.partition(":")[0].split() == ["act"]:
        raise MoveError(f"This act has no name. There is: {', '.join(Act)}")
    move = parse_move(line)
    return replace(move, text=in_one_line(move.text)) if isinstance(move, Did) else move


def _problem(name: str, number: int, message: str) -> ScriptProblem:
    return ScriptProblem(f"{name}:{number}: {message.rstrip('.')}.")


def play_script(
    scenario: Scenario, moods: MoodTable, lines: tuple[Line, ...], name: str, read: "Reader"
) -> Played:
    """Return the call that a script is; ScriptProblem for a choice, an option or a way that is not there."""
    call, turns = begin(scenario), list[Turn]()
    for line in lines:
        try:
            call, why = _taken(scenario, moods, call, line.move, read)
        except MoveError as problem:
            raise _problem(name, line.number, _with_what_there_is(scenario, line.move, problem)) from None
        turns.append(_as_scripted(call.turns[-1], line.move, why))
    return Played(scenario, call, tuple(turns), score(scenario, moods, call), skill_scores(scenario, call))


def _taken(
    scenario: Scenario, moods: MoodTable, call: PracticeCall, move: Move, read: "Reader"
) -> tuple[PracticeCall, tuple[str, ...]]:
    """Return the call after a move, and what there is to say beside what came of it."""
    if not isinstance(move, Say) or call.ended is not None:
        return take(scenario, moods, call, move), ()
    understood = read(move.text, scenario, call)
    settled = _as_kept(settled_by(scenario, understood, move.text))
    why = _not_counted(understood, settled)
    return take(scenario, moods, call, settled or Say(in_one_line(move.text))), why


def line_reader(understanding: "Callable[[], Understanding]") -> "Reader":
    """Return what reads typed lines; `understanding` is asked for at the first of them."""
    made: list[Understanding] = []

    def read(text: str, scenario: Scenario, call: PracticeCall) -> "Understood":
        from aware_tui.services.practice.case import case_of

        if not made:
            made.append(understanding())
        return made[0].read(text, case_of(scenario, call))

    return read


def _as_kept(move: Move | None) -> Move | None:
    """Return a move as an attempt keeps it, so that both come out alike."""
    return parse_move(written(move)) if move is not None else None


def _not_counted(understood: "Understood", settled: Move | None) -> tuple[str, ...]:
    """Return why a line, or part of it, did not count: what it may be, best guess first."""
    said = [understood.note] if understood.note else []
    maybe = ", ".join(_guessed(understood, settled))
    if settled is None:
        return (*said, SURE_OF_NOTHING, *([f"It may be: {maybe}."] if maybe else []))
    return (*said, *([f"{NOT_COUNTED}: {maybe}."] if maybe else []))


def _guessed(understood: "Understood", settled: Move | None) -> Iterator[Act]:
    """Yield what a line may do, best guess first; beside what is certain, only what would count."""
    counted = (*settled.acts, Act.OTHER) if isinstance(settled, Did) else ()
    yield from (guess.act for guess in understood.maybe[:GUESSES] if guess.act not in counted)


def _as_scripted(turn: Turn, move: Move, why: tuple[str, ...]) -> Turn:
    """Return a turn with the move as the script has it, and why a typed line did not count."""
    if not isinstance(move, Say):
        return turn
    reasons = why if SURE_OF_NOTHING in why else (*turn.why, *why)
    return replace(turn, move=written(move), why=tuple(dict.fromkeys(reasons)))


def _with_what_there_is(scenario: Scenario, move: Move, problem: MoveError) -> str:
    """Return the sentence of a problem with what could be written instead; unknown options say it already."""
    sentence = str(problem).rstrip(".")
    if isinstance(move, Choose):
        return f"{sentence}. There is: {', '.join(choice.id for choice in scenario.choices)}"
    if isinstance(move, After):
        ways = (f"after {move.deed}={way.id}" for way in scenario.later.ways.get(move.deed, ()))
        return f"{sentence}. Write {', '.join((f'after {move.deed}', *ways))}"
    return sentence
