"""What practice says: acts, deeds, endings and ways of practising in plain words."""

from aware_tui.domain.forms import decimal
from aware_tui.domain.practice.acts import Act, Deed, Ending
from aware_tui.language import _

ACT_WORDS: dict[Act, str] = {
    Act.ACKNOWLEDGE: _("say what it was like for them"),
    Act.APOLOGISE_REAL: _("say sorry, and own it"),
    Act.APOLOGISE_FAKE: _("say sorry, and take it half back"),
    Act.PROBE_OPEN: _("ask so that they can tell it"),
    Act.PROBE_CLOSED: _("ask for a fact"),
    Act.EXPLAIN: _("explain something"),
    Act.CONTRADICT: _("tell them that they are wrong"),
    Act.RESTATE: _("say back what they said"),
    Act.INVITE_SOLUTION: _("ask what would put it right"),
    Act.OFFER_OPTION: _("offer something"),
    Act.COMMIT: _("promise exactly what, and by when"),
    Act.VAGUE_PROMISE: _("promise something, without what or when"),
    Act.FOLLOWUP: _("say that you will check back"),
    Act.THANK: _("thank them"),
    Act.BLAME: _("say that it lies with them"),
    Act.POLICY_QUOTE: _("tell them the rule"),
    Act.OTHER: _("keep the talk going, no more"),
}
"""What a line does, as the end of “Did you mean to ...”."""

DEED_WORDS: dict[Deed, str] = {
    Deed.CHECK_DELEGATE: _("Chase whoever was given the work"),
    Deed.CHECK_CUSTOMER: _("Call the customer back"),
    Deed.PROFILE_ENTRY: _("Write it in the customer's profile"),
    Deed.QUALITY_RECORD: _("Write the quality record"),
    Deed.ROOT_CAUSE: _("Look for the cause behind it"),
}
"""What can be done after the call."""

ENDING_WORDS: dict[Ending, str] = {
    Ending.RESOLVED: _("They know what happens now, and by when."),
    Ending.WALKED_AWAY: _("They hung up. It happens to everyone; here it hurts nobody, and can be retried."),
    Ending.RAN_OUT: _("Nothing was agreed. What they told you is yours to begin with next time."),
    Ending.ESCALATED: _("They asked for somebody else. The debrief shows the turn at which it tipped."),
}
"""How a call ended, told to whoever tried."""

ENDING_NAMES: dict[Ending, str] = {
    Ending.RESOLVED: _("settled"),
    Ending.WALKED_AWAY: _("they hung up"),
    Ending.RAN_OUT: _("nothing was agreed"),
    Ending.ESCALATED: _("they asked for somebody else"),
}
"""How a call ended, in a few words."""

MINUS = "\N{MINUS SIGN}"

STEADY = 0.05
"""A smaller change of mood is not told."""


def number(value: float) -> str:
    """Return a score or a mood as it is shown: without a digit after the point if it is whole."""
    return f"{value:.0f}" if round(value, 1) == round(value) else decimal(value)


def change_words(anger: float, trust: float) -> str:
    """Return how a mood moved, in a few words; nothing if it did not."""
    both = ((_("anger {change}"), anger), (_("trust {change}"), trust))
    return ", ".join(said.format(change=_signed(change)) for said, change in both if abs(change) >= STEADY)


def _signed(change: float) -> str:
    return f"{'+' if change > 0 else MINUS}{decimal(abs(change))}"
