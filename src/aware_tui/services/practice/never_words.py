"""What a scenario can forbid outright, told in a sentence once it has happened."""

from collections.abc import Mapping

from aware_tui.domain.practice.acts import Act, Happening
from aware_tui.language import _

NEVER_WORDS: Mapping[str, str] = {
    Act.ACKNOWLEDGE: _("You told them what it was like for them."),
    Act.APOLOGISE_REAL: _("You said sorry."),
    Act.APOLOGISE_FAKE: _("You said sorry, and took it half back."),
    Act.PROBE_OPEN: _("You asked them to tell it all."),
    Act.PROBE_CLOSED: _("You questioned them about facts."),
    Act.EXPLAIN: _("You explained yourself."),
    Act.CONTRADICT: _("You told them flatly that they are wrong."),
    Act.RESTATE: _("You said it back to them."),
    Act.INVITE_SOLUTION: _("You asked them what would put it right."),
    Act.OFFER_OPTION: _("You made them an offer."),
    Act.COMMIT: _("You made them a promise."),
    Act.VAGUE_PROMISE: _("You made a promise without saying what or when."),
    Act.FOLLOWUP: _("You said that you would check back."),
    Act.THANK: _("You thanked them."),
    Act.BLAME: _("You put it on them."),
    Act.POLICY_QUOTE: _("You read out a rule instead of helping."),
    Act.OTHER: _("You said something that had nothing in it for them."),
    Happening.INTERRUPTED: _("You cut them off."),
    Happening.TOO_EARLY: _("You made an offer before they could take it in."),
    Happening.DECLINED: _("You offered what does not help them."),
    Happening.IMPOSSIBLE: _("You offered what cannot be done."),
    Happening.ACCEPTED: _("They took an offer."),
    Happening.NO_SAY: _("You made a plan over their head."),
    Happening.CLOSED: _("You settled it with a promise."),
    Happening.SMALL_SORRY: _("You made a small thing of it with a small sorry."),
    Happening.TOO_SORRY: _("You said sorry once too often."),
    Happening.REPEATED: _("You told them the same thing twice."),
    Happening.SILENCE: _("They had finished, and you said nothing."),
    Happening.WARNED: _("They had to ask for somebody else."),
}
"""Each act and each happening, told to whoever did it."""
