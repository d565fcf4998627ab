"""One letter of SMART: whether it holds, and the sentence for it."""

from dataclasses import dataclass

from aware_tui.language import _

NAMES = {"S": _("Specific"), "M": _("Measurable"), "A": _("Attainable"), "R": _("Relevant"), "T": _("Timed")}


@dataclass(frozen=True, slots=True)
class Letter:
    """One check; a warning stands beside one that holds."""

    letter: str
    holds: bool
    said: str
    warning: str = ""

    @property
    def name(self) -> str:
        """Return the word it stands for."""
        return NAMES[self.letter]

    @property
    def line(self) -> str:
        """Return it as a line of text, its tick readable without colour."""
        more = _(" Careful. {warning}").format(warning=self.warning) if self.warning else ""
        return f"{'✔' if self.holds else '○'} {self.letter}  {self.said}{more}"
