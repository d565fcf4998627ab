"""A playbook as a book: the title page, a chapter for each step, then the lists it comes with."""

from collections.abc import Iterator

from aware_tui.domain.categories import Cause, CauseOf
from aware_tui.domain.playbook import (
    ChecklistItem,
    Choice,
    CoachBlock,
    CoachKind,
    Part,
    Phase,
    Playbook,
    Required,
    Step,
)
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.reading_room.passages import GAP, Passage, Said, Voice
from aware_tui.services.shown import InForce, ships_with_us

AT_THE_END = {
    Required.NO: "",
    Required.WARN: _(" · asked for at the end"),
    Required.REFUSE: _(" · must be ticked before the end"),
}
"""What the gate does about an item, beside its wording."""

ONLY = {
    "light": _(" · when a light apology is enough"),
    "full": _(" · when they feel wronged"),
    "safety": _(" · when safety or security is at stake"),
}
"""When a block of coaching is shown."""


def book_of(in_force: InForce, asked_for: str) -> tuple[Passage, ...]:
    """Return the playbook in force, chapter by chapter; `asked_for` is how the settings name it."""
    playbook = in_force.playbook
    chapters = (
        _title_page(in_force, asked_for),
        *(_step(step, playbook) for step in playbook.steps),
        _apology(playbook),
        _phrases(playbook),
        _categories(playbook),
        _causes(playbook),
        _endings(playbook),
    )
    return tuple(chapter for chapter in chapters if chapter.lines)


def _title_page(in_force: InForce, asked_for: str) -> Passage:
    playbook = in_force.playbook
    source = (
        _("It ships with this program.")
        if ships_with_us(asked_for)
        else _("It comes from “{asked_for}”.").format(asked_for=asked_for)
    )
    lines = [Said(playbook.about), GAP, Said(playbook.credit, Voice.QUIET), GAP]
    if in_force.notice:
        lines.append(Said(in_force.notice, Voice.LATE))
    else:
        lines.append(
            Said(
                _("{source} New calls start with it; a call keeps the one it began with.").format(
                    source=source
                )
            )
        )
    lines.append(
        Said(_("Its mark is {content_hash}.").format(content_hash=in_force.content_hash[:12]), Voice.QUIET)
    )
    return Passage(playbook.title, tuple(lines), _("version {version}").format(version=playbook.version))


def _step(step: Step, playbook: Playbook) -> Passage:
    lines: list[Said] = []
    for phase in step.phases:
        lines += [*([GAP] if lines else []), *_phase(phase)]
    if step.extra:
        lines += [GAP, Said(_("Also useful · not part of {title}").format(title=playbook.title), Voice.QUIET)]
        lines += _items(step.extra, numbered=False)
    return Passage(step.title, tuple(lines))


def _phase(phase: Phase) -> Iterator[Said]:
    yield Said(phase.lead, Voice.STRONG)
    yield GAP
    yield from _items(phase.items, numbered=True)
    if phase.lock:
        yield GAP
        yield Said(
            with_keys(_("Nothing is asked or explained until you press F5: {unlock}.")).format(
                unlock=phase.unlock
            ),
            Voice.QUIET,
        )
    if phase.parts:
        yield GAP
        yield Said(_("To write down"), Voice.QUIET)
        for part in phase.parts:
            yield from _part(part)
    for block in phase.coach:
        yield GAP
        yield from _coaching(block)


def _items(items: tuple[ChecklistItem, ...], *, numbered: bool) -> Iterator[Said]:
    for number, item in enumerate(items, 1):
        lead = f"{number}  " if numbered else "+  "
        yield Said(item.text + AT_THE_END[item.required], lead=lead)
        if item.why:
            yield Said(item.why, Voice.QUIET, " " * len(lead))


def _part(part: Part) -> Iterator[Said]:
    yield Said(part.label, lead="·  ")
    if part.hint:
        yield Said(part.hint, Voice.QUIET, "   ")
    if part.choices:
        yield Said(_listed(part.choices), Voice.QUIET, "   ")


def _coaching(block: CoachBlock) -> Iterator[Said]:
    yield Said(block.title + ONLY.get(block.only, ""), Voice.QUIET)
    lead = "" if block.kind in (CoachKind.SAY, CoachKind.ASK) else "·  "
    for line in block.lines:
        yield Said(line, lead=lead)


def _listed(choices: tuple[Choice, ...]) -> str:
    return " · ".join(choice.label for choice in choices)


def _apology(playbook: Playbook) -> Passage:
    guide = playbook.apology
    groups = (
        (Said(_("A light apology: for the situation, or the mix-up"), Voice.STRONG), _elements(guide.light)),
        (Said(_("Say something like"), Voice.QUIET), _spoken(guide.say_light)),
        (Said(_("A full apology: they feel wronged"), Voice.STRONG), _elements(guide.full)),
        (Said(_("Say something like"), Voice.QUIET), _spoken(guide.say_full)),
        (Said(_("Leave out"), Voice.QUIET), [Said(words, lead="·  ") for words in guide.leave_out]),
    )
    lines: list[Said] = []
    for title, said in groups:
        if said:
            lines += [*([GAP] if lines else []), title, *said]
    return Passage(_("Apology guide"), tuple(lines))


def _elements(items: tuple[ChecklistItem, ...]) -> list[Said]:
    return [GAP, *_items(items, numbered=True)] if items else []


def _spoken(lines: tuple[str, ...]) -> list[Said]:
    return [Said(line) for line in lines]


def _phrases(playbook: Playbook) -> Passage:
    titles = {step.id: step.title for step in playbook.steps}
    lines: list[Said] = []
    for group in playbook.phrases:
        lines += [*([GAP] if lines else []), Said(group.title, Voice.STRONG)]
        lines += [Said(group.why), GAP, *_spoken(group.lines)]
        lines.append(
            Said(
                _("{titles} · after {source}").format(
                    titles=titles.get(group.step, group.step), source=group.source
                ),
                Voice.QUIET,
            )
        )
    return Passage(_("Words that help"), tuple(lines))


def _categories(playbook: Playbook) -> Passage:
    titles = {step.id: step.title for step in playbook.steps}
    lines: list[Said] = []
    if any(category.items for category in playbook.categories):
        lines.append(
            Said(_("What each adds is not part of {title}.").format(title=playbook.title), Voice.QUIET)
        )
        lines.append(GAP)
    for category in playbook.categories:
        lines.append(Said(category.label, lead="·  "))
        lines += [
            Said(f"{titles.get(item.step, item.step)}: {item.text}", Voice.QUIET, "   + ")
            for item in category.items
        ]
    return Passage(_("What it is about"), tuple(lines))


def _causes(playbook: Playbook) -> Passage:
    lines = [
        *_causes_of(playbook, CauseOf.SYSTEM, _("Of the system")),
        *_causes_of(playbook, CauseOf.PERSON, _("Of a person")),
    ]
    if playbook.likelihood:
        lines += [Said(_("Will it happen again?"), Voice.QUIET), Said(_listed(playbook.likelihood))]
    return Passage(_("Why it went wrong"), tuple(lines))


def _causes_of(playbook: Playbook, where: CauseOf, title: str) -> Iterator[Said]:
    causes: list[Cause] = [cause for cause in playbook.causes if cause.of is where]
    if causes:
        yield Said(title, Voice.QUIET)
        yield from (Said(cause.label, lead="·  ") for cause in causes)
        yield GAP


def _endings(playbook: Playbook) -> Passage:
    endings = playbook.endings
    lines: list[Said] = []
    for title, choices in (
        (_("Finish over a gap"), endings.finish),
        (_("Park"), endings.park),
        (_("Discard"), endings.discard),
    ):
        if choices:
            lines += [*([GAP] if lines else []), Said(title, Voice.QUIET)]
            lines += [Said(choice.label, lead="·  ") for choice in choices]
    return Passage(_("Leaving a call"), tuple(lines))
