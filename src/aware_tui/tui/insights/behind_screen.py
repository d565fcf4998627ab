"""The sessions behind a line of Insights: a list, and beside it the one that is read."""

from textual.app import ComposeResult
from textual.widgets import Static

from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import counted, folded
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.insights.asking import LISTED
from aware_tui.services.insights.behind import Ask
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.insights.help import BEHIND_HELP, BEHIND_KEYS
from aware_tui.tui.plaintext import plain
from aware_tui.tui.waiting import answer_of


class BehindScreen(HistoryScreen):
    """Reads like History; words look only among these sessions."""

    NAME = _("Behind it")
    MAIN_NAME = "behind"
    KEYS = BEHIND_KEYS
    READING_KEYS = (
        ("↑ ↓", _("read on")),
        ("space", _("a page on")),
        ("esc", _("back to the list")),
        *BEHIND_KEYS[1:3],
    )
    HINT = _("words they said, a name")
    HELP_PAGE = BEHIND_HELP
    CSS_PATH = ["../reading/reader.tcss", "../history/history.tcss", "behind.tcss"]
    PAGED = False
    NO_SESSIONS = _("The sessions behind this were erased, or changed since it was counted.")

    def __init__(self, desk: Desk, about: str, ask: Ask) -> None:
        super().__init__(desk)
        self._about = about
        self._ask = ask

    def top(self) -> ComposeResult:
        yield from super().top()
        yield Static(plain(self._about), id="about")

    async def lines_for(self, words: str) -> tuple[tuple[SessionLine, ...] | None, str]:
        lines, problem = await answer_of(self._ask())
        sought = folded(words).split()
        return (None if lines is None else tuple(each for each in lines if self._has(each, sought))), problem

    def _has(self, line: SessionLine, sought: list[str]) -> bool:
        text = folded(f"{line.customer} {line.excerpt} {line.id}")
        return all(word in text for word in sought)

    def say_found(self) -> None:
        super().say_found()
        number = len(self._lines)
        sessions = counted(number, "session") if number else ""
        self.say(_("the newest {sessions}").format(sessions=sessions) if number >= LISTED else sessions)
