"""Read a scenario's file: its shape, then what it means."""

from collections.abc import Collection
from pathlib import Path

from aware_tui.content.errors import ContentError, Problem
from aware_tui.content.nodes import Entry, Keyed, Listing, Node, Scalar, spot_at
from aware_tui.content.scenario_categories import category_rules
from aware_tui.content.scenario_meaning import findings
from aware_tui.content.shapes import Hint, given, is_shape, item_of, keys_of, names_of, needed, words_of
from aware_tui.content.strict import check
from aware_tui.content.yaml_reader import read_yaml
from aware_tui.domain.practice.acts import Act, Ending, Happening
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import STEPS


def load(
    path: Path, moods: MoodTable, categories: Collection[str] | None = None
) -> tuple[Scenario | None, list[Problem]]:
    """Return the scenario of a file, if its shape is right, and everything that is wrong with it.

    `categories` are the ids that it may be for; None where no playbook is at hand to tell.
    """
    try:
        node = _wrapped(read_yaml(path), Scenario)
    except ContentError as error:
        return None, list(error.every)
    if not isinstance(node, Keyed):
        return None, [node.spot.problem("A scenario wants keys and values", "Begin it with `schema: 1`.")]
    scenario, faults = check(node, Scenario)
    problems = [fault.problem for fault in faults]
    if scenario is not None:
        broken = (*findings(scenario, moods, not faults), *category_rules(scenario, categories))
        at = [(finding, spot_at(node, finding.path)) for finding in broken]
        problems += [spot.problem(finding.message, finding.instead) for finding, spot in at]
    return scenario, problems


def load_moods(path: Path) -> MoodTable:
    """Return the table of moods of a file; ContentError says what is wrong with it."""
    node = read_yaml(path)
    table, faults = check(node, MoodTable)
    problems = [fault.problem for fault in faults]
    if table is not None:
        wanted: tuple[tuple[str, tuple[str, ...]], ...] = (
            ("acts", tuple(Act)),
            ("events", tuple(Happening)),
            ("endings", tuple(Ending)),
            ("weights", STEPS),
        )
        for key, names in wanted:
            missing = [name for name in names if name not in getattr(table, key)]
            if missing:
                problems.append(spot_at(node, (key,)).problem(f"`{key}` has no `{missing[0]}`", "Add it."))
        if not any(table.weights.values()):
            problems.append(
                spot_at(node, ("weights",)).problem("All the weights are 0", "Give one some weight.")
            )
    if table is None or problems:
        raise ContentError(problems)
    return table


def _wrapped(node: Node, hint: Hint) -> Node:
    """Return a node in which one word stands for a list of one, and nothing for what may be left out."""
    hint = given(hint)
    item = item_of(hint)
    if isinstance(node, Scalar) and isinstance(node.value, str) and (item is str or words_of(item)):
        return Listing((node,), node.spot)
    if isinstance(node, Listing) and item is not None:
        return Listing(tuple(_wrapped(each, item) for each in node.items), node.spot)
    if isinstance(node, Keyed):
        kept = {key: each for key, each in node.entries.items() if not _is_left_out(each.value, hint, key)}
        return Keyed(
            node.spot,
            {key: Entry(each.key, _wrapped(each.value, _below(hint, key))) for key, each in kept.items()},
        )
    return node


def _is_left_out(node: Node, hint: Hint, key: str) -> bool:
    """Say whether a key without a value can do without one, such as `later:`."""
    empty = isinstance(node, Scalar) and node.value is None
    return empty and is_shape(hint) and key in keys_of(hint) and key not in needed(hint)


def _below(hint: Hint, key: str) -> Hint:
    if is_shape(hint):
        return keys_of(hint).get(key)
    named = names_of(hint)
    return named[1] if named is not None else None
