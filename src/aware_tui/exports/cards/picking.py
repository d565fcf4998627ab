"""What goes on a card out of a playbook: marks, lines, items and words to say of each step."""

from collections.abc import Iterator

from aware_tui.domain.playbook import CoachKind, Playbook, Step


def marks(playbook: Playbook) -> tuple[str, ...]:
    """Return a mark for each step: its first letter where those spell a word of a title, else its number."""
    letters = "".join(step.title.strip()[:1].upper() for step in playbook.steps)
    titles = f"{playbook.title} {playbook.cards.title}".upper().split()
    if 1 < len(letters) == len(playbook.steps) and letters in titles:
        return tuple(letters)
    return tuple(str(number) for number in range(1, len(playbook.steps) + 1))


def lines_of(playbook: Playbook, step: Step) -> tuple[str, ...]:
    """Return the lines of a step for the pocket: its own, else the leads of its first two phases."""
    return playbook.cards.step(step.id).lines or tuple(phase.lead for phase in step.phases[:2])


def leads_of(step: Step) -> str:
    """Return what a step is about, in its own words."""
    return " ".join(dict.fromkeys(phase.lead for phase in step.phases))


def items_of(playbook: Playbook, step: Step) -> tuple[str, ...]:
    """Return the items of a step: those its card picks, in that order, else all of them."""
    texts = {item.id: item.text for item in step.items()}
    picked = playbook.cards.step(step.id).items
    return tuple(texts[item] for item in picked if item in texts) or tuple(texts.values())


def say_of(playbook: Playbook, step: Step) -> str:
    """Return what may be said in a step; empty where the playbook has no words for it."""
    own = playbook.cards.step(step.id).say
    return own or next(_offered(playbook, step), "")


def _offered(playbook: Playbook, step: Step) -> Iterator[str]:
    """Yield words to say, the fittest first: what the coach says or asks whatever happens, then phrases."""
    for phase in step.phases:
        for block in phase.coach:
            if block.kind in (CoachKind.SAY, CoachKind.ASK) and not block.only:
                yield from block.lines
    for group in playbook.phrases:
        if group.step == step.id and not group.apology:
            yield from group.lines
