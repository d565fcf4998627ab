"""The scenarios as a list in the order to play them, paused calls on top, and beside it the one in hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from aware_tui.domain.practice.schedule import DueSkill
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.text import has_all
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.choosing import Paused, Practised, ScenarioLine, in_order, practised
from aware_tui.services.practice.due_words import pressing
from aware_tui.services.practice.library import library_of
from aware_tui.services.practice.saying import LEVELS, headline
from aware_tui.services.practice_due import due_skills
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.practice.rows import about, details, heads, paused_row, scenario_row
from aware_tui.tui.reading.lingering_screen import LingeringScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose
from aware_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from aware_tui.content.scenarios import Shelf

REST = (
    ("d", _("drills")),
    ("g", _("progress")),
    ("/", _("search")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
KEYS = (("enter", _("briefing")), ("2 3 4", _("level")), ("t", _("industry")), *REST)
PAUSED_KEYS = (("enter", _("carry on")), ("x", _("put away")), *REST)
"""The keys of the foot line: what they mean for the row in hand."""

MAY_GO = ("h", "/", "^p", "g", "t", "2 3 4")
"""The keys that give way where the line is short, the last one first."""

READING = _("Reading the scenarios.")
NONE_READABLE = _("No scenario could be read. Mend these files, or ask whoever looks after them:")
NO_SCENARIOS = _("There is no scenario. They lie in practice/scenarios in the folder of a playbook.")
NONE_HERE = _("No scenario here. Press 1 for every level, t for every industry.")
NONE_FOUND = _("No scenario has all of these words. Fewer words find more.")

TOLD = 8
"""Mistakes that are told where nothing could be read."""

Row = Paused | ScenarioLine


class ShelfScreen(LingeringScreen):
    """Reads the scenarios and what was practised, shows the rows that the filters leave, and tells of one."""

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self.library = library_of(desk)
        self.known = Practised()
        self.level = 0
        """The level that is shown; 0 for all."""
        self.industry = ""
        self.lines: tuple[ScenarioLine, ...] = ()
        self.rows: list[Row] = []
        self.shelf: Shelf | None = None
        self._due: tuple[DueSkill, ...] = ()
        self._lead = Words(plain(READING), id="lead")
        self._filters = Words(id="filters")
        self._heads = Static(id="heads")
        self.found = LongList(self._row, id="scenarios")
        self._left_out = Words(id="left-out")
        self._about = Prose(id="about")
        self._details = Words(id="details")
        self.key_line = KeyLine(KEYS, may_go=MAY_GO, id="key-line")

    def compose(self) -> ComposeResult:
        yield from self.top()
        yield self._lead
        with Horizontal(id="body"):
            with Vertical(id="shelf"):
                yield self._filters
                yield self._heads
                yield self._empty
                yield self.found
                yield self._left_out
            yield self._about
        yield self._details
        yield self.key_line

    @property
    def row(self) -> Row | None:
        """Return what the cursor is on."""
        return self.rows[self.found.cursor] if self.rows else None

    @property
    def _pressing(self) -> tuple[Skill, ...]:
        return tuple(each.skill for each in pressing(self._due))

    def _row(self, row: int, width: int) -> Content:
        shown, now, zone = self.rows[row], self.desk.now(), self.desk.settings.zone
        if isinstance(shown, Paused):
            return paused_row(shown, now, zone, width)
        return scenario_row(shown, self._pressing, now, zone, width)

    def on_mount(self) -> None:
        self._left_out.display = False

    def on_screen_resume(self) -> None:
        self.load()

    def on_resize(self) -> None:
        self.call_after_refresh(self._say_heads)

    def _say_heads(self) -> None:
        self._heads.update(plain(heads(max(0, self.found.scrollable_content_region.width - 2))))

    @work(exclusive=True, group="list")
    async def load(self) -> None:
        """Read the scenarios and what was practised; while they cannot be read, what is shown stays."""
        await self.in_force()
        shelf, problem = await answer_of(self.library.shelf())
        known, unknown = await answer_of(practised(self.desk))
        due, undue = await answer_of(due_skills(self.desk))
        if not self.is_attached:
            return
        if shelf is None or known is None or due is None:
            self.app.notify(problem or unknown or undue, severity="warning")
            return
        waited = {each.attempt.id for each in self.known.paused} if self.shelf is not None else None
        self.shelf, self.known, self._due = shelf, known, due
        self.lines = in_order(shelf, known, due, self.desk.now())
        new = [each for each in known.paused if waited is not None and each.attempt.id not in waited]
        self._show_rows(_key(new[0]) if new else _key(self.row))
        self.loaded()

    def loaded(self) -> None:
        """Do what waits for the scenarios."""

    def look(self) -> None:
        """Show the rows that the filters and the words leave; the cursor stays on its row."""
        self._show_rows(_key(self.row))

    def _show_rows(self, kept: str) -> None:
        self.rows = [*self._paused(), *self._scenarios()]
        keys = [_key(each) for each in self.rows]
        self.found.show(len(self.rows), keys.index(kept) if kept in keys else 0)
        self._say_filters()
        self.call_after_refresh(self._say_heads)
        if self.shelf is not None:
            self._say_found(self.shelf)
            self.read_soon()

    def _paused(self) -> list[Paused]:
        return [each for each in self.known.paused if self._fits(each.name, each.title)]

    def _scenarios(self) -> list[ScenarioLine]:
        return [line for line in self.lines if self._wanted(line)]

    def _wanted(self, line: ScenarioLine) -> bool:
        scenario = line.scenario
        if self.level not in (0, scenario.level) or self.industry not in ("", scenario.industry):
            return False
        return self._fits(
            scenario.persona.name, scenario.title, scenario.about, scenario.industry, scenario.id
        )

    def _fits(self, *texts: str) -> bool:
        return has_all(" ".join(texts), self.words)

    def _say_found(self, shelf: "Shelf") -> None:
        now, zone = self.desk.now(), self.desk.settings.zone
        self._lead.say(plain(headline(self.lines, self.known, self._due, now, zone) if self.lines else ""))
        nothing = len(self.rows) == len(self._paused())
        self._empty.update(self._nothing(shelf))
        self._empty.display = nothing
        self.found.display = bool(self.rows)
        self._heads.display = not nothing
        self._say_left_out(shelf)
        count = len(self.rows) - len(self._paused())
        self.say(
            _("{count} of {every}").format(count=count, every=len(self.lines))
            if count < len(self.lines)
            else _("{count} scenarios").format(count=count)
        )

    def _nothing(self, shelf: "Shelf") -> Content:
        """Return why there is no scenario in the list."""
        if self.lines:
            return plain(NONE_FOUND if self.words else NONE_HERE)
        if not shelf.left_out:
            return plain(NO_SCENARIOS)
        faults = [f"\n{problem}" for problem in shelf.left_out[:TOLD]]
        return plain("\n".join([NONE_READABLE, *faults]))

    def _say_left_out(self, shelf: "Shelf") -> None:
        files = len({problem.file for problem in shelf.left_out})
        self._left_out.display = bool(files and self.lines)
        if files:
            which = (
                _("One file is left out")
                if files == 1
                else _("{files} files are left out").format(files=files)
            )
            first = shelf.left_out[0]
            where = f"{Path(first.file).name}:{first.line}"
            self._left_out.say(styled((f"{which}: {where}", "$warning"), (_("   e tells why"), "$muted")))

    def _say_filters(self) -> None:
        parts: list[tuple[str, str]] = []
        for number, name in enumerate((_("all"), *LEVELS.values())):
            parts += [(f"{number + 1} ", "$faint"), (f"{name}   ", _taken(number == self.level))]
        shown = self.industry or _("every industry")
        self._filters.say(styled(*parts, (" t ", "$faint"), (shown, _taken(bool(self.industry)))))

    def read_soon(self) -> None:
        """Tell of the row in hand: below at once, beside once the cursor rests."""
        row = self.row
        self.key_line.keys = PAUSED_KEYS if isinstance(row, Paused) else KEYS
        line = self._line_of(row)
        room = (self.size.width - 4) * self._details.size.height
        self._details.say(details(line, room) if line is not None else plain(""))
        super().read_soon()

    def _line_of(self, row: Row | None) -> ScenarioLine | None:
        """Return the scenario of a row; for a paused call, as it is now."""
        if not isinstance(row, Paused):
            return row
        return next((each for each in self.lines if each.scenario.id == row.attempt.scenario_id), None)

    @work(exclusive=True, group="about")
    async def read(self) -> None:
        """Tell of the scenario the cursor is on."""
        line = self._line_of(self.row)
        now, zone = self.desk.now(), self.desk.settings.zone
        if line is None:
            await self._about.show(())
            return
        own = [each for each in self.known.finished if each.scenario_id == line.scenario.id]
        await self._about.show(about(line, own, self._pressing, now, zone))


def _key(row: Row | None) -> str:
    if row is None:
        return ""
    return row.attempt.id if isinstance(row, Paused) else row.scenario.id


def _taken(taken: bool) -> str:
    return "bold $accent" if taken else "$muted"


def industries(lines: Sequence[ScenarioLine]) -> list[str]:
    """Return the industries there are, by name."""
    return sorted({line.scenario.industry for line in lines if line.scenario.industry})
