"""What an attempt came to, in a sentence: whether it was a good call, and what is still missing to pass."""

from collections.abc import Sequence
from datetime import date

from aware_tui.domain.practice.attempts import counts
from aware_tui.domain.practice.mastery import is_good, passed, still_missing
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _

PASSED = _("You have passed. What comes now is keeping it.")
GOOD = _("A good call.")
WATCHED = _("You watched it done well. Now it is your turn: a plays it again, half of it yours.")
COMPLETED = _("Half of it was given, so it counts towards nothing yet. The next one is yours alone.")
RETRIED = _("Part of it was as before, so it does not count towards passing. It is how one learns it.")


def result_words(attempt: Attempt, attempts: Sequence[Attempt], zone: str, today: date) -> str:
    """Return what an attempt came to; `attempts` are all of the trainee's, `today` the day in `zone`."""
    if attempt.mode is AttemptMode.WATCH:
        return WATCHED
    if not counts(attempt):
        return COMPLETED if attempt.mode is AttemptMode.COMPLETE else RETRIED
    known = (attempt, *(each for each in attempts if each.id != attempt.id))
    if passed(known, zone) is not None:
        return PASSED
    missing = still_missing(known, zone, today)
    return f"{GOOD} {missing}" if is_good(attempt) else missing
