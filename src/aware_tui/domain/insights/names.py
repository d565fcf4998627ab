"""What categories and channels are called on screen; sessions hold their ids, imported ones words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aware_tui.language import _

NO_CATEGORY = _("no category")


@dataclass(frozen=True, slots=True)
class Names:
    """The words for the ids of a playbook; what it does not know stands for itself."""

    categories: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)

    def category(self, row: str) -> str:
        """Return what a category is called."""
        return self.categories.get(row, row) or NO_CATEGORY

    def channel(self, row: str) -> str:
        """Return what a channel is called."""
        return self.channels.get(row, row) or _("no channel")
