"""The part of Today for whoever is new: an offer that stands in nobody's way, and is made once."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.tui.today.after_call import AfterCallScreen

if TYPE_CHECKING:
    from aware_tui.tui.app import AwareApp

NOTHING = _("Nothing is waiting. When a call comes, press n: it starts at once.")
"""Shown when every list is empty."""

WELCOME = (
    NOTHING,
    "",
    _("New here? There is time for one of these before the telephone rings, and none of them is kept:"),
    "",
    _("  t   the tour: one call, done once, in two minutes"),
    _("  d   a look around, in sample data"),
    "",
    _("Or practise: p opens calls from upset customers who are not real. Only you see how it goes."),
    _("You can break nothing: every word is kept as you type, and ctrl+z takes back what you did."),
)
"""Shown in its place when the program was never started here before."""


class FirstHourScreen(AfterCallScreen):
    """Offers the tour and the sample data at the very first start; later palette and F1 do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "tour", _("the tour"), show=False),
        Binding("d", "sample", _("sample data"), show=False),
    ]

    def __init__(self, desk: Desk, *, welcome: bool) -> None:
        super().__init__(desk)
        self._welcome = welcome

    @property
    def aware(self) -> "AwareApp":
        """Return the app this screen is part of."""
        from aware_tui.tui.app import AwareApp

        assert isinstance(self.app, AwareApp)
        return self.app

    @property
    def still_there(self) -> bool:
        """Say whether the lists are there: at the end of a visit they go while something is read."""
        return self.app.is_running and bool(self.query("#lists RowList"))

    def when_empty(self) -> str:
        """Return what is said when nothing waits."""
        self.set_class(self._welcome, "-new")
        return with_keys("\n".join(WELCOME)) if self._welcome else NOTHING

    def welcomed(self) -> None:
        """Make the offer no more: something was begun."""
        self._welcome = False
        self.remove_class("-new")

    def action_tour(self) -> None:
        self.welcomed()
        self.aware.take_tour()

    def action_sample(self) -> None:
        self.welcomed()
        self.aware.see_sample()
