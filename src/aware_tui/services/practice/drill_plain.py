"""A drill line by line, for faces without a screen: what is asked, and what there is to say of an answer."""

from collections.abc import Iterable, Iterator

from aware_tui.domain.practice_rows import DRILL
from aware_tui.services.desk import Desk
from aware_tui.services.practice import drill_starting
from aware_tui.services.practice.drill_page import debrief, given, told
from aware_tui.services.practice.drill_questions import introduced
from aware_tui.services.practice.drilling import Drilling
from aware_tui.services.practice.naming import no_such_drill
from aware_tui.services.practice.rehearsal import Library
from aware_tui.services.reading_room.passages import Passage

SHOW, BACK = "show", "back"
"""What is typed to see an answer that works, and to take back words that were asked about."""

HOW = "Answer with a number or in your own words; `show` shows an answer that works."


def taken_up(desk: Desk, library: Library, drill_id: str) -> tuple[Drilling, tuple[str, ...]]:
    """Return a run of a drill, begun or taken up where it was left, and what to say first.

    `drill_id` may begin with `drill:`. NoSuchScenario says what there is instead. It waits for the data.
    """
    name = drill_id.removeprefix(DRILL)
    shelf = drill_starting.drill_shelf(desk).result()
    drill = shelf.find(name)
    if drill is None:
        raise no_such_drill(name, [each.id for each in shelf.drills])
    left = drill_starting.paused(desk, drill.id).result()
    if left is not None:
        run = drill_starting.resume(desk, library, left).result()
        return run, (*_lines(introduced(drill, len(run.run.done))), HOW)
    known = drill_starting.was_done(desk, drill.id).result()
    mode = drill_starting.modes_of(drill, known=known)[0]
    run = drill_starting.begin(desk, library, drill, mode).result()
    return run, (*_lines(introduced(drill)), HOW)


def asked(run: Drilling) -> tuple[str, ...]:
    """Return what is asked now, a line each; nothing at the end."""
    if run.exercise is None:
        return ()
    question = run.question()
    options = (f"{each.key}  {each.words}" for each in question.options)
    count = f"{run.number} of {len(run.run.order)}"
    back = (f"`{BACK}` takes your words back.",) if run.asking_back else ()
    return (count, *_lines(question.passages), question.asks, *options, *back)


def answered(run: Drilling, words: str) -> tuple[str, ...]:
    """Take an answer and return what there is to say of it; after the last one, what all came to.

    It waits until the answer is saved; a StoreProblem tells what stood in the way.
    """
    exercise = run.exercise
    if exercise is None:
        return ()
    if words.strip() == SHOW:
        run.show().result()
        return (*_lines(given(exercise)), *_end(run))
    if words.strip() == BACK and run.asking_back:
        run.take_back()
        return ()
    judged, said = run.judge(words).result(), run.said(words)
    run.settle(words, judged).result()
    first = run.run.first(exercise.id) is True
    return (*_lines(told(exercise, judged, said, first=first)), *_end(run))


def _end(run: Drilling) -> Iterator[str]:
    if run.exercise is None:
        run.finish().result()
        yield from _lines(debrief(run.drill, run.run))


def _lines(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        if passage.title:
            yield f"{passage.title} ({passage.aside})" if passage.aside else passage.title
        yield from (f"{said.lead}{said.text}" for said in passage.lines if said.text)
