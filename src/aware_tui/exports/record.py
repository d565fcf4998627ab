"""A session laid out for reading: facts, steps, documents and story, in words but without any format."""

from dataclasses import dataclass
from datetime import datetime

from aware_tui.domain.forms import day_of_week
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import Event, ProfileEntry, QualityRecord
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import DocumentKind
from aware_tui.domain.zones import local_time


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it holds, on one line."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """A label and words that a person typed, in their own lines."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """A checklist item; `when` is empty while it is not ticked."""

    text: str
    when: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table, such as a promise, and what there is to say of it."""

    text: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A label and its rows."""

    label: str
    rows: tuple[Entry, ...]


Block = Fact | Words | Check | Entries


@dataclass(frozen=True, slots=True)
class Section:
    """One step, or what stands after the steps; `aside` is what stands beside its title."""

    title: str
    aside: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """Something that happened, once or several times in a row."""

    when: str
    """The time of day, after the day itself when it is another than that of the line before."""
    actor: str
    """Empty if it was the session's own agent."""
    what: str


@dataclass(frozen=True, slots=True)
class Record:
    """A session as a reader sees it."""

    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    story: tuple[StoryLine, ...]
    to_do: Section | None = None
    """Open promises and checks, and a document that is missing."""


@dataclass(frozen=True, slots=True)
class Wall:
    """The clock on the wall where the session was: UTC times are told in `zone`, an IANA name."""

    zone: str
    began: datetime
    now: datetime

    def day(self, at: datetime) -> str:
        """Return "Wed 4 Mar 2026 10:30"."""
        local = local_time(at, self.zone)
        return f"{day_of_week(local)} {local.year} {local:%H:%M}"

    def time(self, at: datetime, near: datetime | None = None) -> str:
        """Return "10:30" for a time on the same day as `near` (or as the beginning), else as `day` does."""
        local, known = (local_time(each, self.zone) for each in (at, near or self.began))
        return f"{local:%H:%M}" if local.date() == known.date() else self.day(at)

    def past(self, at: datetime) -> bool:
        """Say whether a time has passed."""
        return at < self.now


@dataclass(frozen=True, slots=True)
class Source:
    """What a record is made from."""

    session: CoachingSession
    playbook: Playbook
    events: tuple[Event, ...]
    wall: Wall


def written_in(session: CoachingSession, kind: DocumentKind) -> ProfileEntry | QualityRecord | None:
    """Return what a session has of this document."""
    return session.profile_entry if kind is DocumentKind.PROFILE_ENTRY else session.quality_record


def labelled(label: str, value: str) -> str:
    """Return a label and its value as one sentence."""
    return f"{label} {value}" if label.endswith(("?", ":", "...")) else f"{label}: {value}"


def joined(*parts: str) -> str:
    """Return the parts that are not empty, with commas."""
    return ", ".join(part for part in parts if part)
