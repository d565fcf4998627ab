"""Which category of a playbook a name from elsewhere means, such as “Billing dispute”; never a guess."""

from collections.abc import Iterable, Mapping

from aware_tui.domain.insights.terms import keys_of, tells

_STEM = 5
"""First letters by which a word is another form of one."""

_SHORTEST = 3
"""Letters of a word that is compared: shorter ones fit everywhere."""

_ENOUGH = 2
"""Words in common from which on two names are alike."""

MEANING: Mapping[str, tuple[str, ...]] = {
    "late": ("late", "lateness", "delay-", "missed", "overdue", "undelivered"),
    "faulty": ("fault-", "defect-", "damage-", "broken", "malfunction-"),
    "workmanship": ("workmanship", "shoddy", "botch-"),
    "money": ("bill-", "refund-", "charg-", "overcharg-", "invoic-", "pric-", "fee", "fees", "payment-"),
    "silence": ("unanswered", "reply", "replies", "response-", "callback-", "ignored", "unreachable"),
    "information": ("inform-", "misinform-", "misleading", "advice"),
    "manner": ("rude", "rudeness", "attitude-", "behavio-", "impolite", "unfriendly", "disrespect-"),
    "booking": ("booking-", "reservation-"),
    "rules": ("policy", "policies", "unfair-", "rule", "rules", "terms", "conditions"),
    "privacy": ("privacy", "gdpr", "confidential-"),
    "danger": ("injur-", "danger-", "unsafe", "accident-", "hazard-"),
}
"""Words that mean one of the AWARE categories and no other; a hyphen stands for any ending."""

_BESIDE = (
    *(
        "account-",
        "agent-",
        "appointment-",
        "collection-",
        "colleague-",
        "complain-",
        "customer-",
        "deliver-",
    ),
    *("dispute-", "double", "employee-", "error-", "goods", "handling", "incorrect", "issue-", "item-"),
    *("mistake-", "order-", "package-", "parcel-", "personal", "poor", "problem-", "product-", "quer-"),
    *("question-", "received", "service-", "slow", "staff", "twice", "unpaid", "visit-", "wrong"),
)
"""Words that may stand beside those without meaning something else."""


def meant(name: str, labels: Mapping[str, str]) -> str:
    """Return the id of the one category that a name means, of those with these labels by id; empty if unsure.

    Every word of the name has to fit: “Late delivery” means lateness, “Damaged tree” nothing known.
    """
    words = frozenset(telling(name))
    found = [row for row, label in labels.items() if words and _means(words, row, label)]
    return found[0] if len(found) == 1 else ""


def _means(words: frozenset[str], row: str, label: str) -> bool:
    own, called = MEANING.get(row, ()), _stems(telling(label))
    if any(_is_of(word, own) for word in words):
        return all(_is_of(word, (*own, *_BESIDE)) or _stem(word) in called for word in words)
    return _alike(_stems(words), called)


def _is_of(word: str, among: Iterable[str]) -> bool:
    return any(
        word.startswith(each.removesuffix("-")) if each.endswith("-") else word == each for each in among
    )


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether two names have all the words of the shorter one in common, and two at least."""
    shared = some & others
    return len(shared) >= max(_ENOUGH, min(len(some), len(others)))


def tells_of(name: str, story: str) -> bool:
    """Say whether a story has all the words of a name, and two at least: one alone stands in many a story."""
    words = telling(name)
    own = _stems(words)
    says = any(not _is_of(word, _BESIDE) for word in words)
    return says and len(own) >= _ENOUGH and own <= _stems(telling(story))


def telling(text: str) -> tuple[str, ...]:
    """Return the words of a text that say what it is about, without case and accents."""
    return tuple(key for key in keys_of(text) if len(key) >= _SHORTEST and tells(key))


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_stem, words))


def _stem(word: str) -> str:
    """Return a word without its ending."""
    return (word.removesuffix("s") if len(word) > _SHORTEST else word)[:_STEM]
