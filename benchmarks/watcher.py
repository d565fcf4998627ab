"""A person with a stopwatch: when a key was pressed, when the screen had it, how much was sent."""

import os
import select
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from terminal.keys import key_bytes
from terminal.person import Person

TOO_LATE: Final = 10.0
"""Seconds after which a key counts as lost and the run fails."""

HEADER: Final = 2
"""Rows at the top where words come and go by themselves."""

_SAME_BURST: Final = 0.001

Lines = list[str]
Reflected = Callable[[Lines, Lines], bool]
"""Whether a key is on the screen, from the rows before it and the rows now."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One measured key: when it was sent and painted (perf_counter seconds), bytes until the next key."""

    sent: float
    painted: float
    written: int

    @property
    def ms(self) -> float:
        """Milliseconds from key to paint."""
        return (self.painted - self.sent) * 1000


class Watcher(Person):
    """Notes the moment of each read before anything is emulated, so that emulating costs no time."""

    def __init__(self, argv: Sequence[str | Path], env: Mapping[str, str], cwd: Path) -> None:
        self.begun = time.perf_counter()
        super().__init__(argv, 120, 36, env, cwd)

    def moment(self, reflected: Callable[[Lines], bool]) -> float:
        """Look until the rows satisfy; returns the moment (perf_counter seconds) that brought them."""
        deadline = time.perf_counter() + TOO_LATE
        found: float | None = None
        while found is None and time.perf_counter() < deadline and self.alive:
            for when, part in self._timed_reads(0.02):
                self.take(part)
                if found is None and reflected(self.glass.lines()):
                    found = when
        if found is None:
            raise AssertionError("not seen; the screen:\n" + self.screen())
        return found

    def since_start(self, moment: float) -> float:
        """Return milliseconds from just before the program was started."""
        return (moment - self.begun) * 1000

    def stroke(self, data: bytes, reflected: Reflected, gap: float = 0.0) -> Stroke:
        """Send a key's bytes and time it; the next may follow after `gap` seconds."""
        self.look(0.0)
        before, seen = self.glass.lines(), len(self.raw)
        pressed = time.perf_counter()
        os.write(self._terminal, data)
        painted = self.moment(lambda now: reflected(before, now))
        self.rest(gap - (time.perf_counter() - pressed))
        return Stroke(pressed, painted, len(self.raw) - seen)

    def rest(self, seconds: float) -> None:
        """Watch for a while."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.look(left)

    def settle(self, quiet: float = 0.3) -> None:
        """Watch until no character has changed for `quiet` seconds; cursors may blink."""
        before: Lines = []
        while before != self.glass.lines():
            before = self.glass.lines()
            self.rest(quiet)

    def cpu_ms(self) -> float:
        """Return the milliseconds of processor time that the program has used, all threads."""
        # Linux numbers a process's clock by its id; the bits are those of the kernel's posix-timers.h.
        return time.clock_gettime((~self.pid << 3) | 2) * 1000

    def memory_mb(self) -> tuple[float, float]:
        """Return resident and proportional memory in MB."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        kilobytes = {line.split()[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
        return kilobytes["Rss:"] / 1024, kilobytes["Pss:"] / 1024

    def quit_ms(self, key: str) -> float:
        """Press the key that quits; returns milliseconds until the process is gone."""
        self.look(0.0)
        end = os.pidfd_open(self.pid)
        pressed = time.perf_counter()
        os.write(self._terminal, key_bytes(key))
        while end not in select.select([end, self._terminal], [], [], TOO_LATE)[0]:
            self.read(0.0)
        gone = time.perf_counter()
        os.close(end)
        return (gone - pressed) * 1000

    def _timed_reads(self, seconds: float) -> list[tuple[float, bytes]]:
        """Read all that arrives together, each part with its moment."""
        parts: list[tuple[float, bytes]] = []
        while part := self.read(_SAME_BURST if parts else seconds):
            parts.append((time.perf_counter(), part))
        return parts


def any_of(words: tuple[str, ...]) -> Reflected:
    """Return a test for one of these words where they were not."""
    tests = [typed(each) for each in words]

    def reflected(before: Lines, now: Lines) -> bool:
        return any(test(before, now) for test in tests)

    return reflected


def typed(pair: str) -> Reflected:
    """Return a test for these characters at a place below the header where they were not."""

    def reflected(before: Lines, now: Lines) -> bool:
        rows = zip(before[HEADER:], now[HEADER:], strict=True)
        return any(new != old and _is_new(pair, old, new) for old, new in rows)

    return reflected


def _is_new(pair: str, old: str, new: str) -> bool:
    """Return whether the last of `pair` stands somewhere in the new row where it did not in the old one."""
    last = len(pair) - 1
    places = (at for at in range(len(new)) if new.startswith(pair, at))
    return any(old[at + last : at + last + 1] != pair[last] for at in places)
