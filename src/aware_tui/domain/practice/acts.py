"""What an answer does, what can be done after the call, and what comes of either."""

from enum import StrEnum


class Act(StrEnum):
    """What an utterance does."""

    ACKNOWLEDGE = "acknowledge"
    APOLOGISE_REAL = "apologise_real"
    APOLOGISE_FAKE = "apologise_fake"
    PROBE_OPEN = "probe_open"
    PROBE_CLOSED = "probe_closed"
    EXPLAIN = "explain"
    CONTRADICT = "contradict"
    RESTATE = "restate"
    INVITE_SOLUTION = "invite_solution"
    OFFER_OPTION = "offer_option"
    COMMIT = "commit"
    VAGUE_PROMISE = "vague_promise"
    FOLLOWUP = "followup"
    THANK = "thank"
    BLAME = "blame"
    POLICY_QUOTE = "policy_quote"
    OTHER = "other"


HARMFUL = frozenset({Act.APOLOGISE_FAKE, Act.CONTRADICT, Act.VAGUE_PROMISE, Act.BLAME, Act.POLICY_QUOTE})
"""What does harm: it always counts, and a typed line is held to be such only if the trainee agrees."""

NEEDS_A_HEARING = frozenset({Act.PROBE_CLOSED, Act.EXPLAIN, Act.OFFER_OPTION})
"""What interrupts a customer who was not acknowledged and had no real apology."""

HEARING = frozenset({Act.ACKNOWLEDGE, Act.APOLOGISE_REAL})
"""What lets a customer feel heard."""

MOST_CREDITED = 3
"""Good acts that count in one turn: more would let a line of every keyword pass."""


class Deed(StrEnum):
    """What is done after the call."""

    CHECK_DELEGATE = "check_delegate"
    CHECK_CUSTOMER = "check_customer"
    PROFILE_ENTRY = "profile_entry"
    QUALITY_RECORD = "quality_record"
    ROOT_CAUSE = "root_cause"


class Happening(StrEnum):
    """What came of an answer, beside its acts."""

    INTERRUPTED = "interrupted"
    TOO_EARLY = "too_early"
    DECLINED = "declined"
    IMPOSSIBLE = "impossible"
    ACCEPTED = "accepted"
    NO_SAY = "no_say"
    CLOSED = "closed"
    SMALL_SORRY = "small_sorry"
    TOO_SORRY = "too_sorry"
    REPEATED = "repeated"
    SILENCE = "silence"
    WARNED = "warned"


class Ending(StrEnum):
    """How a call ended."""

    RESOLVED = "resolved"
    WALKED_AWAY = "walked_away"
    RAN_OUT = "ran_out"
    ESCALATED = "escalated"
