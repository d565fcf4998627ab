"""The table of what was erased, as an SQLModel class."""

from datetime import datetime

from sqlmodel import Field

from aware_tui.domain.erasing import ErasedKind
from aware_tui.store.columns import Base, choice, key


class ErasureRow(Base, table=True):
    """Table `erasure`: the rows whose words were erased; it holds ids and times, and nothing of a person."""

    __tablename__ = "erasure"
    id: str = key()
    erased_at: datetime
    actor: str
    kind: ErasedKind = choice(ErasedKind, "kind")
    row_id: str = Field(unique=True)
