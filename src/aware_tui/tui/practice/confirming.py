"""Asking about a typed line that is not certain: did you mean this, this, or this?"""

from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.understanding import Guess, Understood
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.practice.words import ACT_WORDS
from aware_tui.tui.practice.numbered import Entry

ELSE = "else"
QUOTED = 48
"""Cells of the words that a guess rests on."""

MARKS = " \n.,;:!?…"
"""What a line may have around the words that a guess rests on."""


def heading_of(read: Understood, text: str) -> str:
    """Return the question: the words, what was read beyond doubt, and what is asked."""
    said = excerpt(text, 160)
    if not read.sure:
        return _("“{said}”\nDid you mean to ...").format(said=said)
    heard = ", ".join(dict.fromkeys(ACT_WORDS[guess.act] for guess in read.sure))
    return _("“{said}”\nUnderstood: {heard}. Did you also mean to ...").format(said=said, heard=heard)


def entries_of(read: Understood, text: str, scenario: Scenario) -> tuple[Entry, ...]:
    """Return the guesses by digit, then `something else` and the way back."""
    guesses = (_entry(str(n), guess, read, text, scenario) for n, guess in enumerate(read.maybe[:3], 1))
    nothing = _("no more than that") if read.sure else _("something else (it counts for nothing)")
    return (
        *guesses,
        Entry("4", ELSE, nothing),
        Entry("0", "edit", _("say it differently"), _("(it costs nothing)")),
    )


def _entry(key: str, guess: Guess, read: Understood, text: str, scenario: Scenario) -> Entry:
    words = ACT_WORDS[guess.act]
    option = scenario.options.get(read.offer or "")
    if guess.act is Act.OFFER_OPTION and option is not None and option.say:
        words = f"{words}: {option.say}"
    rests_on = text[guess.start : guess.end].strip()
    whole = rests_on.strip(MARKS) == text.strip(MARKS)
    quote = _("“{name}”").format(name=excerpt(rests_on, QUOTED)) if rests_on and not whole else ""
    return Entry(key, guess.act, words, quote)
