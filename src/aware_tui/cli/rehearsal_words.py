"""What a practice call says line by line."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.understanding import Understood
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.exports.session_text import wrapped
from aware_tui.services.practice.case_page import case_page
from aware_tui.services.practice.debrief_page import Outcome, debrief_page
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.result_words import result_words
from aware_tui.services.practice.transcript import Line, Speaker
from aware_tui.services.practice.words import ACT_WORDS, number
from aware_tui.services.reading_room.passages import Passage

CALL_HELP = (
    "listen, or an empty line: let them go on",
    "a number: say what stands beside it; choices: what there is to say",
    "any other words: say them",
    "case: what it is about, and what you may offer",
    "end: the call is over; after DEED: the same, and do that",
    "quit: save and leave; the same command goes on from here",
)
AFTER_HELP = (
    "a number: do what stands beside it; after DEED does it too",
    "done: see how it went",
    "quit: save and leave; the same command goes on from here",
)

AT_FIRST = {
    AttemptMode.CHOOSE: "You choose what to say. `type`, as the first line, is for words of your own.",
    AttemptMode.TYPE: "You say it in your own words. `choose`, as the first line, gives you a choice.",
}
CARRIES_ON = "You carry on where you left it. `new`, as the first line, begins another call."
HELP = "`help` tells what can be typed."
MORE_TO_SAY = "They have more to say: an empty line lets them go on, an answer cuts them off."
WAITING = "They have finished, and wait for you."
NO_NUMBER = "There is no such number. `choices` lists them again."
IN_WORDS = "You practise in your own words: type what you would say."
NOT_FINISHED = ("They have not finished. Say it now?", "1  say it now", "0  let them go on")
LATER = "Saved. Nothing is lost: the same command goes on from here."
REFLECT = "What would you change? A line of yours is kept; an empty one leaves it."


def briefing(scenario: Scenario, columns: int) -> Iterator[str]:
    """Yield what can be known before the call, the case before what may be offered."""
    yield f"{scenario.title or scenario.id} ({scenario.id}). {scenario.persona.name} is calling."
    may, may_not, *case = case_page(scenario)
    for passage in (*case, may, may_not):
        yield from _passage(passage, columns)
    yield ""


def said_in(lines: Iterable[Line], name: str, columns: int, *, notes: bool) -> Iterator[str]:
    """Yield what was said and told, each with who says it."""
    for line in lines:
        if line.speaker is Speaker.RULE:
            yield from ("", f"{line.text}.")
        elif line.speaker in (Speaker.NOTE, Speaker.READ):
            if notes or line.speaker is Speaker.READ:
                for text in line.text.splitlines():
                    yield from wrapped(f"[{text}]", columns, "  ", "  ")
        else:
            names = {Speaker.CUSTOMER: name, Speaker.TRAINEE: "You", Speaker.MODEL: "Done well"}
            who = f"{names[line.speaker]}: " if line.speaker in names else ""
            yield from wrapped(f"{who}{line.text}", columns, "", "  ")


def half_typed(rehearsal: Rehearsal, columns: int) -> Iterator[str]:
    """Yield the answer that was half typed on screen when the call was left, if there was one."""
    draft = " ".join(rehearsal.draft.split())
    if draft:
        yield from wrapped(f"You had begun to type: {draft}", columns, "", "  ")


def mood(rehearsal: Rehearsal) -> str:
    """Return how they feel, in numbers."""
    call = rehearsal.call
    return f"Anger {number(call.anger)} of 10, trust {number(call.trust)} of 10."


def numbered(lines: Sequence[str], columns: int) -> Iterator[str]:
    """Yield lines to choose from, counted from 1."""
    for place, line in enumerate(lines, 1):
        yield from wrapped(line, columns, f"{place:>2}  ", "    ")


def asked(read: Understood) -> Iterator[str]:
    """Yield the question what a typed line was meant to do, with its guesses."""
    heard = ", ".join(dict.fromkeys(ACT_WORDS[guess.act] for guess in read.sure))
    yield f"Understood: {heard}. Did you also mean to ..." if heard else "Did you mean to ..."
    for place, guess in enumerate(read.maybe, 1):
        yield f" {place}  {ACT_WORDS[guess.act]}"
    yield " 4  no more than that" if heard else " 4  something else; it costs nothing and counts for nothing"
    yield " 0  say it differently; or type it anew"


def debriefing(
    rehearsal: Rehearsal, attempts: Sequence[Attempt], zone: str, today: date, columns: int
) -> Iterator[str]:
    """Yield the score and all that there is to learn, what matters most first."""
    result, attempt = rehearsal.score(), rehearsal.attempt
    said = result_words(attempt, attempts, zone, today)
    outcome = Outcome(rehearsal.scenario, rehearsal.call, rehearsal.mode, result, rehearsal.debrief(), said)
    yield from ("", f"Score: {number(result.total)} of 100.")
    for passage in debrief_page(outcome, whole=True)[:-1]:  # the last is the call itself, just read
        yield from ("", *_passage(passage, columns))


def _passage(passage: Passage, columns: int) -> Iterator[str]:
    aside = "" if passage.aside.startswith("r retries") else passage.aside
    yield f"{passage.title} ({aside})" if aside else passage.title
    for line in passage.lines:
        yield from wrapped(f"{line.lead}{line.text}", columns, "  ", "    ")
