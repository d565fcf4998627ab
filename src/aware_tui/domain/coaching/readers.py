"""The readers of one playbook's coaching, each made when it is first asked for."""

from functools import cached_property

from aware_tui.domain.coaching.apology import ApologyReader
from aware_tui.domain.coaching.contradiction import ContradictionReader
from aware_tui.domain.coaching.promise import PromiseReader
from aware_tui.domain.coaching.rules import Coaching


class Readers:
    """The apology coach, the promise coach and the guard against contradicting."""

    def __init__(self, coaching: Coaching) -> None:
        self.coaching = coaching

    @cached_property
    def apology(self) -> ApologyReader:
        """Return the apology coach."""
        return ApologyReader(self.coaching.apology, self.coaching.may_admit_fault, self.coaching.languages)

    @cached_property
    def promise(self) -> PromiseReader:
        """Return the promise coach."""
        return PromiseReader(self.coaching.promise)

    @cached_property
    def contradiction(self) -> ContradictionReader:
        """Return the guard against contradicting a customer."""
        return ContradictionReader(self.coaching.contradiction)

    def rules_found(self, text: str) -> frozenset[str]:
        """Return the ids of all the rules, of whichever coach, that are found in a text."""
        readers = (self.apology, self.promise, self.contradiction)
        return frozenset(name for reader in readers for name in reader.rules_found(text))
