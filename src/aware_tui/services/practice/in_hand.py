"""An attempt that is gone on with, a call or a drill: its moves, its draft, and how both are kept."""

from concurrent.futures import Future

from aware_tui.domain.practice.attempts import Result, moves_of
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptState
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.futures import chained


class InHand:
    """The row as it was begun or taken up, and what was done since."""

    def __init__(self, desk: Desk, attempt: Attempt) -> None:
        self.desk, self.attempt = desk, attempt
        self.moves = moves_of(attempt)
        self._draft: str | None = None

    @property
    def finished(self) -> bool:
        """Say whether its result is kept."""
        return self.attempt.state is AttemptState.FINISHED

    @property
    def draft(self) -> str:
        """Return the answer that is half typed."""
        return self.attempt.draft if self._draft is None else self._draft

    def save(self) -> "Future[Attempt]":
        """Save everything up to now, and what is half typed; a save that failed is made good by the next."""
        return practice_store.save_moves(self.desk, self.attempt, self.moves, self._draft)

    def keep_result(self, result: Result) -> "Future[Attempt]":
        """Keep what it came to, and review the skills it showed."""
        kept = practice_store.finish_attempt(self.desk, self.attempt, self.moves, result)
        return chained(kept, self._take)

    def _take(self, attempt: Attempt) -> Attempt:
        self.attempt = attempt
        return attempt
