"""A trainee's first ten minutes, keys only: a clumsy call, its debrief, a better one, and what it shows."""

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

import pytest
from practicing import SHIPPED, moods

from aware_tui.content.scenarios import read_scenario
from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.scenario import Scenario
from terminal.conftest import OpenAware
from terminal.person import Person

pytestmark = pytest.mark.terminal

SMALL, WIDE = (80, 24), pytest.param((120, 36), marks=pytest.mark.long)
SIZES: Final = [SMALL, WIDE]

HOTEL: Final = "hotel-interview"
TALKING: Final = "They are still talking"
TOTAL: Final = re.compile(r"^ *(\d+(?:\.\d)?) of 100 · (.*?)(?:  |$)", re.MULTILINE)
"""What the debrief says first: the total, and how the call ended."""

BEGINNING: Final = 22
"""So many letters of a choice are told apart, and stand on one line at every size."""

CASE, SCORE = 84, 46
"""In a wide window: the column where the case begins beside a call, and where the score ends in a debrief."""

REAL_APOLOGY: Final = "I'm truly sorry. You rang us an hour ago and we did nothing, and that is our fault."
BLAME: Final = "You should have rung again sooner."


@cache
def scenario_of(name: str) -> Scenario:
    """Return a scenario that ships, to know its good run and its traps."""
    return read_scenario(SHIPPED / "practice" / "scenarios" / f"{name}.yaml", moods()).scenario


def words_of(scenario: Scenario, choice_id: str) -> str:
    """Return what a choice says."""
    choice = scenario.choice(choice_id)
    assert choice is not None, choice_id
    return choice.say


def digit_of(screen: str, words: str) -> str | None:
    """Return the digit that stands before these words in what there is to choose from."""
    found = re.search(rf"^ *[▸✓]? *(\d) {re.escape(words[:BEGINNING])}", screen, re.MULTILINE)
    return found[1] if found else None


def flat(screen: str) -> tuple[str, ...]:
    """Return a screen as one line of words, to find what was wrapped; also without what stands beside."""
    lines = [re.sub(r"[▌▏▁▂▃▄▅▆▇█]", " ", line) for line in screen.splitlines()]
    parts = (lines, [line[:CASE] for line in lines], [line[SCORE:] for line in lines])
    return tuple(" ".join(" ".join(part).split()) for part in parts)


def pane_of(screen: str) -> str:
    """Return what there is to choose from, which stands below the line."""
    return "\n".join(line[:CASE] for line in screen.partition("▔")[2].splitlines()[1:])


def answered(screen: str) -> bool:
    """Say whether the last words in sight of a conversation are the customer's, not the trainee's own."""
    rows = [line[:CASE].strip(" ▁▂▃▄▅▆▇█") for line in screen.partition("▔")[0].splitlines()]
    return not [row for row in rows if row][-1].startswith("▌")


def says(*wanted: str) -> "Wanted":
    """Return the question whether a screen says all of these, wrapped or not."""
    return Wanted(wanted)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that are all to be on a screen."""

    words: tuple[str, ...]

    def __call__(self, screen: str) -> bool:
        there = flat(screen)
        return all(any(each in part for part in there) for each in self.words)


class Trainee:
    """Somebody at the keyboard who reads before each key."""

    def __init__(self, person: Person, scenario: Scenario) -> None:
        self.person, self.scenario = person, scenario

    def picks(self) -> None:
        """Go down the list to the scenario and open its briefing."""
        title = self.scenario.title
        self.person.wait_for(re.compile(rf"{title} .*new"))
        while not self.person.shows(f"▸ {title}"):
            here = self.person.line_with("▸ ")
            self.person.press("down")
            self.person.wait_gone(here)
        self.person.press("enter")
        self.person.wait_for(says(f"{self.scenario.persona.name} is calling", "You may", "How much help"))

    def picks_up(self, digit: str, mode: str) -> None:
        """Choose how much help, and begin the call."""
        self.person.wait_for("How much help")
        self.person.press(digit)
        self.person.wait_for(f"▸ {digit} {mode}")
        self.person.press("enter")
        self.person.wait_for(says(TALKING, self.scenario.opening[0]))

    def turn(self) -> int:
        """Return the turn that the line at the top shows, once it is saved."""
        screen = self.person.wait_for(re.compile(r"turn \d+ · saved"))
        found = re.search(r"turn (\d+) · saved", screen)
        assert found
        return int(found[1])

    def trust(self) -> float:
        """Return how much trust the bar shows."""
        found = re.search(r"Trust +[━┄]+ +(\d+\.\d)", self.person.screen())
        assert found
        return float(found[1])

    def hears_out(self) -> None:
        """Let the customer finish."""
        for beat in self.scenario.opening[1:]:
            self.person.wait_for(TALKING)
            self.person.press("space")
            self.person.wait_for(says(beat[-30:]))
        self.person.wait_for("Your turn")

    def says_it(self, choice_id: str) -> None:
        """Press the digit before what a choice says, wherever it stands this time."""
        words = words_of(self.scenario, choice_id)
        screen = self.person.wait_for(lambda screen: digit_of(screen, words) is not None)
        turn = self.turn()
        self.person.press(str(digit_of(screen, words)))
        self.person.wait_for(f"turn {turn + 1} · saved")
        self.person.wait_for(lambda now: pane_of(now) != pane_of(screen) and answered(now))

    def does(self, number: int, deed: Deed) -> None:
        """Do a deed after the call, in the right way."""
        done = f"✓ {number} "
        self.person.press(str(number))
        ways = self.scenario.later.ways.get(deed, ())
        if ways:
            right = next(way.say for way in ways if way.right)
            screen = self.person.wait_for(lambda screen: digit_of(screen, right) is not None)
            assert ": how?" in screen
            self.person.press(str(digit_of(screen, right)))
        self.person.wait_for(done)

    def reads_debrief(self) -> tuple[float, str]:
        """Return the total and how the call ended, as the debrief says."""
        screen = self.person.wait_for(says("Debrief", " of 100 · ", "One thing for next time"))
        found = TOTAL.search(screen)
        assert found, screen
        return float(found[1]), found[2].strip()

    def reads_on_until(self, *words: str) -> str:
        """Read on in the debrief until the words stand there."""
        wanted = says(*words)
        for _ in range(40):
            if self.person.shows(wanted):
                return self.person.screen()
            before = self.person.screen()
            self.person.press("down")
            self.person.wait_for(partial(str.__ne__, before))
        raise AssertionError(f"{words} are nowhere in the debrief:\n{self.person.screen()}")

    def does_badly(self) -> None:
        """Cut him off, read a rule out to him, be sorry too late, give up, and do nothing afterwards."""
        self.says_it("up_by")
        self.person.wait_for(says("You came in before they were done"))
        self.says_it("until_one")
        self.person.wait_for("▲ about to go")
        self.person.press("pageup")
        self.person.wait_for(says("They got a rule instead of help"))
        self.says_it("did_nothing")
        self.person.press("f9")
        self.person.wait_for("Nothing is agreed yet. End the call all the same?")
        self.person.press("2")
        self.person.wait_for(says("The call is over", "What do you do about it?"))
        self.person.press("enter")
        self.person.wait_for("Nothing is done yet")
        self.person.press("enter")

    def does_well(self) -> None:
        """Go through the good run, and do all there is to do afterwards."""
        for choice_id in self.scenario.model:
            self.says_it(choice_id)
        self.person.wait_for("Settled: F9 ends the call")
        self.person.press("f9")
        self.person.wait_for("What do you do about it?")
        for number, deed in enumerate(Deed, 1):
            self.does(number, deed)
        self.person.wait_for("That is all")
        self.person.press("enter")


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_second_call_is_better_and_practice_and_progress_show_it(
    open_aware: OpenAware, size: tuple[int, int]
) -> None:
    columns, rows = size
    with open_aware("practice", columns=columns, rows=rows, AWARE_AGENT="Kim") as person:
        two_calls(person)


def two_calls(person: Person) -> None:
    """Practise a call badly, read what was missing, and do it again well."""
    trainee = Trainee(person, scenario_of(HOTEL))
    trainee.picks()
    trainee.picks_up("3", "Choose")
    trainee.does_badly()
    first, ending = trainee.reads_debrief()
    assert ending == "nothing was agreed"
    trainee.reads_on_until("What cost most turn 2", words_of(trainee.scenario, "until_one"))
    person.press("a")
    person.wait_for(TALKING)
    assert trainee.turn() == 1
    trainee.hears_out()
    trainee.does_well()
    second, ending = trainee.reads_debrief()
    assert ending == "settled"
    assert second > first
    assert person.shows(says("Nothing was missing"))
    person.press("p")
    person.wait_for(re.compile(rf"{trainee.scenario.title} .*\b{round(second)}\b.*today"))
    person.press("g")
    person.wait_for(re.compile(rf"total +{round(first)} +{round(second)}$", re.MULTILINE))
    person.press("ctrl+q")
    assert person.exit_status() == 0
    assert person.restored()


@pytest.mark.sweep(1)
@pytest.mark.parametrize(("name", "shows"), [("drill:make-it-exact", "Enter begins"), (HOTEL, "pick up")])
def test_a_drill_and_a_scenario_are_opened_by_their_names(
    open_aware: OpenAware, name: str, shows: str
) -> None:
    with open_aware("practice", name, columns=80, rows=24, AWARE_AGENT="Kim") as person:
        person.wait_for(shows)


@pytest.mark.long
def test_a_turn_that_cost_much_is_tried_again_and_brings_more(open_aware: OpenAware) -> None:
    with open_aware("practice", HOTEL, columns=80, rows=24, AWARE_AGENT="Kim") as person:
        trainee = Trainee(person, scenario_of(HOTEL))
        trainee.picks_up("3", "Choose")
        trainee.does_badly()
        first, _ = trainee.reads_debrief()
        person.press("r")
        person.wait_for("2, or another from 1 to 3")
        person.press("enter")
        person.wait_for("turn 2 · saved")
        assert not person.shows(TALKING), "he was cut off before that turn"
        trainee.does_well()
        second, ending = trainee.reads_debrief()
        assert ending == "settled"
        assert second > first
        trainee.reads_on_until("Part of it was as before, so it does not count towards passing.")


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_typed_call_asks_what_was_meant_and_goes_on_another_time_where_it_stood(
    open_aware: OpenAware, size: tuple[int, int]
) -> None:
    columns, rows = size
    with open_aware("practice", HOTEL, columns=columns, rows=rows, AWARE_AGENT="Kim") as person:
        trainee = Trainee(person, scenario_of(HOTEL))
        trainee.picks_up("4", "Type")
        trainee.hears_out()
        turn, trust = trainee.turn(), trainee.trust()
        person.type(f"{REAL_APOLOGY}\n")
        person.wait_for(says("taken as: say sorry, and own it", f"turn {turn + 1} · saved"))
        assert trainee.trust() > trust
        trust = trainee.trust()
        person.type(f"{BLAME}\n")
        person.wait_for(says(f"“{BLAME}”", "Did you mean to ...", "say that it lies with them"))
        assert (trainee.turn(), trainee.trust()) == (turn + 1, trust), "a question costs nothing"
        person.press("0")
        person.wait_for(says("Your turn", BLAME))
        person.press("escape")
        person.wait_for(says("Paused. Nothing is lost", f"Carry on with Mr Pereira, turn {turn + 1}"))
        person.press("enter")
        person.wait_for(says("Your turn", BLAME))
        person.press("ctrl+q")
        assert person.exit_status() == 0
        assert person.restored()
    with open_aware("practice", columns=columns, rows=rows, AWARE_AGENT="Kim") as person:
        trainee = Trainee(person, scenario_of(HOTEL))
        person.wait_for(f"▸ Carry on with Mr Pereira, turn {turn + 1}")
        person.press("enter")
        person.wait_for(says("Your turn", REAL_APOLOGY, f"turn {turn + 1} · saved"))
        assert trainee.trust() == trust
        assert person.shows(BLAME)
