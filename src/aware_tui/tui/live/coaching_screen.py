"""The part of the live screen that has words read in a pause, and shows one finding beside them at most."""

from typing import TYPE_CHECKING

from textual import work

from aware_tui.domain.playbook import PartKind
from aware_tui.language import _
from aware_tui.tui.live.asking_screen import AskingScreen
from aware_tui.tui.live.coach_pane import CoachPane
from aware_tui.tui.live.part_views import NoteView, PartView
from aware_tui.tui.live.promises_view import PromisesView
from aware_tui.tui.promise_words import promise_words
from aware_tui.tui.waiting import wait_for
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from aware_tui.domain.coaching.rules import Finding


class CoachingScreen(AskingScreen):
    """Reads a promise line, and what is noted where a customer's side is heard; it never blocks."""

    _guarded: "tuple[NoteView, TextView] | None" = None

    @work(group="warm")
    async def warm_up_coach(self) -> None:
        """Have the coaches ready before they are asked; tell what a broken rule file leaves out."""
        left_out = await wait_for(self.desk.warm_up())
        if left_out:
            more = (
                _(" `aware playbook check` tells {number} more.").format(number=len(left_out) - 1)
                if len(left_out) > 1
                else ""
            )
            self.app.notify(
                _("A coaching rule is left out. {left_out}{more}").format(left_out=left_out[0], more=more),
                severity="warning",
            )

    def keep(self, view: TextView) -> None:
        super().keep(view)
        part = next((each for each in view.ancestors if isinstance(each, PartView)), None)
        if isinstance(part, PromisesView):
            self.read_promise(part, view)
        elif isinstance(part, NoteView) and self._hears_their_side():
            self.guard(part, view)

    def _hears_their_side(self) -> bool:
        """Say whether this is where a customer may be mistaken: the switch for safety stands here."""
        return any(part.kind is PartKind.SAFETY for part in self.call.phase.parts)

    @work(exclusive=True, group="coach")
    async def read_promise(self, part: PromisesView, view: TextView) -> None:
        """Show what is vague or missing in a promise before it is made, and when it will be due."""
        text, now = view.text, self.desk.now()
        zone = self.call.session.head.zone
        if not text.strip():
            view.mark()
            part.say("")
            self._remark("", None)
            return
        checked = await wait_for(self.desk.consult(lambda coach: coach.promise(text, now, zone)))
        if view.is_attached and view.text == text:
            finding = next(iter(checked.reading.findings), None)
            view.mark(*((each.start, each.end) for each in (finding,) if each is not None))
            part.say(promise_words(text, checked, now))
            self._remark(text[finding.start : finding.end] if finding else "", finding)

    @work(exclusive=True, group="coach")
    async def guard(self, part: NoteView, view: TextView) -> None:
        """Name words that contradict the customer; where safety is at stake, words that are not plain."""
        self._guarded = (part, view)
        text, safety = view.text, self.call.session.head.safety_reason is not None
        findings = await wait_for(
            self.desk.consult(
                lambda coach: coach.correction(text).findings if safety else coach.contradictions(text)
            )
        )
        if view.is_attached and view.text == text:
            self._show_finding(part, view, next(iter(findings), None))

    def guard_again(self) -> None:
        """Read the words guarded last once more: what is asked of them changes with the switch for safety."""
        part, view = self._guarded or (None, None)
        if part is not None and view is not None and view.is_attached:
            self.guard(part, view)

    def _show_finding(self, part: NoteView, view: TextView, finding: "Finding | None") -> None:
        view.mark(*((each.start, each.end) for each in (finding,) if each is not None))
        words = "" if finding is None else view.text[finding.start : finding.end]
        part.advise(finding.suggestion if finding else "")
        self._remark(words, finding)

    def _remark(self, words: str, finding: "Finding | None") -> None:
        """Say in the coach, in full, what stands beside the line in short."""
        remark = ((f"“{words}”", "", (finding.reason, finding.suggestion)),) if finding else ()
        for coach in self.query(CoachPane).results(CoachPane):  # none once the screen goes away
            coach.remark(remark)
