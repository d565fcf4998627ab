"""What a scenario must mean, beyond its shape: that it can be played, won, and trusted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from aware_tui.content.errors import shown
from aware_tui.content.meaning_parts import Finding
from aware_tui.content.nodes import Path
from aware_tui.content.scenario_reach import reach_rules
from aware_tui.domain.practice.acts import MOST_CREDITED, Act, Ending, Happening
from aware_tui.domain.practice.engine import play
from aware_tui.domain.practice.mood import HIGHEST, MoodTable
from aware_tui.domain.practice.people import ideal
from aware_tui.domain.practice.scenario import Choice, Scenario, When
from aware_tui.domain.practice.scoring import SAFETY_TRUTH, STEPS, score
from aware_tui.domain.text import folded

GOOD = 85
"""What the good run reaches at least."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_TRUE_ELSEWHERE = frozenset({"on", "off", "yes", "no", "y", "n", "true", "false", "null"})


def findings(scenario: Scenario, moods: MoodTable, whole: bool = True) -> Iterator[Finding]:
    """Yield everything that is wrong with a scenario; only one that is `whole` is played."""
    before = [
        *_head(scenario),
        *_names(scenario),
        *_facts(scenario),
        *_options(scenario),
        *_conditions(scenario),
        *_choices(scenario),
        *_safety(scenario),
        *_replies(scenario),
        *_rubric(scenario),
        *_ways(scenario),
        *_twice(scenario),
    ]
    if whole and not before:
        before = list(reach_rules(scenario))
    yield from before
    if whole and not before:
        yield from _good_path(scenario, moods)


def _head(scenario: Scenario) -> Iterator[Finding]:
    if scenario.schema != 1:
        yield Finding(
            ("schema",), f"This program does not know version {scenario.schema}", "Write `schema: 1`."
        )
    if scenario.level not in (1, 2, 3):
        yield Finding(("level",), "The level is 1, 2 or 3", "1 is for a first try, 3 is hard.")
    persona = scenario.persona
    for name in ("anger", "trust"):
        if not 0 <= getattr(persona, name) <= HIGHEST:
            yield Finding(("persona", name), f"`{name}` is from 0 to 10", "Write a number in between.")
    if persona.patience < 1 or persona.temper <= 0:
        yield Finding(("persona",), "`patience` is 1 or more, `temper` above 0", "Write such a number.")
    for name in ("opening", "choices", "replies", "model", "accept", "options"):
        if not getattr(scenario, name):
            yield Finding((name,), f"`{name}` is empty", "A scenario cannot be played without it.")


def _names(scenario: Scenario) -> Iterator[Finding]:
    named: list[tuple[Path, str]] = [(("id",), scenario.id)]
    named += [(("facts", name), name) for name in scenario.facts]
    named += [(("options", name), name) for name in scenario.options]
    named += [(("choices", place, "id"), each.id) for place, each in enumerate(scenario.choices)]
    for path, name in named:
        if name.lower() in _TRUE_ELSEWHERE:
            yield Finding(path, f"Many programs read {shown(name)} as true or false", "Take another name.")
        elif not _ID.fullmatch(name):
            yield Finding(
                path, f"{shown(name)} is no id", "Write small letters, digits, - and _; at most 40."
            )
    for place, each in enumerate(scenario.choices):
        if each.id in [other.id for other in scenario.choices[:place]]:
            yield Finding(("choices", place, "id"), f"There are two choices {shown(each.id)}", "Rename one.")


def _facts(scenario: Scenario) -> Iterator[Finding]:
    for place, name in enumerate(scenario.need):
        if name not in scenario.facts:
            yield Finding(("need", place), f"There is no fact {shown(name)}", _there(scenario.facts))
    asked = {act for choice in scenario.choices for act in choice.acts}
    for name, fact in scenario.facts.items():
        by_beat = fact.beat is not None and 1 <= fact.beat <= len(scenario.opening)
        if fact.beat is not None and not by_beat:
            message = f"There is no beat {fact.beat}"
            yield Finding(("facts", name, "beat"), message, f"There are {len(scenario.opening)}.")
        if not by_beat and asked.isdisjoint(fact.revealed_by):
            yield Finding(
                ("facts", name),
                f"Nothing brings out the fact {shown(name)}",
                "Give `revealed_by` an act that one of the choices does, or a `beat`.",
            )
        if fact.trust_min > HIGHEST:
            yield Finding(("facts", name, "trust_min"), "Trust goes up to 10", "Write a number from 0 to 10.")


def _options(scenario: Scenario) -> Iterator[Finding]:
    yield from _accepted(scenario)
    for name, option in scenario.options.items():
        if not 0 <= option.fix <= 1:
            yield Finding(("options", name, "fix"), "`fix` is from 0 to 1", "1 puts all of it right.")
        if not option.cue:
            fault = "This option has no `cue`"
            yield Finding(("options", name), fault, "Give a word that a typed offer holds.")
    yield from _solution(scenario)


def _accepted(scenario: Scenario) -> Iterator[Finding]:
    for place, name in enumerate(scenario.accept):
        option = scenario.options.get(name)
        if option is None:
            yield Finding(("accept", place), f"There is no option {shown(name)}", _there(scenario.options))
        elif option.cannot or option.fix <= 0:
            message = f"They accept {shown(name)}, which is impossible"
            yield Finding(("accept", place), message, "Accept one with a `fix` above 0 and no `cannot`.")


def _solution(scenario: Scenario) -> Iterator[Finding]:
    """Yield it if no choice leads to what they would accept."""
    if not scenario.choices:
        return
    fault = "The solution is out of reach: no choice"
    if not any(each.offers in scenario.accept for each in scenario.choices if each.offers):
        yield Finding(("choices",), f"{fault} offers it", "Let one offer an option of `accept`.")
    if not any(Act.COMMIT in each.acts for each in scenario.choices):
        yield Finding(("choices",), f"{fault} commits", "Add one with the act `commit`.")


def _there(names: Iterable[str]) -> str:
    return f"There is: {', '.join(names) or 'none'}."


def _conditions(scenario: Scenario) -> Iterator[Finding]:
    places: list[tuple[Path, When]] = []
    for key in ("choices", "replies"):
        places += [((key, place, "when"), each.when) for place, each in enumerate(getattr(scenario, key))]
    places += [
        (("later", "replies", place, "when"), each.when) for place, each in enumerate(scenario.later.replies)
    ]
    for path, when in places:
        for number, name in enumerate(when.known):
            if name not in scenario.facts:
                spot = (*path, "known", number)
                yield Finding(spot, f"There is no fact {shown(name)}", _there(scenario.facts))
        for low, high in ((when.anger_min, when.anger_max), (when.trust_min, when.trust_max)):
            if low is not None and high is not None and low > high:
                yield Finding(
                    path, "These bounds leave nothing between them", "Put the smaller number first."
                )


def _choices(scenario: Scenario) -> Iterator[Finding]:
    for place, choice in enumerate(scenario.choices):
        path: Path = ("choices", place)
        if not choice.feedback.strip():
            message = f"The choice {shown(choice.id)} has no feedback"
            yield Finding(path, message, "Add `feedback:` with what it does to them, and what is better.")
        yield from _acts(path, choice)
        if choice.offers is not None and choice.offers not in scenario.options:
            spot = (*path, "offers")
            yield Finding(spot, f"There is no option {shown(choice.offers)}", _there(scenario.options))
    for place, name in enumerate(scenario.model):
        if scenario.choice(name) is None:
            yield Finding(("model", place), f"There is no choice {shown(name)}", "Name a choice by its id.")


def _acts(path: Path, choice: Choice) -> Iterator[Finding]:
    spot = (*path, "acts")
    if not choice.acts:
        yield Finding(spot, "A choice does something", "Give an act; `other`, if there is nothing in it.")
    if len(choice.acts) > MOST_CREDITED:
        yield Finding(spot, "A choice has at most three acts", "Make two choices of it.")
    if choice.safety and not {Act.CONTRADICT, Act.EXPLAIN} & set(choice.acts):
        fault = f"{shown(choice.id)} tells the truth about safety without an act that tells anything"
        yield Finding(spot, fault, "Give it `contradict` or `explain`.")
    if Act.OFFER_OPTION in choice.acts and choice.offers is None:
        yield Finding(path, f"{shown(choice.id)} offers, but not what", "Add `offers:` with an option.")


def _safety(scenario: Scenario) -> Iterator[Finding]:
    if not scenario.safety or scenario.mistaken is None:
        for place, each in enumerate(scenario.choices):
            if each.safety:
                fault = f"{shown(each.id)} says `safety: true`, and nothing here is a matter of safety"
                yield Finding(("choices", place), fault, "Take it out, or say what they are mistaken in.")
        return
    if not any(each.safety for each in scenario.choices):
        message = "The truth about safety cannot be told: no choice has `safety: true`"
        yield Finding(("mistaken",), message, "Add a choice that tells it kindly.")
    if not scenario.mistaken.truth_cue:
        message = "The truth about safety cannot be told in typed words: there is no `truth_cue`"
        yield Finding(("mistaken",), message, "Give a word that whoever tells it would use.")
    if not any(Act.CONTRADICT in each.acts and not each.safety and each.trap for each in scenario.choices):
        message = "A safety case has no choice that contradicts bluntly"
        yield Finding(("choices",), message, "Add a trap with `contradict`, or defensive people earn credit.")


def _replies(scenario: Scenario) -> Iterator[Finding]:
    if scenario.replies and all(each.when.specificity for each in scenario.replies):
        yield Finding(("replies",), "There is no default reply", "Add one without `when`.")
    for place, reply in enumerate(scenario.replies):
        if reply.when.after:
            path = ("replies", place, "when", "after")
            yield Finding(path, "`after` is for replies of `later`", "Move this reply there.")


def _rubric(scenario: Scenario) -> Iterator[Finding]:
    for step, weight in scenario.rubric.weights.items():
        if step not in STEPS:
            yield Finding(("rubric", "weights", step), f"There is no step {shown(step)}", _there(STEPS))
        elif weight < 0:
            yield Finding(("rubric", "weights", step), "A weight is 0 or more", "Write such a number.")
    if scenario.rubric.weights and not any(scenario.rubric.weights.get(step, 1) for step in STEPS):
        yield Finding(("rubric", "weights"), "All the weights are 0", "Give one of the steps some weight.")
    known = {SAFETY_TRUTH, *Act, *Happening}
    for place, name in enumerate(scenario.rubric.fatal):
        if name not in known:
            spot = ("rubric", "fatal", place)
            yield Finding(spot, f"{shown(name)} cannot be fatal", "Name safety_truth, an act or an event.")


def _ways(scenario: Scenario) -> Iterator[Finding]:
    for deed, ways in scenario.later.ways.items():
        path: Path = ("later", "ways", str(deed))
        if sum(way.right for way in ways) != 1:
            yield Finding(path, "Exactly one of these ways is right", "Write `right: true` at one.")
        for number, way in enumerate(ways):
            if not way.feedback.strip():
                yield Finding((*path, number), f"The way {shown(way.id)} has no feedback", "Add `feedback:`.")


def _twice(scenario: Scenario) -> Iterator[Finding]:
    said: list[tuple[Path, str]] = [
        (("choices", n, "say"), each.say) for n, each in enumerate(scenario.choices)
    ]
    said += [(("replies", n, "say"), each.say) for n, each in enumerate(scenario.replies)]
    count = Counter(folded(words) for _, words in said)
    for number, (path, words) in enumerate(said):
        if not words.strip():
            yield Finding(path, "Nothing is said here", "Write what they say.")
        elif count[folded(words)] > 1 and folded(words) in [folded(each) for _, each in said[:number]]:
            yield Finding(path, f"{shown(words)} is said twice in this file", "Say it another way.")


def _good_path(scenario: Scenario, moods: MoodTable) -> Iterator[Finding]:
    call = play(scenario, moods, ideal(scenario))
    best = score(scenario, moods, call)
    unknown = [name for name in scenario.need if name not in call.known]
    if unknown:
        message = f"There is no fully good path: the model never finds out {shown(unknown[0])}"
        yield Finding(("model",), message, "Name a choice that asks for it.")
    if call.ended is not Ending.RESOLVED or best.fatal:
        fatal = f" with {best.fatal[0]}, which is fatal" if best.fatal else ""
        message = f"There is no fully good path: the model ends {call.ended}{fatal}"
        yield Finding(("model",), message, "Name choices that lead to an agreement and a commitment.")
    elif best.total < GOOD:
        message = f"There is no fully good path: the model scores {best.total}"
        yield Finding(("model",), message, f"The good run must reach {GOOD}.")
