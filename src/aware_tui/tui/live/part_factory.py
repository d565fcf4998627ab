"""Which widget shows which kind of part."""

from collections.abc import Callable
from datetime import datetime

from aware_tui.domain.playbook import Part, PartKind
from aware_tui.services.call import Call
from aware_tui.tui.live.document_views import DocumentView, PickView, QualityLineView
from aware_tui.tui.live.follow_ups_view import FollowUpsView
from aware_tui.tui.live.options_view import OptionsView
from aware_tui.tui.live.part_views import NoteView, PartView, ReadBackView, RowView
from aware_tui.tui.live.promises_view import KeptView, PromisesView
from aware_tui.tui.live.safety_view import SafetyView

VIEWS: dict[PartKind, type[PartView]] = {
    PartKind.NOTE: NoteView,
    PartKind.MOOD_START: RowView,
    PartKind.MOOD_END: RowView,
    PartKind.SIZE: RowView,
    PartKind.ANSWER: RowView,
    PartKind.LIKELIHOOD: RowView,
    PartKind.CHECK_IN: RowView,
    PartKind.PROMISES: PromisesView,
    PartKind.KEPT: KeptView,
    PartKind.OPTIONS: OptionsView,
    PartKind.SAFETY: SafetyView,
    PartKind.FOLLOW_UPS: FollowUpsView,
    PartKind.PROFILE: DocumentView,
    PartKind.QUALITY: DocumentView,
    PartKind.CATEGORY: PickView,
    PartKind.CAUSE: PickView,
    PartKind.COST: QualityLineView,
    PartKind.RECOMMENDATION: QualityLineView,
}
"""The view of each kind of part that needs nothing but the session."""


def make_part(part: Part, call: Call, now: Callable[[], datetime]) -> PartView:
    """Return the view of a part of the call's present step."""
    if part.kind is PartKind.READ_BACK:
        return ReadBackView(
            part, call.place.step, call.playbook, call.session, lambda template: call.draft(template, now())
        )
    return VIEWS[part.kind](part, call.place.step, call.playbook, call.session)
