"""Beginnings of words that a pattern cannot match without: they let most patterns be passed over at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from aware_tui.domain.coaching.wording import DEAD_MARK, MARK, QUOTED

LONGEST = 5
"""Letters of a key: the beginning of a word, or all of a short one."""

_MARKS = f"{MARK}{DEAD_MARK}{QUOTED}"
_WORD = re.compile(rf"[^\W_]+|[{_MARKS}?]")
_PLAIN = frozenset(f"abcdefghijklmnopqrstuvwxyz0123456789 '-,;:/&{_MARKS}")
_COUNT = re.compile(r"(?:[?*+]|\{[0-9,]+\})[?+]?")
"""How often what stands before may come."""
_NONE_WILL_DO = ("?", "*", "{0", "{,")
_COMMON = frozenset(
    """
    a an and are as at be been but by can did do for from had has have he i if in is it just me my no not of
    on only or our out so sorry that the them there they this to us was we were what when which who will with
    would you your any all
    """.split()  # noqa: SIM905 - sixty words, not sixty lines
) | {MARK}
_PUNCTUATION = re.compile(r"[ ,;:!'\"/-]|\\[.?!]|\[[ .,;:!?-]+\]")
_NO_WORD = (r"(?<!\w)", r"\b", "^")
_NO_WIDTH = (r"\b", r"(?<!\w)", r"(?!\w)")
_PAIRS = {"{": "}", "<": ">"}
_RARE = {1: 0.4, 2: 0.2, 3: 0.08, 4: 0.03}
"""How likely a sentence has a word that begins with so many given letters, roughly."""


@lru_cache(maxsize=1024)
def words_in(sentence: str) -> frozenset[str]:
    """Return the words of a sentence, each once."""
    return frozenset(_WORD.findall(sentence))


@lru_cache(maxsize=4096)
def beginnings(word: str) -> tuple[str, ...]:
    """Return the keys that a word has."""
    return tuple(word[:end] for end in range(1, min(len(word), LONGEST) + 1))


NO_WORDS: Mapping[str, str] = {}

Needs = tuple[frozenset[str], ...]
"""Sets of keys, the most telling first: a sentence that matches has one of each."""


def needs_of(pattern: str, words: Mapping[str, str] = NO_WORDS, *, fresh: bool = True) -> Needs:
    """Return what any sentence that a pattern matches must have; nothing if that cannot be told.

    `words` are the pieces that the pattern may name; `fresh` says that a word begins where the pattern does.
    """
    ways = [_of_sequence(way, words, fresh=fresh) for way in _split(pattern)]
    if len(ways) == 1:
        return ways[0]
    return tuple(frozenset().union(*needs) for needs in zip(*ways, strict=False))


@cache
def _of_piece(piece: str) -> Needs:
    """Return the needs of a word list written out, which many patterns name."""
    return needs_of(piece)


def _of_sequence(sequence: str, words: Mapping[str, str], *, fresh: bool) -> Needs:
    """Return the needs of a pattern without alternatives at its top."""
    choices = dict.fromkeys(filter(None, _choices(sequence, words, fresh=fresh)))
    return tuple(sorted(choices, key=_likelihood))


def _likelihood(keys: frozenset[str]) -> float:
    return sum(0.5 if key in _COMMON else _RARE.get(len(key), 0.01) for key in keys)


def _choices(sequence: str, words: Mapping[str, str], *, fresh: bool) -> Iterator[frozenset[str]]:
    """Yield the keys of each word, and of each group, that a sequence cannot do without."""
    run = ""
    for atom, count in _atoms(sequence):
        if len(atom) == 1 and atom in _PLAIN and not count:
            run += atom
            continue
        yield from _of_run(run, fresh=fresh)
        optional = atom[0] == "<" or count.startswith(_NONE_WILL_DO)
        begins = not run[-1].isalnum() if run else fresh
        if not optional:
            yield from _of_atom(atom, words, fresh=begins)
        fresh = _ends_a_word(atom) and (begins or not optional)
        run = ""
    yield from _of_run(run, fresh=fresh)


def _of_atom(atom: str, words: Mapping[str, str], *, fresh: bool) -> Needs:
    """Return the needs of a group, a word list named, a question mark or a digit; of anything else none."""
    if atom == r"\?":
        return (frozenset("?"),)
    if atom == r"\d":
        return (frozenset("0123456789"),) if fresh else ()
    if atom.startswith(("(?:", "(?=")):
        return needs_of(atom[3:-1], words, fresh=fresh)
    return _of_piece(words[atom[1:-1]]) if atom[1:-1] in words else ()


def _of_run(run: str, *, fresh: bool) -> Iterator[frozenset[str]]:
    """Yield a key for each word that surely begins in a run; `fresh`: a word begins where the run does.

    A mark is always a word of its own.
    """
    for word in _WORD.finditer(run):
        if fresh or word.start() > 0 or word.group() in _MARKS:
            yield frozenset({word.group()[:LONGEST]})


def _ends_a_word(atom: str) -> bool:
    """Tell whether what follows an atom is surely the beginning of a word."""
    if atom.startswith("(?:"):
        return all(_ends_words(way) for way in _split(atom[3:-1]))
    return atom in _NO_WORD or atom[0] == "<" or bool(_PUNCTUATION.fullmatch(atom))


def _ends_words(way: str) -> bool:
    for atom, count in reversed(list(_atoms(way))):
        if not _ends_a_word(atom):
            return False
        if not count.startswith(_NONE_WILL_DO):
            return True
    return False


def _atom_end(sequence: str, place: int) -> int:
    """Return where the escape, class, group, count or single letter that begins here ends."""
    if sequence[place] == "\\":
        return place + 2
    if sequence[place] in _PAIRS:
        return sequence.index(_PAIRS[sequence[place]], place) + 1
    if sequence[place] == "[":
        return sequence.index("]", place + 2) + 1
    if sequence[place] == "(":
        return _group_end(sequence, place)
    return place + 1


def _group_end(sequence: str, place: int) -> int:
    depth = 0
    while True:
        if sequence[place] in "\\[":
            place = _atom_end(sequence, place)
            continue
        depth += (sequence[place] == "(") - (sequence[place] == ")")
        place += 1
        if depth == 0:
            return place


def _split(pattern: str) -> list[str]:
    """Return the alternatives at the top of a pattern."""
    ways, start, place = [], 0, 0
    while place < len(pattern):
        if pattern[place] == "|":
            ways.append(pattern[start:place])
            start = place + 1
        place = _atom_end(pattern, place)
    return [*ways, pattern[start:]]


def at_words(pattern: str) -> tuple[bool, bool]:
    """Tell whether a pattern surely begins, and surely ends, with a letter or digit."""
    ends = [_way_at_words(way) for way in _split(pattern)]
    return all(first for first, _ in ends), all(last for _, last in ends)


def ends_in_a_blank(pattern: str) -> bool:
    """Tell whether one of a pattern's ways ends in a blank: for whole words, it never matches before one."""
    return any(_way_ends_in_a_blank(way) for way in _split(pattern))


def _way_ends_in_a_blank(way: str) -> bool:
    atoms = [atom for atom, _ in _atoms(way)]
    while atoms and atoms[-1].startswith(("(?!", "(?=")):
        atoms.pop()
    last = atoms[-1] if atoms else ""
    return last == " " or (last.startswith("(?:") and ends_in_a_blank(last[3:-1]))


def _way_at_words(way: str) -> tuple[bool, bool]:
    atoms = list(_atoms(way))
    return _surely(atoms, 0), _surely(reversed(atoms), 1)


def _surely(atoms: Iterable[tuple[str, str]], side: int) -> bool:
    """Tell whether there is a letter at this side of some atoms, whichever of the optional ones are there."""
    for atom, count in atoms:
        if atom in _NO_WIDTH:
            continue
        if not (at_words(atom[3:-1])[side] if atom.startswith("(?:") else atom.isalnum() or atom == r"\w"):
            return False
        if not count.startswith(_NONE_WILL_DO):
            return True
    return False


def _atoms(sequence: str) -> Iterator[tuple[str, str]]:
    """Yield what a sequence is made of, each with how often it may come, if that is said."""
    place = 0
    while place < len(sequence):
        end = _atom_end(sequence, place)
        count = _COUNT.match(sequence, end)
        yield sequence[place:end], count[0] if count else ""
        place = count.end() if count else end
