"""People whom notes name: after a title, or after what they do. No theme is about one of them."""

import re
from collections.abc import Iterable, Iterator

from aware_tui.domain.practice.scrub_words import EVERYDAY
from aware_tui.domain.practice.spellings import name_words

_WHO = (
    "name is|name was|named|mr|mrs|ms|mx|miss|dr|prof|agent|advis[eo]r|rep|representative|assistant|"
    "operator|manager|supervisor|teller|cashier|clerk|nurse|doctor|driver|technician|engineer|colleague"
)
_NAME = r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*"
_NAMED = re.compile(rf"\b(?i:{_WHO})\.?[ \t]+({_NAME})(?:[ \t]+({_NAME}))?")


def people_named(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words, in small plain letters, that are names of people wherever they are written.

    A word counts only with a capital, and not if it is an everyday word.
    """
    for text in texts:
        for first, second in _NAMED.findall(text):
            if not _may_be_name(first):
                continue
            yield from name_words(first)
            if _may_be_name(second):
                yield from name_words(second)


def _may_be_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper() and EVERYDAY.isdisjoint(name_words(word))
