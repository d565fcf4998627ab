"""One attempt in hand: the call as it stands, what can be said, and every move saved at once."""

from collections.abc import Collection
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from aware_tui.domain.masking import mask
from aware_tui.domain.practice.acts import Act, Deed
from aware_tui.domain.practice.attempts import Result, Start
from aware_tui.domain.practice.debrief import Debrief, debrief
from aware_tui.domain.practice.engine import ended, play, take
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.moves import Did, Move, MoveError, Say, in_one_line, parse_move, written
from aware_tui.domain.practice.order import shuffled
from aware_tui.domain.practice.replies import open_choices
from aware_tui.domain.practice.scenario import Choice, Scenario, Way
from aware_tui.domain.practice.scoring import Score, score
from aware_tui.domain.practice.skill_scores import skill_scores
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.case import case_of
from aware_tui.services.practice.futures import chained, followed
from aware_tui.services.practice.in_hand import InHand
from aware_tui.services.practice.kept_copies import HasMoods, moods_of_attempt, scenario_of_copy
from aware_tui.services.practice.model_run import next_choice
from aware_tui.services.practice.settling import settled_by
from aware_tui.services.practice.transcript import Line, lines_of, transcript
from aware_tui.services.spots import Kept, safe_words

if TYPE_CHECKING:
    from aware_tui.content.scenarios import LoadedScenario
    from aware_tui.domain.practice.understanding import Understanding, Understood
    from aware_tui.domain.practice_rows import ScenarioCopy

NOT_PLAYABLE = _("This attempt cannot be played on. Nothing was changed: begin another attempt.")
NO_COPY = _(
    "The scenario of this attempt cannot be read any more. Nothing was changed: begin another attempt."
)
"""Told when the copy an attempt kept is gone or torn."""


class Library(HasMoods, Protocol):
    """What a rehearsal needs of the scenarios in force."""

    def understanding(self) -> "Future[Understanding]":
        """Return the reader of typed lines."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What every attempt at a scenario has in common."""

    desk: Desk
    library: Library
    moods: MoodTable
    """Those that it began with."""
    scenario: Scenario
    document: str
    """The scenario as JSON, as it is played."""

    def begin(self, mode: AttemptMode, **more: Any) -> "Future[Rehearsal]":
        """Begin an attempt; the rest is that of `Start`."""
        from aware_tui.content.frozen import freeze

        moods, seed = freeze(self.moods), self.desk.new_id()
        start = Start(self.scenario.id, self.document, mode, seed=seed, moods=moods, **more)
        return chained(practice_store.begin_attempt(self.desk, start), lambda made: Rehearsal(self, made))


class Rehearsal(InHand):
    """A call being practised. A move takes it on and is saved; the same moves give the same call again."""

    def __init__(self, stage: Stage, attempt: Attempt) -> None:
        super().__init__(stage.desk, attempt)
        self.stage = stage
        self.moods, self.scenario = stage.moods, stage.scenario
        self.call = play(self.scenario, self.moods, map(parse_move, self.moves))

    @property
    def mode(self) -> AttemptMode:
        """Return how much help there is."""
        return self.attempt.mode

    @property
    def still_talking(self) -> bool:
        """Say whether the customer has more of the opening to say."""
        return self.call.ended is None and not self.call.cut_off and self.beats_left > 0

    @property
    def beats_left(self) -> int:
        """Return how many beats of the opening were not said yet."""
        return len(self.scenario.opening) - self.call.beats

    def note_draft(self, words: str) -> Kept:
        """Take in what is half typed, fit to be kept; the next save keeps it.

        What nobody changed here is left alone, so that two windows do not undo each other's words.
        """
        kept = safe_words(words)
        if kept.text != self.draft:
            self._draft = kept.text
        return kept

    def do(self, move: Move) -> "Future[Attempt]":
        """Take the call on by a move; the answer comes once all moves up to it are on disk.

        A typed line is what was half typed before, which is then gone in the same save.
        """
        line = mask(written(move)).text
        self.call = take(self.scenario, self.moods, self.call, parse_move(line))
        self.moves = (*self.moves, line)
        if isinstance(move, Say | Did):
            self._draft = ""
        return self.save()

    def choices(self) -> tuple[Choice, ...]:
        """Return what there is to say now, shuffled; the same at the same point of the same attempt."""
        found = open_choices(self.scenario, self.call)
        due = next_choice(self.scenario, self.call)
        if self.mode is AttemptMode.COMPLETE and due is not None and due not in found:
            found = (*found, due)
        return shuffled(found, self.attempt.seed, self.call.answers)

    def ways(self, deed: Deed) -> tuple[Way, ...]:
        """Return the ways in which a deed can be done, shuffled; none, if there is nothing to choose."""
        ways = {way.id: way for way in self.scenario.later.ways.get(deed, ())}
        same = (Choice(way.id, way.say, ()) for way in ways.values())
        return tuple(ways[each.id] for each in shuffled(same, f"{self.attempt.seed}/{deed}", 0))

    def understand(self, text: str) -> "Future[Understood]":
        """Read a typed line, away from the screen: the first question reads and compiles rules."""
        case = case_of(self.scenario, self.call)

        def ask(reader: "Understanding") -> "Future[Understood]":
            return self.desk.consult(lambda _: reader.read(text, case))

        return followed(self.stage.library.understanding(), ask)

    def settle(self, text: str, read: "Understood", confirmed: Collection[Act] = ()) -> Move:
        """Return the move of a typed line: what was read beyond doubt, and what the trainee agreed to.

        Without either it is a line that nobody could read: it costs nothing and counts for nothing.
        """
        words = safe_words(text).text
        return settled_by(self.scenario, read, words, confirmed) or Say(in_one_line(words))

    def last_said(self) -> tuple[Line, ...]:
        """Return what was said in the last turn."""
        return lines_of(self.scenario, self.call, self.call.turns[-1], self.mode)

    def told(self) -> tuple[Line, ...]:
        """Return the conversation so far."""
        return transcript(self.scenario, self.moods, self.call, self.mode)

    def score(self) -> Score:
        """Return what the call is worth as it stands."""
        return score(self.scenario, self.moods, self.call)

    def debrief(self) -> Debrief:
        """Return what the trainee is told at the end."""
        return debrief(self.scenario, self.moods, self.call, self.score())

    def finish(self) -> "Future[Attempt]":
        """Keep the result, and review the skills that it showed."""
        worth = self.score()
        result = Result(
            ended(self.call),
            worth.total,
            worth.steps,
            skill_scores(self.scenario, self.call),
            worth.fatal,
            len(self.call.turns),
        )
        return self.keep_result(result)

    def reflect(self, words: str) -> "Future[Attempt]":
        """Keep what the trainee would change."""
        return chained(practice_store.reflect(self.desk, self.attempt, words), self._take)

    def retry_from(self, turn: int) -> "Future[Rehearsal]":
        """Begin another attempt that goes on from before this turn, everything up to it as it was."""
        kept = self.moves[: max(0, turn - 1)]
        mode = AttemptMode.CHOOSE if self.mode is AttemptMode.WATCH else self.mode
        return self._another(mode, moves=kept, retry_of=self.attempt.id, retry_turn=turn)

    def again(self, mode: AttemptMode | None = None) -> "Future[Rehearsal]":
        """Begin another attempt at the same scenario, shuffled anew."""
        return self._another(mode or unwatched(self.mode))

    def _another(self, mode: AttemptMode, **more: Any) -> "Future[Rehearsal]":
        return self.stage.begin(mode, assignment=self.attempt.assignment, **more)


def unwatched(mode: AttemptMode) -> AttemptMode:
    """Return with how much help to go on by oneself: what was watched is completed next."""
    return AttemptMode.COMPLETE if mode is AttemptMode.WATCH else mode


def begin(
    desk: Desk, library: Library, loaded: "LoadedScenario", mode: AttemptMode, assignment: str = ""
) -> "Future[Rehearsal]":
    """Begin an attempt at a scenario."""

    def go_on(moods: MoodTable) -> "Future[Rehearsal]":
        stage = Stage(desk, library, moods, loaded.scenario, loaded.document)
        return stage.begin(mode, assignment=assignment)

    return followed(library.moods(), go_on)


def resume(desk: Desk, library: Library, attempt_id: str) -> "Future[Rehearsal]":
    """Take up an attempt where it stood, with the scenario and the moods as they were when it began."""

    def with_moods(moods: MoodTable, row: Attempt) -> "Future[Rehearsal]":
        kept = practice_store.scenario_copy(desk, row.scenario_hash)
        return chained(kept, lambda copy: _taken_up(_stage_of(desk, library, moods, copy), row))

    def go_on(row: Attempt) -> "Future[Rehearsal]":
        return followed(moods_of_attempt(desk, library, row), lambda moods: with_moods(moods, row))

    return followed(practice_store.attempt(desk, attempt_id), go_on)


def _taken_up(stage: Stage, row: Attempt) -> Rehearsal:
    from aware_tui.store.errors import Conflict

    try:
        return Rehearsal(stage, row)
    except MoveError as problem:
        raise Conflict(f"{NOT_PLAYABLE} {problem}.") from problem


def _stage_of(desk: Desk, library: Library, moods: MoodTable, copy: "ScenarioCopy | None") -> Stage:
    from aware_tui.store.errors import Conflict

    scenario = scenario_of_copy(copy)
    if copy is None or scenario is None:
        raise Conflict(NO_COPY)
    return Stage(desk, library, moods, scenario, copy.document)
