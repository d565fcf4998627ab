"""The moves of a trainee, and the lines a script writes them with."""

import re
from dataclasses import dataclass

from aware_tui.domain.practice.acts import Act, Deed
from aware_tui.domain.text import folded

LONGEST = 2_000
"""Characters of a typed line that are taken; nobody says more in one breath."""

_COMMA = re.compile(r"\s*,\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_MARKS = " .,;:!?…"


class MoveError(ValueError):
    """A line that is no move; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Let them go on."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Say one of the choices."""

    choice: str


@dataclass(frozen=True, slots=True)
class Say:
    """Say something of one's own, which has yet to be understood."""

    text: str


@dataclass(frozen=True, slots=True)
class Did:
    """Say something whose acts are settled."""

    acts: tuple[Act, ...]
    offer: str | None = None
    safety: bool = False
    text: str = ""
    small_sorry: bool = False
    """It held an apology too small for them."""


@dataclass(frozen=True, slots=True)
class After:
    """Do something after the call; `way` is how, where a scenario asks."""

    deed: Deed
    way: str | None = None


Move = Listen | Choose | Say | Did | After


def parse_move(line: str) -> Move:
    """Return the move that a line of a script is; MoveError says what is wrong with it."""
    word, rest = (*line.split(None, 1), "", "")[:2]
    rest = rest.strip()
    if word == "listen" and not rest:
        return Listen()
    if word == "choice" and rest:
        return Choose(rest)
    if word == "say":
        return Say(rest)
    if word == "act" and rest:
        return _act(rest)
    if word == "after" and rest:
        return _after(rest)
    raise MoveError(
        f"“{line.strip()[:60]}” is no move. "
        "Write listen, choice ID, say TEXT, act NAME[,NAME...] [offer=ID] [safety] [: TEXT], or after DEED"
    )


def _act(rest: str) -> Did:
    head, _, text = rest.partition(":")
    names, *flags = _COMMA.sub(",", head).split() or [""]
    acts = tuple(dict.fromkeys(_known_act(name) for name in names.split(",") if name))
    if not acts:
        raise MoveError(f"No act is named here. There is: {', '.join(Act)}")
    offer, safety, small = None, False, False
    for flag in flags:
        if flag.startswith("offer=") and flag != "offer=":
            offer = flag.removeprefix("offer=")
        elif flag == "safety":
            safety = True
        elif flag == "small_sorry":
            small = True
        else:
            raise MoveError(f"“{flag[:40]}” is unknown here. After the acts come offer=ID, safety, or : TEXT")
    return Did(acts, offer, safety, text.strip(), small)


def _known_act(name: str) -> Act:
    try:
        return Act(name)
    except ValueError:
        raise MoveError(f"There is no act “{name[:40]}”. There is: {', '.join(Act)}") from None


def _after(rest: str) -> After:
    name, _, way = rest.partition("=")
    try:
        return After(Deed(name.strip()), way.strip() or None)
    except ValueError:
        raise MoveError(f"There is no deed “{name.strip()[:40]}”. There is: {', '.join(Deed)}") from None


def written(move: Move) -> str:
    """Return the line of a script that is this move."""
    match move:
        case Listen():
            return "listen"
        case Choose(choice):
            return f"choice {choice}"
        case Say(text):
            return f"say {in_one_line(text)}".rstrip()
        case After(deed, way):
            return f"after {deed}={way}" if way else f"after {deed}"
        case Did():
            return _written_act(move)


def _written_act(move: Did) -> str:
    parts = [f"act {','.join(move.acts or (Act.OTHER,))}"]
    if move.offer:
        parts.append(f"offer={move.offer}")
    if move.safety:
        parts.append("safety")
    if move.small_sorry:
        parts.append("small_sorry")
    text = in_one_line(move.text)
    return " ".join(parts) + (f": {text}" if text else "")


def sentences_in(text: str) -> frozenset[str]:
    """Return what is said, sentence by sentence, folded."""
    parts = _SENTENCE_END.split(in_one_line(text))
    return frozenset(words for part in parts if (words := folded(part).strip(_MARKS)))


def in_one_line(text: str) -> str:
    """Return what was said in one line, and no longer than anybody says in one breath."""
    return " ".join(text.split())[:LONGEST]
