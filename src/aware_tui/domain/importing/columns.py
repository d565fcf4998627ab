"""Which column fills which field: by what was told, else by the columns' names; what is in doubt is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aware_tui.domain.importing.clocks import is_clock
from aware_tui.domain.importing.fields import (
    GROUPS,
    OF_COMPLAINTS,
    OF_FEEDBACK,
    TIMES,
    Field,
    claims,
    name_of,
)
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.importing.rivals import cells_at, chosen, fitting
from aware_tui.domain.text import excerpt, one_line

NAMED = 12
"""Columns that a sentence names; of others it says how many there are."""

REJECTED = ("line", "reason")
"""The first columns of a file of rejected rows: where each stood, and what was wrong with it."""

EXAMPLE = '--map "started_at=Date received"'


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file: their names, and by field the place of the one that fills it."""

    names: tuple[str, ...]
    places: Mapping[Field, int]
    notices: tuple[str, ...] = ()
    """What was left undecided, and how to decide it."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the names of the columns that nothing is taken from."""
        taken = set(self.places.values())
        return tuple(name for place, name in enumerate(self.names) if place not in taken)

    def has(self, *fields: Field) -> bool:
        """Say whether at least one of these fields is filled."""
        return any(field in self.places for field in fields)

    @property
    def complaints(self) -> bool:
        """Say whether its rows are complaints: all are that do not hold feedback and nothing else."""
        return not self.feedback or self.has(*OF_COMPLAINTS)

    @property
    def feedback(self) -> bool:
        """Say whether its rows hold feedback."""
        return self.has(*OF_FEEDBACK)


def listed(names: Sequence[str]) -> str:
    """Return the names of columns as a sentence has them, at most so many."""
    shown = ", ".join(f"“{excerpt(name, 40)}”" for name in names[:NAMED])
    rest = len(names) - NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown


def headers_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the columns' names as they are shown; one without a name is called by its number."""
    return tuple(one_line(cell).strip() or f"#{place}" for place, cell in enumerate(cells, 1))


def columns_of(
    names: Sequence[str], told: Mapping[Field, str], sample: Sequence[Sequence[str]] = ()
) -> Columns:
    """Return the columns by field; `told` has a name or `#number` by field, or nothing for no column.

    `sample` has the first rows, which decide where names alone do not. Raises ImportProblem where a column
    is in doubt, or none holds a time.
    """
    places = {field: _place(names, field, wanted) for field, wanted in told.items() if wanted}
    notices: list[str] = []
    for field, found in _guesses(names, places, told, sample, notices).items():
        place = chosen(field, {each: cells_at(sample, each) for each in found}, names)
        if place is None:
            raise _two_columns(field, [names[each] for each in found])
        if len(found) > 1:
            notices.append(_one_of(field, names[place], [names[each] for each in found if each != place]))
        places[field] = place
    if not any(field in places for field in TIMES[:2]):
        if Field.TIME not in places or any(map(is_clock, cells_at(sample, places[Field.TIME]))):
            raise _no_time(names)
        places[Field.STARTED] = places.pop(Field.TIME)
    if Field.SOURCE in places and not any(field in places for field in OF_FEEDBACK):
        gone = names[places.pop(Field.SOURCE)]
        notices.append(
            f"“{gone}” tells where feedback came from, and no column holds feedback: it was left out."
        )
    in_order = {field: places[field] for field in Field if field in places}
    return Columns(tuple(names), in_order, tuple(notices))


def told_of(entries: Sequence[str]) -> dict[Field, str]:
    """Return what `field=column` entries say; raises ImportProblem for what is none."""
    told: dict[Field, str] = {}
    for entry in entries:
        name, sign, column = entry.partition("=")
        field = next((each for each in Field if each == name_of(name)), None)
        if not sign or field is None:
            known = ", ".join(Field)
            raise ImportProblem(f"“{one_line(entry)}” is not field=column. The fields are {known}.")
        if field in told:
            raise ImportProblem(f"{field} is named twice in --map. Name one column for it.")
        told[field] = column.strip()
    return told


def _guesses(
    names: Sequence[str],
    places: Mapping[Field, int],
    told: Mapping[Field, str],
    sample: Sequence[Sequence[str]],
    notices: list[str],
) -> dict[Field, list[int]]:
    """Return the surest columns of each field that nobody told a column of."""
    ranks: dict[Field, dict[int, int]] = {}
    taken = set(places.values())
    if tuple(map(name_of, names[:2])) == REJECTED:
        taken |= {0, 1}
    for place, name in enumerate(names):
        found = {} if place in taken else fitting(claims(name), cells_at(sample, place))
        if len(found) > 1:
            notices.append(_two_fields(name, list(found)))
            continue
        for field, rank in found.items():
            if field not in told:
                ranks.setdefault(field, {})[place] = rank
    return {
        field: [place for place, rank in by_place.items() if rank == min(by_place.values())]
        for field, by_place in ranks.items()
    }


def _place(names: Sequence[str], field: Field, wanted: str) -> int:
    """Return the place of the column that was told for a field."""
    number = wanted.removeprefix("#")
    if wanted.startswith("#") and number.isdecimal() and 1 <= int(number) <= len(names):
        return int(number) - 1
    for same in (str.strip, name_of):
        found = [place for place, name in enumerate(names) if same(name) == same(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            numbers = " or ".join(f"--map {field}=#{place + 1}" for place in found[:4])
            raise ImportProblem(f"{len(found)} columns are called “{one_line(wanted)}”. Say {numbers}.")
    raise ImportProblem(
        f"There is no column “{one_line(wanted)}” for {field}. The columns are {listed(names)}."
    )


def _two_columns(field: Field, names: Sequence[str]) -> ImportProblem:
    if len({*names}) < len(names):
        return ImportProblem(
            f"{len(names)} columns are called {listed(names[:1])}, which would fill {field}."
            f" Give each a name of its own, or name one by its number, such as --map {field}=#3."
        )
    option = f'--map "{field}={names[0]}"'
    return ImportProblem(
        f"{field} could be {' or '.join(f'“{excerpt(name, 40)}”' for name in names[:NAMED])}."
        f" Say which, such as {option}; {field}= alone takes none."
    )


def _one_of(field: Field, taken: str, others: Sequence[str]) -> str:
    return (
        f"{field} could also be {' or '.join(f'“{excerpt(name, 40)}”' for name in others[:NAMED])}:"
        f' “{excerpt(taken, 40)}” was taken. Such as --map "{field}={others[0]}" takes another.'
    )


def _two_fields(name: str, fields: Sequence[Field]) -> str:
    ways = " or ".join(f'--map "{field}={name}"' for field in fields)
    return f"“{excerpt(name, 40)}” could be {' or '.join(fields)}, so it was left out. {ways} takes it in."


def _no_time(names: Sequence[str]) -> ImportProblem:
    return ImportProblem(
        "No column says when it happened, and without a day nothing can be counted."
        f" The columns are {listed(names)}. Name the one with the date or time, such as {EXAMPLE}."
    )


def suggestion(field: Field) -> str:
    """Return what to do where a column does not look like its field."""
    if field not in GROUPS:
        return ""
    return f"If another column is meant, say --map {field}=COLUMN; {field}= alone takes none."
