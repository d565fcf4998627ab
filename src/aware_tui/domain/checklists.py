"""What a step offers beside its checklist: items that are not part of the method, and coaching."""

from aware_tui.domain.categories import CategoryItem
from aware_tui.domain.playbook import ChecklistItem, CoachBlock, Playbook, Step
from aware_tui.domain.session import CoachingSession


def applies(block: CoachBlock, session: CoachingSession) -> bool:
    """Say whether a block of coaching holds for this session now."""
    if block.only == "safety":
        return session.head.safety_reason is not None
    return not block.only or block.only == session.head.apology_size


def drawer_items(playbook: Playbook, step: Step, category_id: str | None) -> tuple[ChecklistItem, ...]:
    """Return the items of the drawer: those beside the method, then those that the category adds."""
    category = playbook.category(category_id)
    added: tuple[CategoryItem, ...] = category.items if category else ()
    return (*step.extra, *(ChecklistItem(i.id, i.text) for i in added if i.step == step.id))
