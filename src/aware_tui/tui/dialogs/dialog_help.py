"""What each dialog is for, in plain words, for F1; by the name of its class, so that none need be loaded."""

from collections.abc import Mapping

from aware_tui.language import _

KEPT = _("Escape goes back, and what you typed is there again the next time. Nothing else is changed.")
"""Told in the help of a dialog that keeps what is typed."""

LEFT = _("Escape goes back; nothing is changed.")

ABOUT: Mapping[str, tuple[str, ...]] = {
    "ApologyDialog": (
        _("The apology"),
        _(
            "Say how big it must be in their eyes. On the telephone, tick what you have said; "
            "in a chat or a letter, write it here and read what the coach finds, one thing at a time."
        ),
        _("The example is there to show the shape. Your own words sound better than ours."),
        KEPT,
    ),
    "PromiseDialog": (
        _("A promise"),
        _(
            "What will be done, by whom, and by when. As you type, the coach names what is still "
            "missing, and "
            "shows back which day and hour your words mean."
        ),
        KEPT,
    ),
    "CustomerDialog": (
        _("Who is calling"),
        _(
            "Fill in what you have a hand free for; each line is kept as you type. If somebody of "
            "that name was here "
            "before, you are offered who it may be. Choosing what it is about adds items and clears nothing."
        ),
        _("Escape goes back to the call, with all of it kept."),
    ),
    "SafetyDialog": (
        _("Safety or security"),
        _(
            "Customers are not told that they are wrong, with this one exception. Write down why it "
            "cannot wait; "
            "then the coach helps to say it kindly, plainly and at once."
        ),
        KEPT,
    ),
    "GateDialog": (
        _("Leaving a call"),
        _(
            "Park it when something is still to be done: it waits on Today until then. "
            "Finish it when all is "
            "done, or say in one key why not. Discard it when it was no call at all."
        ),
        _("Gaps are named and may stay. No word is lost, whichever you take. Escape goes back to the call."),
    ),
    "AskLine": (_("A line to write"), _("One line answers it, and it may stay empty."), KEPT),
    "Pick": (
        _("A list to choose from"),
        _("Arrows move, Enter takes the line; a digit takes the line with that number at once."),
        LEFT,
    ),
    "Preview": (
        _("To copy"),
        _(
            "This is what will be handed on, to the letter. It is sent nowhere: y copies it, and you "
            "paste it."
        ),
        LEFT,
    ),
    "DamagedDialog": (
        _("The data cannot be read"),
        _(
            "Nothing was deleted. The newest good copy can take its place, and the damaged file is "
            "kept beside it, "
            "so that somebody can still look for what came after that copy."
        ),
        _("Escape leaves everything as it is, and ends the program."),
    ),
    "AskName": (
        _("Handing a call over"),
        _("Type whose it is from now on, as their own program knows them. The call is on their Today then."),
        LEFT,
    ),
    "FindOther": (
        _("The same customer twice"),
        _(
            "Find the other entry of the same person by a few letters. A merge moves nothing, and u "
            "takes it back."
        ),
        LEFT,
    ),
    "SimilarDialog": (
        _("The same cause"),
        _(
            "What looks like this call stands here. Linking them shows how often it happens, and "
            "whom to tell later."
        ),
        LEFT,
    ),
    "PointDialog": (
        _("A choke point"),
        _(
            "What keeps going wrong, in words a colleague understands; what is done about it, by "
            "whom, by when. "
            "Only the first line is needed."
        ),
        KEPT,
    ),
    "NewTimeDialog": (
        _("A new time"),
        _("When it is due now, and why it changed. The old promise stays in the story of the call."),
        KEPT,
    ),
    "OutcomeDialog": (
        _("How a goal ended"),
        _(
            "A sentence for whoever reads it in a year: what was done, and what came of it. It may "
            "stay empty."
        ),
        KEPT,
    ),
    "GoalForm": (
        _("A goal"),
        _(
            "Five lines, one for each letter: what is measured, from where to where, by when. Each "
            "line says by itself "
            "what it still lacks, and the goal is kept once all five hold."
        ),
        KEPT,
    ),
    "DaysDialog": (
        _("Other days"),
        _("The first day and the last, both of them counted. Insights then looks at these days alone."),
        KEPT,
    ),
    "WhysDialog": (
        _("Five whys"),
        _(
            "Ask why, and then why that: the fifth answer is often something one can change. "
            "Stop earlier when you are there."
        ),
        KEPT,
    ),
    "FeedbackDialog": (
        _("What a customer said"),
        _(
            "Where it was said, how it sounded, a score if they gave one, and their words. "
            "Whoever was asked and kept silent counts as well: leave the words empty."
        ),
        KEPT,
    ),
    "RetryDialog": (
        _("Try again"),
        _(
            "The call starts anew at the turn you name, with all that was said before it. The first "
            "try stays as it was."
        ),
        LEFT,
    ),
    "CaseDialog": (_("The case"), _("What you may know about this call, to look up while it goes on."), LEFT),
}
"""The title of each dialog's help and its paragraphs."""


def help_of(name: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the title and the paragraphs for a dialog by the name of its class, if it has help."""
    found = ABOUT.get(name)
    return None if found is None else (found[0], found[1:])
