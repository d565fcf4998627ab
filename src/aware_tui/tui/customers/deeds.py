"""The part of the customers screen that does something: open a call, merge, undo it, hand a call over."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from aware_tui.domain.customers import CustomerStory
from aware_tui.domain.playbook import Choice
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.customers import Customers, colleague_name
from aware_tui.services.desk import Desk
from aware_tui.services.shown import Acted
from aware_tui.tui.commands import Command
from aware_tui.tui.customers.handing import (
    ANOTHER,
    SAME_AGENT,
    AskName,
    colleague_pick,
    handed_sentence,
)
from aware_tui.tui.customers.merging import FindOther, merge_pick
from aware_tui.tui.customers.profile import day_of
from aware_tui.tui.customers.rows import in_short
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.messages import SessionWanted
from aware_tui.tui.reading.beside_screen import BesideScreen
from aware_tui.tui.waiting import answer_of

GONE = _("This customer was erased meanwhile, in another window. The list is read again.")
NONE_OPEN = _("No call of this customer is open or parked. History reads the others.")
NOT_MERGED = _("This customer was not merged with another.")


class CustomerDeeds(BesideScreen):
    """Each deed reads the customer anew first: it may have been erased meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", _("open"), show=False),
        Binding("m", "merge", _("merge"), show=False),
        Binding("u", "unmerge", _("undo a merge"), show=False),
        Binding("a", "feedback", _("what they say of us"), show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False) -> None:
        super().__init__(desk, search=search)
        self.customers = Customers(desk)
        self._handed: Acted | None = None

    @property
    def customer_id(self) -> str | None:
        """Return the customer the cursor is on."""
        raise NotImplementedError

    async def story_here(self) -> CustomerStory | None:
        """Return the customer the cursor is on, as it is now; None and a sentence when it cannot be read."""
        wanted = self.customer_id
        if wanted is None:
            return None
        story, problem = await answer_of(self.customers.story(wanted))
        if not self.is_attached:
            return None
        if story is None:
            self.app.notify(problem or GONE, severity="warning")
            self.look()
        return story

    @work(exclusive=True, group="deed")
    async def action_open(self) -> None:
        """Take up the newest call that is open or parked; of several, the one that is picked."""
        story = await self.story_here()
        if story is None:
            return
        session_id = await self._unfinished(story, _("Which call?"))
        if session_id is not None and self.is_attached:
            self.app.pop_screen()
            self.app.post_message(SessionWanted(session_id))

    async def _unfinished(self, story: CustomerStory, question: str) -> str | None:
        """Return the unfinished call that is meant, if there is one."""
        lines = [line for line in story.sessions if _waits(line)]
        if not lines:
            self.app.notify(NONE_OPEN)
            return None
        if len(lines) == 1:
            return lines[0].id
        now = self.desk.now()
        choices = tuple(Choice(line.id, _told(line, day_of(line, now))) for line in lines[:9])
        return await self.app.push_screen_wait(Pick(question, choices))

    @work(exclusive=True, group="deed")
    async def action_merge(self) -> None:
        """Find the other customer, see both side by side, and say which one both are shown as."""
        story = await self.story_here()
        if story is None:
            return
        other_id = await self.app.push_screen_wait(FindOther(story, self.customers))
        if other_id is None:
            return
        other, problem = await answer_of(self.customers.story(other_id))
        if other is None:
            self.app.notify(problem or GONE, severity="warning")
            return
        kept = await self.app.push_screen_wait(merge_pick(story, other, self._dialog_room()))
        if kept is None:
            return
        ids = (story.customer.id, other.customer.id)
        merged, problem = await answer_of(self.customers.merge(*(ids if kept == ids[1] else ids[::-1])))
        if merged is None:
            self.app.notify(problem, severity="warning")
        else:
            self.app.notify(_("They are one customer now. u takes it back."))
            self.show_customer(kept)

    def _dialog_room(self) -> int:
        return min(72, self.size.width * 92 // 100) - 8

    @work(exclusive=True, group="deed")
    async def action_unmerge(self) -> None:
        """Show a merged customer by itself again; of several, the one that is picked."""
        story = await self.story_here()
        if story is None:
            return
        if not story.merged:
            self.app.notify(NOT_MERGED)
            return
        merge_id: str | None = story.merged[0][0].id
        if len(story.merged) > 1:
            choices = tuple(Choice(row.id, excerpt(in_short(who), 56)) for row, who in story.merged)
            merge_id = await self.app.push_screen_wait(Pick(_("Who is a customer of their own?"), choices))
        if merge_id is None:
            return
        undone, problem = await answer_of(self.customers.unmerge(merge_id))
        if undone is None:
            self.app.notify(problem, severity="warning")
        else:
            self.app.notify(_("They are two customers again."))
        self.show_customer(story.customer.id)

    def show_customer(self, customer_id: str) -> None:
        """Read the list anew, the cursor on this customer."""
        raise NotImplementedError

    @work(exclusive=True, group="deed")
    async def action_feedback(self) -> None:
        """Note what this customer says of us, or the answer to what they were asked."""
        from aware_tui.tui.feedback.noting import Noting

        wanted = self.customer_id
        if wanted is None:
            return
        playbook = (await self.in_force()).playbook
        if await Noting(self.app, self.desk, playbook).of_customer(wanted) is not None and self.is_attached:
            self.show_customer(wanted)

    @work(exclusive=True, group="deed")
    async def hand_over(self) -> None:
        """Give a call of this customer that is open or parked to a colleague."""
        story = await self.story_here()
        session_id = await self._unfinished(story, _("Which call?")) if story is not None else None
        if session_id is None:
            return
        names, _problem = await answer_of(self.customers.colleagues(self.desk.settings.agent))
        name = await self.app.push_screen_wait(colleague_pick(names)) if names else ANOTHER
        if name == ANOTHER:
            name = await self.app.push_screen_wait(AskName())
        if not name or not colleague_name(name):
            return
        acted, problem = await answer_of(self.customers.hand_over(session_id, name))
        if acted is None:
            self.app.notify(problem, severity="warning")
        elif acted.change.empty:
            self.app.notify(SAME_AGENT)
        else:
            self._handed = acted
            self.app.notify(handed_sentence(colleague_name(name)))
            self.look()

    @work(exclusive=True, group="deed")
    async def take_back(self) -> None:
        """Undo the last hand-over made here."""
        if self._handed is None:
            self.app.notify(_("No call was handed over here."))
            return
        acted, problem = await answer_of(self.customers.take_back(self._handed))
        if acted is None:
            self.app.notify(problem, severity="warning")
            return
        self._handed = None
        self.app.notify(_("Taken back: the call is with whom it was before."))
        self.look()

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the palette."""
        return (
            Command(_("Open a call of this customer"), _("The one that waits"), self.action_open, "o"),
            Command(
                _("Merge with another customer"), _("Two that are one; undoable"), self.action_merge, "m"
            ),
            Command(_("Feedback of this customer"), _("What they say of us"), self.action_feedback, "a"),
            Command(_("Undo a merge"), _("Show them as two again"), self.action_unmerge, "u"),
            Command(
                _("Hand a call to a colleague"), _("An open or parked one, with its promises"), self.hand_over
            ),
            Command(_("Take back the hand-over"), _("The last one made here"), self.take_back),
            *super().commands(),
        )


def _waits(line: SessionLine) -> bool:
    return line.kind is Kind.LIVE and line.status in (Status.OPEN, Status.PARKED)


def _told(line: SessionLine, day: str) -> str:
    return excerpt(" · ".join(part for part in (day, state_words(line.status), line.excerpt) if part), 56)
