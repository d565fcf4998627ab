"""A drill line by line, for faces without a screen: what is asked, and what there is to say of an answer."""

from aware_tui.domain.practice_rows import DRILL
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice import drill_starting
from aware_tui.services.practice.drill_page import debrief, given, told
from aware_tui.services.practice.drill_questions import introduced
from aware_tui.services.practice.drilling import Drilling
from aware_tui.services.practice.naming import no_such_drill
from aware_tui.services.practice.rehearsal import Library
from aware_tui.services.reading_room.passages import Passage, Said

SHOW, BACK = "show", "back"
"""What is typed to see an answer that works, and to take back words that were asked about."""

HOW = _(
    "Answer with a number or in your own words; `show` shows an answer that works. An empty line tells the "
    "exercise again, `quit` leaves."
)


def taken_up(desk: Desk, library: Library, drill_id: str) -> tuple[Drilling, tuple[Passage, ...]]:
    """Return a run of a drill, begun or taken up where it was left, and what it is about.

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
        return run, (*introduced(drill), Passage("", (Said(_left(run)),)))
    known = drill_starting.was_done(desk, drill.id).result()
    mode = drill_starting.modes_of(drill, known=known)[0]
    run = drill_starting.begin(desk, library, drill, mode).result()
    return run, introduced(drill)


def _left(run: Drilling) -> str:
    said = _("You left it after {done} of {run}; it goes on there.")
    return said.format(done=len(run.run.done), run=run.drill.run)


def asked(run: Drilling) -> tuple[Passage, ...]:
    """Return what is asked now, to be read; nothing at the end."""
    if run.exercise is None:
        return ()
    question = run.question()
    count = _("{number} of {count}").format(number=run.number, count=len(run.run.order))
    options = tuple(Said(each.words, lead=each.key) for each in question.options)
    back = (Said(_("`back` takes your words back.")),) if run.asking_back else ()
    return (Passage(count, ()), *question.passages, Passage("", (Said(question.asks), *options, *back)))


def answered(run: Drilling, words: str) -> tuple[Passage, ...]:
    """Take an answer and return what there is to say of it; after the last one, what all came to.

    It waits until the answer is saved; a StoreProblem tells what stood in the way.
    """
    exercise = run.exercise
    if exercise is None:
        return ()
    if words.strip() == SHOW:
        run.show().result()
        return (*given(exercise), *_end(run))
    if words.strip() == BACK and run.asking_back:
        run.take_back()
        return ()
    judged, said = run.judge(words).result(), run.said(words)
    run.settle(words, judged).result()
    first = run.run.first(exercise.id) is True
    return (*told(exercise, judged, said, first=first), *_end(run))


def _end(run: Drilling) -> tuple[Passage, ...]:
    if run.exercise is not None:
        return ()
    run.finish().result()
    return debrief(run.drill, run.run)
