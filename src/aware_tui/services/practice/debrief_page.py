"""The debrief as a text to read: one thing for next time, the moments, the evidence, the twist."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.debrief import Debrief, Instance, NextThing
from aware_tui.domain.practice.engine import ended
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import SAFETY_TRUTH, STEPS, Point, Score
from aware_tui.domain.practice.skill_scores import indicators, skill_scores
from aware_tui.domain.practice.skills import SKILL_WORDS
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import cells, excerpt
from aware_tui.language import _, in_sense, marked
from aware_tui.services.practice.never_words import NEVER_WORDS
from aware_tui.services.practice.standing import title
from aware_tui.services.practice.transcript import answer_to, has_more, note_of
from aware_tui.services.practice.words import DEED_WORDS, ENDING_WORDS, MINUS, number
from aware_tui.services.reading_room.passages import Passage, Said, Voice

TRUTH_UNTOLD = _("A matter of safety was not told. It outweighs all else: the total stays under 50.")
NEVER = _("{what} That must never happen with this customer: the total stays under 50.")
SOMETHING = _("Something went wrong.")
QUOTED = 60
"""Cells of the words that a point rests on; the whole of them stands at the end."""

LOSES = 12
"""Cells that a whole word at the end of an excerpt may cost."""

BESIDE = _("They stand beside the score and are no part of it.")
BEST = _("Your best moment")
NO_BEST = _("No turn made them feel much better yet. The next attempt has one in it.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to: all that the debrief tells."""

    scenario: Scenario
    call: PracticeCall
    mode: AttemptMode
    score: Score
    told: Debrief
    said: str = ""
    """Whether it was a good call, and what is still missing to pass."""

    @property
    def beside(self) -> dict[str, int]:
        """Return the indicators that stand beside the score."""
        return indicators(skill_scores(self.scenario, self.call))


POINTS = marked(
    "score",
    "named what it was like",
    "a real apology",
    "stood by them",
    "found out what matters",
    "asked what would put it right",
    "an open question",
    "contradicted them",
    "said it back",
    "agreed on something possible",
    "exactly what, and by when",
    "a vague promise",
    "a plan they had no say in",
    "offered what cannot be done",
    "told the truth that safety demands",
    "chased whoever had the work",
    "checked back with them",
    "the profile entry",
    "the quality record",
    "the cause behind it",
)
"""What a score counts, as the scoring names it."""

INDICATORS = marked("indicator", "patience", "empathy", "communication", "technical knowledge")
"""What stands beside the score, as it is kept."""


def debrief_page(outcome: Outcome, *, whole: bool) -> tuple[Passage, ...]:
    """Return all that a trainee is told, what matters most first; `whole` with what else stands beside it."""
    watched = outcome.mode is AttemptMode.WATCH
    passages = (_watched if watched else _practised)(outcome, whole=whole)
    return tuple(passage for passage in passages if passage is not None)


def _watched(outcome: Outcome, *, whole: bool) -> tuple[Passage | None, ...]:
    scenario, call = outcome.scenario, outcome.call
    return (
        Passage(_("The good run"), (Said(outcome.said, Voice.STRONG),)) if whole else None,
        _twist(scenario),
        _ending(scenario, call) if has_more(scenario, call) else None,
        _turns(scenario, call, outcome.mode),
        *_steps(outcome.score),
    )


def _practised(outcome: Outcome, *, whole: bool) -> tuple[Passage | None, ...]:
    scenario, call, told = outcome.scenario, outcome.call, outcome.told
    return (
        _fatal(scenario, told),
        _next(told.next, cost_of(told)),
        _moment(BEST, told.best) or Passage(BEST, (Said(NO_BEST, Voice.QUIET),)),
        _cost(told),
        _lost(call),
        _twist(scenario),
        _ending(scenario, call),
        Passage(_("What it came to"), (Said(outcome.said),)) if whole and outcome.said else None,
        *_steps(outcome.score),
        _indicators(outcome.beside) if whole else None,
        _turns(scenario, call, outcome.mode),
    )


def _fatal(scenario: Scenario, told: Debrief) -> Passage | None:
    lines = [
        Said(
            TRUTH_UNTOLD if name == SAFETY_TRUTH else NEVER.format(what=NEVER_WORDS.get(name, SOMETHING)),
            Voice.LATE,
        )
        for name in told.fatal
    ]
    if SAFETY_TRUTH in told.fatal and scenario.mistaken is not None:
        lines.append(Said(scenario.mistaken.truth, lead=_("What they had to hear: ")))
    return Passage(_("Before anything else"), tuple(lines)) if lines else None


def _ending(scenario: Scenario, call: PracticeCall) -> Passage:
    """Return how it ended: with the end of the story, where the call did not tell it yet."""
    ending = ended(call)
    last = scenario.endings.get(ending, "") if has_more(scenario, call) else ""
    return Passage(_("How it ended"), tuple(Said(line) for line in (last, ENDING_WORDS[ending]) if line))


def _next(thing: NextThing | None, cost: Instance | None) -> Passage:
    """Return the one thing; why it counts is not told here if the moment that cost most tells it."""
    if thing is None:
        words = _("Nothing was missing. Take a harder one, or the same one with less help.")
        return Passage(_("One thing for next time"), (Said(words, Voice.STRONG),))
    skill = SKILL_WORDS[thing.skill]
    lines = [Said(skill[:1].upper() + skill[1:] + ".", Voice.STRONG)]
    if cost is None or thing.why != cost.reason:
        lines.append(Said(thing.why.replace(f": {skill}.", ".")))
    if thing.line:
        lines.append(Said(_quoted(thing.line), lead=_("For example: ")))
    aside = retry_hint(thing.turn) if thing.turn is not None else ""
    return Passage(_("One thing for next time"), tuple(lines), aside)


def retry_hint(turn: int) -> str:
    """Return how a turn is retried on the screens."""
    return _("r retries from turn {turn}").format(turn=turn)


def _cost(told: Debrief) -> Passage | None:
    """Return what cost most; its better words are not told again if the one thing has them."""
    moment = cost_of(told)
    if moment is not None and told.next is not None and told.next.line == moment.instead:
        moment = replace(moment, instead="")
    return _moment(_("What cost most"), moment)


def cost_of(told: Debrief) -> Instance | None:
    """Return the costliest moment; telling what safety demands is none, whatever they felt."""
    moment = told.costliest
    return None if moment is None or moment.turn.safety else moment


def _moment(heading: str, moment: Instance | None) -> Passage | None:
    if moment is None:
        return None
    quote = _quoted(moment.quote) if moment.quote else _("You said nothing.")
    lines = [Said(quote), Said(moment.reason, Voice.QUIET)]
    if moment.instead and moment.instead != moment.quote:
        lines.append(Said(_quoted(moment.instead), lead=_("Instead: ")))
    return Passage(
        heading,
        tuple(line for line in lines if line.text),
        _("turn {number}").format(number=moment.turn.number),
    )


def _lost(call: PracticeCall) -> Passage | None:
    """Return what was never said because they were cut off."""
    turn = next((turn for turn in call.turns if turn.lost), None)
    if turn is None:
        return None
    lines = (Said(_("They would have gone on:"), Voice.QUIET), *(Said(_quoted(beat)) for beat in turn.lost))
    return Passage(_("Lost by cutting them off"), lines, _("turn {number}").format(number=turn.number))


def _steps(result: Score) -> Iterator[Passage]:
    for step in STEPS:
        points = [point for point in result.points if point.step == step]
        yield Passage(
            title(step),
            tuple(map(_point, points)),
            _("{number} of 100").format(number=number(result.steps[step])),
        )


def _point(point: Point) -> Said:
    got = number(point.got).replace("-", MINUS)
    lead = (
        _("{got} of {out_of} ").format(got=f"{got:>4}", out_of=f"{number(point.out_of):<4}")
        if point.out_of
        else f"{got:>4}         "
    )
    where = _(" · turn {turn}").format(turn=point.turn) if point.turn is not None else ""
    quote = f" · {_quoted(in_short(point.quote, QUOTED))}" if point.quote else ""
    voice = Voice.LATE if point.got < 0 else Voice.PLAIN if point.got else Voice.FAINT
    return Said(f"{in_sense('score', point.what)}{where}{quote}", voice, lead)


def in_short(text: str, width: int) -> str:
    """Return an excerpt that ends with a whole word, if that costs little."""
    short = excerpt(text, width)
    shown = short.removesuffix("…")
    words, _, rest = shown.rpartition(" ")
    line = " ".join(text.split())
    whole = line in (short, shown) or line.startswith(f"{shown} ")
    return short if whole or not words or cells(rest) > LOSES else words.rstrip(" ,;:") + " …"


def _twist(scenario: Scenario) -> Passage | None:
    return Passage(_("What lay behind it"), (Said(scenario.twist),)) if scenario.twist else None


def _indicators(found: dict[str, int]) -> Passage | None:
    if not found:
        return None
    lines = [Said(in_sense("indicator", name), lead=f"{value:>4}  ") for name, value in found.items()]
    return Passage(_("Beside the score"), (*lines, Said(BESIDE, Voice.QUIET)))


def _turns(scenario: Scenario, call: PracticeCall, mode: AttemptMode) -> Passage:
    """Return the call turn by turn, each with its number, to find the one to retry from."""
    lines = [Said(scenario.opening[0], lead=_number(0))]
    for turn in call.turns:
        lead = _number(turn.number)
        silent = (
            DEED_WORDS[turn.deed] if turn.deed is not None else _("You said nothing.") if turn.events else ""
        )
        said = turn.said or silent
        if said:
            lines.append(Said(said, Voice.STRONG, lead))
        note = " ".join(turn.why) if turn.deed is not None else note_of(scenario, turn, mode)
        lines += [Said(note, Voice.QUIET, _number(0))] if note else []
        heard = answer_to(call, turn)
        lines += [Said(heard, lead=_number(0) if said else lead)] if heard else []
    return Passage(_("The call, turn by turn"), tuple(lines), _("your words stand out"))


def _number(turn: int) -> str:
    return f"{turn:>3}  " if turn else "     "


def _quoted(words: str) -> str:
    return words if words.startswith(("“", "„")) else _("“{name}”").format(name=words)
