"""What is asked in a drill: the task to read, and the numbers to answer with or the box to type in."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from aware_tui.domain.forms import weekday
from aware_tui.domain.practice.drill_judging import Judged
from aware_tui.domain.practice.drills import Drill, Exercise, HalfSorry, Slip, SoftPromise, Upset, moment
from aware_tui.domain.states import ApologySize
from aware_tui.language import _
from aware_tui.services.practice.words import ACT_WORDS
from aware_tui.services.reading_room.passages import GAP, Passage, Said, Voice

NONE_OF_THESE = "none"
NONE_WORDS = _("none of these")


@dataclass(frozen=True, slots=True)
class Option:
    """Something to answer with: its digit, its id, and its words."""

    key: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be read, what is asked, and how to answer: by a digit if there are options, else typed."""

    passages: tuple[Passage, ...]
    asks: str
    options: tuple[Option, ...] = ()
    words: str = ""
    """What stands in the box already: the answer before, to be bettered."""


def task(exercise: Exercise) -> Question:
    """Return an exercise as it is asked first."""
    if isinstance(exercise, Upset):
        return Question((_upset(exercise),), _("You, in a sentence or two: only acknowledge."))
    if isinstance(exercise, Slip):
        asks = _("Which line of ours went wrong?")
        return Question((Passage("", (Said(exercise.who, Voice.STRONG),)),), asks, _lines(exercise))
    if isinstance(exercise, HalfSorry):
        return Question(_half_sorry(exercise), _("Write the apology again, so that it is real."))
    return Question(_soft_promise(exercise), _("Write the promise again, exactly."))


def _upset(exercise: Upset) -> Passage:
    return Passage(exercise.who, (Said(quoted(exercise.says), Voice.STRONG),))


def _half_sorry(exercise: HalfSorry) -> tuple[Passage, ...]:
    light = exercise.size is ApologySize.LIGHT
    size = _("A small matter: honest regret is enough.") if light else _("It weighs much in their eyes.")
    about = Passage(exercise.who, (Said(exercise.about), Said(size, Voice.QUIET)))
    return about, Passage(_("What was written"), (Said(quoted(exercise.apology), Voice.STRONG),))


def _soft_promise(exercise: SoftPromise) -> tuple[Passage, ...]:
    said = Said(quoted(exercise.promise), Voice.STRONG)
    can = Said(exercise.can), GAP, Said(now_words(exercise), Voice.QUIET)
    return Passage(exercise.who, (said,)), Passage(_("What can really be done"), can)


def now_words(exercise: SoftPromise) -> str:
    """Return when it is said, in words."""
    at = moment(exercise.now)
    return _("It is {weekday}, {at:%H:%M}.").format(weekday=weekday(at), at=at) if at is not None else ""


def _lines(slip: Slip) -> tuple[Option, ...]:
    return tuple(
        Option(str(number), str(number), f"{_('They') if line.them else _('We')}: {line.words}")
        for number, line in enumerate(slip.lines, 1)
    )


def reasons_of(slip: Slip, seed: str) -> Question:
    """Return the question why the line that was found is the mistake."""
    *before, line = _lines(slip)[max(0, slip.mistake - 2) : slip.mistake]
    said = (*(Said(each.words, Voice.QUIET, f"{each.key}  ") for each in before),)
    passage = Passage("", (Said(slip.who, Voice.STRONG), GAP, *said, Said(line.words, lead=f"{line.key}  ")))
    says = [each.say for each in slip.reasons]
    return Question((passage,), _("Why does it hurt?"), _options(says, f"{seed}/{slip.id}"))


def choices_of(exercise: Upset, seed: str) -> Question:
    """Return the question with lines to choose from in place of typing."""
    says = [exercise.good, *(each.say for each in exercise.weaker)]
    asks = _("Which of these only acknowledges?")
    return Question((_upset(exercise),), asks, _options(says, f"{seed}/{exercise.id}"))


def asked_back(exercise: Exercise, text: str, judged: Judged) -> Question:
    """Return the question what a typed line was meant to do."""
    said = Passage(exercise.who, (Said(quoted(text), lead=_("You: ")),))
    options = [Option(str(number), act, ACT_WORDS[act]) for number, act in enumerate(judged.asks, 1)]
    last = Option(str(len(options) + 1), NONE_OF_THESE, NONE_WORDS)
    also = _("also ") if judged.read is not None and judged.read.sure else ""
    return Question((said,), _("Did you {also}mean to ...").format(also=also), (*options, last))


def _options(says: Iterable[str], seed: str) -> tuple[Option, ...]:
    """Return what to choose from, in an order of its own for each seed, so that no place is the good one."""
    shuffled = sorted(says, key=lambda each: sha256(f"{seed}/{each}".encode()).digest())
    return tuple(Option(str(number), each, each) for number, each in enumerate(shuffled, 1))


def introduced(drill: Drill, done: int = 0) -> tuple[Passage, ...]:
    """Return what a drill is about, before it begins."""
    aside = _("{run} exercises, 2 to 3 minutes").format(run=drill.run)
    lines = [Said(drill.about)]
    if done:
        lines += [
            GAP,
            Said(
                _("You left it after {done} of {run}. Enter goes on from there.").format(
                    done=done, run=drill.run
                ),
                Voice.STRONG,
            ),
        ]
    return (Passage(drill.title, tuple(lines), aside),)


def quoted(words: str) -> str:
    """Return words between quotation marks."""
    return _("“{name}”").format(name=words)
