"""A drill in hand: what is asked now, what an answer is worth, and every try saved at once.

Any face can drive it: show `question()`, take words or a digit to `judge`, then `settle` what came of them.
"""

from concurrent.futures import Future
from dataclasses import replace

from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.drill_judging import Judged, unread
from aware_tui.domain.practice.drill_run import (
    DrillRun,
    Tried,
    played,
    result_of,
    shown_line,
    tried_line,
    unread_line,
)
from aware_tui.domain.practice.drills import Drill, Exercise, Slip, Upset
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice import drill_reading
from aware_tui.services.practice.drill_questions import (
    NONE_OF_THESE,
    Question,
    asked_back,
    choices_of,
    reasons_of,
    task,
)
from aware_tui.services.practice.futures import done
from aware_tui.services.practice.in_hand import InHand
from aware_tui.services.practice.rehearsal import Library
from aware_tui.services.spots import Kept, safe_words

A_NUMBER = _("Answer with one of the numbers; this costs nothing.")
NOTHING_YET = _("Nothing was typed yet; this costs nothing.")
THEIRS = _("That line is theirs. The mistake is in one of ours; this costs nothing.")
HARMLESS = _("Line {line} did no harm: it stands by them. Look once more.")
THAT_LINE = _("It is line {line}. Now the reason.")
OTHER_REASON = _("That is the line, but this is not what hurt.")


class Drilling(InHand):
    """A run of a drill: only what is certain counts, the first try most; all of it is saved at once."""

    def __init__(self, desk: Desk, library: Library, drill: Drill, attempt: Attempt) -> None:
        super().__init__(desk, attempt)
        self.library, self.drill = library, drill
        self.run: DrillRun = played(self.moves, drill)
        self._asked: tuple[str, Judged] | None = None
        """What was typed and how it was read, while its meaning is being asked for."""
        self._line: int | None = None
        """The line that is known to be the mistake, while its reason is being asked for."""
        self._words = attempt.draft
        """What stands in the box when the exercise is asked."""

    @property
    def exercise(self) -> Exercise | None:
        """Return the exercise in hand; None at the end."""
        return self.drill.find(self.run.here) if self.run.here is not None else None

    @property
    def number(self) -> int:
        """Return which exercise it is, counted from 1."""
        return self.run.order.index(self.run.here) + 1 if self.run.here is not None else len(self.run.order)

    @property
    def typed(self) -> bool:
        """Say whether answers are typed."""
        return self.attempt.mode is AttemptMode.TYPE

    @property
    def asking_back(self) -> bool:
        """Say whether it is being asked what was meant."""
        return self._asked is not None

    def question(self) -> Question:
        """Return what is asked now; ValueError at the end."""
        exercise = self._here()
        if self._asked is not None:
            return asked_back(exercise, *self._asked)
        if isinstance(exercise, Slip) and self._line is not None:
            return reasons_of(exercise, self.attempt.seed)
        if isinstance(exercise, Upset) and not self.typed:
            return choices_of(exercise, self.attempt.seed)
        return replace(task(exercise), words=self._words)

    def judge(self, words: str) -> "Future[Judged]":
        """Return what an answer is worth: typed words, or the number of an option; it changes nothing yet."""
        exercise, question = self._here(), self.question()
        answer = words.strip()
        if question.options:
            key = next((each.id for each in question.options if each.key == answer), None)
            return done(self._chosen(exercise, key) if key is not None else unread(A_NUMBER))
        if not answer:
            return done(unread(NOTHING_YET))
        return drill_reading.judged(self.desk, self.library, exercise, answer)

    def _chosen(self, exercise: Exercise, key: str) -> Judged:
        if self._asked is not None:
            meant = () if key == NONE_OF_THESE else (Act(key),)
            return drill_reading.confirmed(exercise, *self._asked, meant)
        if isinstance(exercise, Upset):
            weaker = next((each for each in exercise.weaker if each.say == key), None)
            if weaker is None:
                return Judged(certain=True)
            return Judged(certain=True, missed=weaker.misses, says=(weaker.feedback,))
        return self._spotted(exercise, key) if isinstance(exercise, Slip) else unread(A_NUMBER)

    def _spotted(self, slip: Slip, key: str) -> Judged:
        """Return what a line is worth, or once that is found, a reason."""
        if self._line is not None:
            right = any(each.right and each.say == key for each in slip.reasons)
            return Judged(certain=True) if right else _missed(slip, OTHER_REASON)
        line = int(key)
        if not slip.lines[line - 1].us:
            return unread(THEIRS)
        if line == slip.mistake:
            return Judged(certain=False, says=(THAT_LINE.format(line=line),), halfway=True)
        return _missed(slip, HARMLESS.format(line=line))

    def settle(self, words: str, judged: Judged) -> "Future[Attempt]":
        """Take the run on by an answer and its worth; the answer comes once it is on disk."""
        exercise, text = self._here(), self.said(words)
        asked, self._asked = self._asked, None
        if judged.asks:
            self._asked, self._words = (text, judged), text
            self._draft = text
            return self.save()
        if judged.halfway and isinstance(exercise, Slip):
            self._line = exercise.mistake
            return self.save()
        if asked is not None:
            text = asked[0]
        if not judged.certain:
            self._words = text if self.typed else ""
            return self._add(unread_line(exercise.id, text)) if text else self.save()
        line = tried_line(Tried(exercise.id, judged.missed, text))
        self._words = "" if judged.good or not self.typed else text
        if judged.good:
            self._line = None
        return self._add(line)

    def said(self, words: str) -> str:
        """Return an answer in words that may be kept, where it was given by its number."""
        option = next((each for each in self.question().options if each.key == words.strip()), None)
        return option.words if option is not None else safe_words(words).text.strip()

    def take_back(self) -> None:
        """Say it differently: what was typed goes back into the box, and nothing was counted."""
        if self._asked is not None:
            self._words = self._asked[0]
        self._asked = None

    def show(self) -> "Future[Attempt]":
        """Give the answer away: the exercise is behind, and was not right at the first try."""
        exercise = self._here()
        self._asked, self._line, self._words = None, None, ""
        return self._add(shown_line(exercise.id))

    def note_draft(self, words: str) -> Kept:
        """Take in what is half typed, fit to be kept; the next save keeps it."""
        kept = safe_words(words)
        if self.typed and kept.text != self.draft:
            self._draft = self._words = kept.text
        return kept

    def _here(self) -> Exercise:
        if self.exercise is None:
            raise ValueError("the drill is at its end")
        return self.exercise

    def _add(self, line: str) -> "Future[Attempt]":
        self.moves = (*self.moves, line)
        self.run = played(self.moves, self.drill)
        self._draft = self._words
        return self.save()

    def finish(self) -> "Future[Attempt]":
        """Keep the result, and review the skills it trained."""
        return self.keep_result(result_of(self.drill, self.run))


def _missed(exercise: Exercise, *says: str) -> Judged:
    return Judged(certain=True, missed=exercise.skills, says=says)
