"""What a practice call says line by line: a sentence or two a line, without columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.understanding import Understood
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.plain.told import flat, passage_told
from aware_tui.services.practice.case_page import case_page
from aware_tui.services.practice.debrief_page import Outcome, debrief_page, retry_hint
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.result_words import result_words
from aware_tui.services.practice.transcript import Line, Speaker
from aware_tui.services.practice.words import ACT_WORDS, number
from aware_tui.services.reading_room.passages import Passage

QUIT_HELP = _("quit (q): save and leave; the same command goes on from here")
CALL_HELP = (
    _("listen, or an empty line: let them go on"),
    _("a number: say what stands beside it; choices: what there is to say"),
    _("any other words: say them"),
    _("case: what it is about, and what you may offer"),
    _("end: the call is over, and what there is to do afterwards is told"),
    QUIT_HELP,
)
AFTER_HELP = (
    _("a number: do what stands beside it"),
    _("an empty line: hear them again"),
    _("done: see how it went"),
    QUIT_HELP,
)

AT_FIRST = {
    AttemptMode.CHOOSE: _("You choose what to say. `type`, before you begin, is for words of your own."),
    AttemptMode.TYPE: _("You say it in your own words. `choose`, before you begin, gives you a choice."),
}
AGAIN = {
    AttemptMode.CHOOSE: _("You choose what to say."),
    AttemptMode.TYPE: _("You say it in your own words."),
}
CARRIES_ON = _("You carry on where you left it. `new`, before you go on, begins another call.")
HELP = _("`help` tells what can be typed.")
MORE_TO_SAY = _("They have more to say: an empty line lets them go on, an answer cuts them off.")
STILL_TALKING = _("They have more to say.")
WAITING = _("They have finished, and wait for you.")
NO_NUMBER = _("There is no such number. `choices` lists them again.")
NO_WAY = _("There is no such number: nothing was done.")
IN_WORDS = _("You practise in your own words: type what you would say.")
NOT_FINISHED = (_("They have not finished. Say it now?"), _("1 say it now"), _("0 let them go on"))
DONE = _("`done` shows how it went.")
HOW = _("How?")
LATER = _("Saved. Nothing is lost: the same command goes on from here.")
REFLECT = _("What would you change? A line of yours is kept; an empty one leaves it.")

NONE_OF_IT = 4
"""The number after those of the guesses what a line means, of which there are three at most."""


def briefing(scenario: Scenario) -> Iterator[str]:
    """Yield what can be known before the call, the case before what may be offered."""
    said = _("{title} ({id}). {name} is calling.")
    yield said.format(title=scenario.title or scenario.id, id=scenario.id, name=scenario.persona.name)
    may, may_not, *case = case_page(scenario)
    for passage in (*case, may, may_not):
        yield from passage_told(passage)


def said_in(lines: Iterable[Line], name: str, *, notes: bool) -> Iterator[str]:
    """Yield what was said and told, each with who says it."""
    names = {Speaker.CUSTOMER: name, Speaker.TRAINEE: _("You"), Speaker.MODEL: _("Done well")}
    for line in lines:
        if line.speaker is Speaker.RULE:
            yield f"{line.text}."
        elif line.speaker in (Speaker.NOTE, Speaker.READ):
            if notes or line.speaker is Speaker.READ:
                yield from (f"[{flat(text)}]" for text in line.text.splitlines())
        else:
            who = f"{names[line.speaker]}: " if line.speaker in names else ""
            yield f"{who}{flat(line.text)}"


def half_typed(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield the answer that was half typed on screen when the call was left, if there was one."""
    draft = flat(rehearsal.draft)
    if draft:
        yield _("You had begun to type: {words}").format(words=draft)


def mood(rehearsal: Rehearsal) -> str:
    """Return how they feel, in numbers."""
    call, said = rehearsal.call, _("Anger {anger} of 10, trust {trust} of 10.")
    return said.format(anger=number(call.anger), trust=number(call.trust))


def numbered(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines to choose from, counted from 1."""
    yield from (f"{place} {flat(line)}" for place, line in enumerate(lines, 1))


def asked(read: Understood) -> Iterator[str]:
    """Yield the question what a typed line was meant to do, with its guesses."""
    heard = ", ".join(dict.fromkeys(ACT_WORDS[guess.act] for guess in read.sure))
    also = _("Understood: {acts}. Did you also mean to ...").format(acts=heard)
    yield also if heard else _("Did you mean to ...")
    yield from numbered(ACT_WORDS[guess.act] for guess in read.maybe)
    more = _("no more than that") if heard else _("something else; it costs nothing and counts for nothing")
    yield f"{NONE_OF_IT} {more}"
    yield f"0 {_('say it differently; or type it anew')}"


def debriefing(rehearsal: Rehearsal, attempts: Sequence[Attempt], zone: str, today: date) -> Iterator[str]:
    """Yield the score and all that there is to learn, what matters most first."""
    result, learnt = rehearsal.score(), rehearsal.debrief()
    said = result_words(rehearsal.attempt, attempts, zone, today)
    outcome = Outcome(rehearsal.scenario, rehearsal.call, rehearsal.mode, result, learnt, said)
    yield _("Score: {score} of 100.").format(score=number(result.total))
    turn = learnt.next.turn if learnt.next is not None else None
    for passage in debrief_page(outcome, whole=True)[:-1]:  # the last is the call itself, just read
        yield from passage_told(_by_line(passage, turn))


def _by_line(passage: Passage, turn: int | None) -> Passage:
    """Return a passage that tells a retry as it is typed here, and not by its key."""
    if turn is None or passage.aside != retry_hint(turn):
        return passage
    return replace(passage, aside=_("`retry {turn}` goes on from there").format(turn=turn))
