"""The five letters of a goal, one under the other, each with a tick or what is missing."""

from textual.content import Content
from textual.reactive import reactive

from aware_tui.domain.goals.letters import Letter
from aware_tui.tui.plaintext import hanging, styled
from aware_tui.tui.widgets.lined import Lined


class LettersView(Lined):
    """Shows each letter with its sentence, and a warning under it."""

    checks: reactive[tuple[Letter, ...]] = reactive((), layout=True)

    def lines(self, width: int) -> list[Content]:
        found: list[Content] = []
        for each in self.checks:
            mark = styled(
                ("✔ " if each.holds else "○ ", "$success" if each.holds else "$muted"),
                (f"{each.letter}  ", "bold"),
            )
            found += hanging(mark, each.said, width, "" if each.holds else "$muted").split()
            if each.warning:
                found += hanging(styled(("  !  ", "$warning")), each.warning, width, "$warning").split()
        return found
