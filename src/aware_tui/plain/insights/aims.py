"""What a line of Insights is turned into: a goal whose letters hold, training for the team; and undo."""

from dataclasses import replace

from aware_tui.domain.goals.aim import EVERYTHING, Scope
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.report import Finding, Incident, Rising, Share, Theme
from aware_tui.language import _
from aware_tui.plain.at_once import Said
from aware_tui.plain.command import Command, NotDone, Takes
from aware_tui.plain.insights.hand import InsightsInHand, Line, numbered
from aware_tui.services import goal_deeds, goals
from aware_tui.services.goal_deeds import GoalWords
from aware_tui.services.goals import Checked
from aware_tui.services.insights import asking

PARTS = ("target", "when", "owner", "reason")
"""What can be typed of a goal, in this order, a semicolon between each two."""

KEEP = "keep"


def goal(hand: InsightsInHand, rest: str) -> Said:
    """Draft a goal of a line, complaints a week; with words, check its letters and keep it if all hold."""
    line, words = hand.line_of(rest)
    drafted, number = _drafted(hand, line), rest.split()[0]
    if not words:
        checked = _checked(hand, drafted)
        keep = (KEEPS.format(number=number),) if checked.holds else ()
        return (*_letters(checked), *keep, HOW.format(number=number))
    typed = drafted if words.lower() == KEEP else _over(hand, drafted, hand.text(words))
    checked = _checked(hand, typed)
    if not checked.holds:
        lines = (_("Nothing was kept yet."), *_letters(checked), HOW.format(number=number))
        raise NotDone("\n".join(lines))
    goal_deeds.make(hand.desk, checked).result()
    return (_("The goal is kept. Saved."), *_letters(checked))


KEEPS = _("`goal {number} keep` keeps it like this.")
HOW = _("`goal {number} TARGET; LAST DAY; WHOSE; WHY` says it your way; a part left empty stays as it is.")


def _drafted(hand: InsightsInHand, line: Line) -> GoalWords:
    """Return the goal that a line asks for, as it would be typed."""
    if isinstance(line, Finding):
        return goal_deeds.words_of(goals.drafted(hand.desk, line).result())
    about, reason = EVERYTHING, "" if isinstance(line, Share) else line.sentence
    if isinstance(line, Share):
        about = Scope(category=line.name)
    elif isinstance(line, Rising | Incident):
        about = Scope(category=line.category or "")
    owner = hand.desk.settings.agent
    return GoalWords("", Metric.COMPLAINTS, Statistic.WEEKLY, owner=owner, about=about, reason=reason)


def _over(hand: InsightsInHand, drafted: GoalWords, words: str) -> GoalWords:
    """Return a goal with what was typed in place of its own."""
    parts = [part.strip() for part in words.split(";", len(PARTS) - 1)]
    typed = {name: part for name, part in zip(PARTS, parts, strict=False) if part}
    if typed.get("owner", "").lower() == "me":
        typed["owner"] = hand.desk.settings.agent
    return replace(
        drafted,
        target=typed.get("target", drafted.target),
        when=typed.get("when", drafted.when),
        owner=typed.get("owner", drafted.owner),
        reason=typed.get("reason", drafted.reason),
    )


def _checked(hand: InsightsInHand, words: GoalWords) -> Checked:
    desk = hand.desk
    draft = goal_deeds.draft_of(words, desk.now(), desk.settings.zone)
    return goals.checked(desk, draft).result()


def _letters(checked: Checked) -> tuple[str, ...]:
    """Return the five letters as sentences, each with whether it holds."""
    holds, not_yet = _("{letter} holds: {said}"), _("{letter}, not yet: {said}")
    told = []
    for each in checked.letters:
        said = (holds if each.holds else not_yet).format(letter=each.name, said=each.said)
        told.append(" ".join(part for part in (said, each.warning) if part))
    return tuple(told)


def goals_(hand: InsightsInHand, _rest: str) -> Said:
    """Tell how the goals go."""
    there = goals.register(hand.desk).result()
    if not there:
        return (_("No goal yet. `goal 1` drafts one of line 1."),)
    return tuple(f"{each.goal.title}: {each.sentence}" for each in there)


def train(hand: InsightsInHand, rest: str) -> Said:
    """Tell what trains for a line, by number."""
    line, _words = hand.line_of(rest)
    if not isinstance(line, Finding | Rising | Theme):
        raise NotDone(_("That goes for what keeps happening, rises, or is in their words."))
    hand.courses = asking.training(hand.desk, line, hand.insights.period).result()
    if not hand.courses:
        return (asking.no_training(hand.desk, line, hand.insights.period).result(),)
    told = (f"{number} {each.sentence}" for number, each in enumerate(hand.courses, 1))
    return (*told, _("`practise` and a number plays it now."))


def practise(hand: InsightsInHand, rest: str) -> Said:
    """Leave, and practise a scenario that was told."""
    number = int(rest[:6]) if rest.isascii() and rest.isdecimal() else None
    picked = numbered(hand.courses, number, _("`train 1` tells what trains for line 1."))
    hand.scenario, hand.over = picked.scenario_id, True
    return (_("To practise: {title}.").format(title=picked.title.rstrip(".")),)


def undo(hand: InsightsInHand, _rest: str) -> Said:
    """Take back the last thing that was done here; a goal is ended in the list of goals instead."""
    if not hand.deeds:
        raise NotDone(_("Nothing to undo."))
    what, back = hand.deeds[-1]
    hand.renew(back().result())
    hand.deeds.pop()
    return (_("Taken back: {what}. Saved.").format(what=what.rstrip(".")),)


COMMANDS = (
    Command(
        ("goal", "g"),
        Takes.NUMBER_AND_WORDS,
        _("N TARGET; LAST DAY; WHOSE; WHY"),
        _("a goal from line N; the number alone drafts it"),
        goal,
    ),
    Command(("goals",), Takes.NOTHING, "", _("how the goals go"), goals_, True),
    Command(("train", "t"), Takes.NUMBER_AND_WORDS, "N", _("what trains for line N"), train, True),
    Command(("practise", "practice"), Takes.WORDS, "N", _("leave, and practise number N"), practise, True),
    Command(("undo",), Takes.NOTHING, "", _("take back what was done last"), undo),
)
"""What can be typed to aim at, and to take back."""
