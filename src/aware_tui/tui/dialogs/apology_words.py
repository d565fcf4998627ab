"""What the apology coach says beside a draft: at most one thing at a time in a live call."""

from aware_tui.domain.coaching.advice import advice_for
from aware_tui.domain.coaching.apology import Reading, Verdict
from aware_tui.domain.coaching.rules import Coaching, Finding
from aware_tui.domain.playbook import Apology
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.tui.dialogs.apology import BLANK
from aware_tui.tui.live.coach_pane import Paragraph

QUOTED = 48
"""Columns of the words at fault that are shown; the draft has them marked in full."""

VERDICTS = {
    Verdict.REAL: _("A real apology"),
    Verdict.PARTIAL: _("Honest regret, and no more yet"),
    Verdict.FAKE: _("Some words take it back"),
    Verdict.NONE: _("No apology to them yet"),
}
"""What each verdict is called above what the coach says."""

OPEN_BLANK: Paragraph = (_("A blank is still open"), "", (_("Fill it, or take its sentence out."),))
"""What is said while a suggested wording has a blank in it."""

ENOUGH = _("Honest regret: all a light apology needs")
"""What is said of a partial apology with nothing missing for its size."""


def words_at_rest(guide: Apology, *, full: bool) -> tuple[Paragraph, ...]:
    """Return what stands beside an empty draft: words that help, and words to leave out."""
    help_with: Paragraph = (_("Words that help"), "", guide.say_full if full else guide.say_light)
    leave_out: Paragraph = (_("Leave out"), "· ", guide.leave_out)
    return tuple(block for block in (help_with, leave_out) if block[2])


def words_on(draft: str, reading: Reading, coaching: Coaching, *, every: bool) -> tuple[Paragraph, ...]:
    """Return what to say of a draft; with `every`, all findings, else the weightiest alone."""
    findings = reading.findings if every else reading.findings[:1]
    enough = reading.verdict is Verdict.PARTIAL and not reading.missing
    blocks: list[Paragraph] = [(ENOUGH if enough else VERDICTS[reading.verdict], "", ())]
    if BLANK in draft:
        blocks.append(OPEN_BLANK)
    blocks += [(_quoted(draft, finding), "", _why(finding)) for finding in findings]
    missing = tuple(advice for each in reading.missing if (advice := advice_for(coaching, each)))
    if missing and reading.english:
        blocks.append((_("Not said yet"), "· ", missing if every else missing[:2]))
    return tuple(blocks)


def _quoted(draft: str, finding: Finding) -> str:
    return f"“{excerpt(draft[finding.start : finding.end], QUOTED)}”"


def _why(finding: Finding) -> tuple[str, ...]:
    return tuple(line for line in (finding.reason, finding.suggestion) if line)
