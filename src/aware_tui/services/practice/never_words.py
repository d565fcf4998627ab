"""What a scenario can forbid outright, told in a sentence once it has happened."""

from collections.abc import Mapping

from aware_tui.domain.practice.acts import Act, Happening

NEVER_WORDS: Mapping[str, str] = {
    Act.ACKNOWLEDGE: "You told them what it was like for them.",
    Act.APOLOGISE_REAL: "You said sorry.",
    Act.APOLOGISE_FAKE: "You said sorry, and took it half back.",
    Act.PROBE_OPEN: "You asked them to tell it all.",
    Act.PROBE_CLOSED: "You questioned them about facts.",
    Act.EXPLAIN: "You explained yourself.",
    Act.CONTRADICT: "You told them flatly that they are wrong.",
    Act.RESTATE: "You said it back to them.",
    Act.INVITE_SOLUTION: "You asked them what would put it right.",
    Act.OFFER_OPTION: "You made them an offer.",
    Act.COMMIT: "You made them a promise.",
    Act.VAGUE_PROMISE: "You made a promise without saying what or when.",
    Act.FOLLOWUP: "You said that you would check back.",
    Act.THANK: "You thanked them.",
    Act.BLAME: "You put it on them.",
    Act.POLICY_QUOTE: "You read out a rule instead of helping.",
    Act.OTHER: "You said something that had nothing in it for them.",
    Happening.INTERRUPTED: "You cut them off.",
    Happening.TOO_EARLY: "You made an offer before they could take it in.",
    Happening.DECLINED: "You offered what does not help them.",
    Happening.IMPOSSIBLE: "You offered what cannot be done.",
    Happening.ACCEPTED: "They took an offer.",
    Happening.NO_SAY: "You made a plan over their head.",
    Happening.CLOSED: "You settled it with a promise.",
    Happening.SMALL_SORRY: "You made a small thing of it with a small sorry.",
    Happening.TOO_SORRY: "You said sorry once too often.",
    Happening.REPEATED: "You told them the same thing twice.",
    Happening.SILENCE: "They had finished, and you said nothing.",
    Happening.WARNED: "They had to ask for somebody else.",
}
"""Each act and each happening, told to whoever did it."""
