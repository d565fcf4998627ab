"""Which errors are a user's to mend, and the sentence for each."""


def sentence_of(error: BaseException) -> str | None:
    """Return the plain sentence of a problem, or None for a fault of the program."""
    from aware_tui.config import SettingsProblem
    from aware_tui.content.errors import PlaybookError, PlaybookMissing
    from aware_tui.domain.duties import DutyProblem
    from aware_tui.domain.importing.problem import ImportProblem
    from aware_tui.domain.insights.typed_period import NotAPeriod
    from aware_tui.exports.files import NotWritten
    from aware_tui.services.new_content import NotBegun
    from aware_tui.services.shown import NoSuchSession
    from aware_tui.store.errors import StoreProblem

    of_content = (SettingsProblem, PlaybookError, PlaybookMissing)
    of_doing = (NoSuchSession, DutyProblem, ImportProblem, NotAPeriod, NotBegun, NotWritten)
    return str(error) if isinstance(error, (*of_content, *of_doing, StoreProblem)) else None


def is_damage(error: BaseException) -> bool:
    """Say whether a problem is that the data is damaged, empty or cut off: then a copy can help."""
    from aware_tui.store.errors import Corrupt

    return isinstance(error, Corrupt)
