"""What practice says: acts, deeds, endings and ways of practising in plain words."""

from aware_tui.domain.practice.acts import Act, Deed, Ending

ACT_WORDS: dict[Act, str] = {
    Act.ACKNOWLEDGE: "say what it was like for them",
    Act.APOLOGISE_REAL: "say sorry, and own it",
    Act.APOLOGISE_FAKE: "say sorry, and take it half back",
    Act.PROBE_OPEN: "ask so that they can tell it",
    Act.PROBE_CLOSED: "ask for a fact",
    Act.EXPLAIN: "explain something",
    Act.CONTRADICT: "tell them that they are wrong",
    Act.RESTATE: "say back what they said",
    Act.INVITE_SOLUTION: "ask what would put it right",
    Act.OFFER_OPTION: "offer something",
    Act.COMMIT: "promise exactly what, and by when",
    Act.VAGUE_PROMISE: "promise something, without what or when",
    Act.FOLLOWUP: "say that you will check back",
    Act.THANK: "thank them",
    Act.BLAME: "say that it lies with them",
    Act.POLICY_QUOTE: "tell them the rule",
    Act.OTHER: "keep the talk going, no more",
}
"""What a line does, as the end of “Did you mean to ...”."""

DEED_WORDS: dict[Deed, str] = {
    Deed.CHECK_DELEGATE: "Chase whoever was given the work",
    Deed.CHECK_CUSTOMER: "Call the customer back",
    Deed.PROFILE_ENTRY: "Write it in the customer's profile",
    Deed.QUALITY_RECORD: "Write the quality record",
    Deed.ROOT_CAUSE: "Look for the cause behind it",
}
"""What can be done after the call."""

ENDING_WORDS: dict[Ending, str] = {
    Ending.RESOLVED: "They know what happens now, and by when.",
    Ending.WALKED_AWAY: "They hung up. It happens to everyone; here it hurts nobody, and can be retried.",
    Ending.RAN_OUT: "Nothing was agreed. What they told you is yours to begin with next time.",
    Ending.ESCALATED: "They asked for somebody else. The debrief shows the turn at which it tipped.",
}
"""How a call ended, told to whoever tried."""

ENDING_NAMES: dict[Ending, str] = {
    Ending.RESOLVED: "settled",
    Ending.WALKED_AWAY: "they hung up",
    Ending.RAN_OUT: "nothing was agreed",
    Ending.ESCALATED: "they asked for somebody else",
}
"""How a call ended, in a few words."""

MINUS = "\N{MINUS SIGN}"

STEADY = 0.05
"""A smaller change of mood is not told."""


def number(value: float) -> str:
    """Return a score or a mood as it is shown: without a digit after the point if it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def change_words(anger: float, trust: float) -> str:
    """Return how a mood moved, in a few words; nothing if it did not."""
    both = (("anger", anger), ("trust", trust))
    parts = [f"{name} {change:+.1f}" for name, change in both if abs(change) >= STEADY]
    return ", ".join(parts).replace("-", MINUS)
