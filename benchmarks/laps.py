"""One lap of one program: the start, or a call from its first key to its quitting."""

from itertools import cycle
from pathlib import Path
from statistics import fmean
from typing import Final

from benchmarks.programs import Program
from benchmarks.watcher import Lines, Stroke, Watcher, any_of, typed

TYPING_GAP: Final = 0.06
"""Seconds from key to key of a quick typist."""

BURST: Final = "abcdefghijklmnopqrstuvwxyzhgfedc"
"""32 characters that come as one write, as from key repeat or type-ahead."""

STORY: Final = (
    "the second visit was missed and nobody rang so they took an unpaid day off again and had to wait "
    "until late in the evening before anyone could say what would happen next"
)

WORDS_A_LINE: Final = 12
"""Words that stay in sight in a one-line input."""

Sample = dict[str, float]
"""What one lap measured, by name: milliseconds, bytes or MB."""


def start_lap(program: Program, folder: Path) -> Sample:
    """Start, send a key the moment the screen is there, wait for what it brings at first and at last."""
    with program.open(folder) as person:
        painted = person.moment(lambda now: any(program.ready in line for line in now))
        cpu = person.cpu_ms()
        probe = person.stroke(program.probe, any_of(program.brings))
        last = probe.painted
        if not any(program.at_last in line for line in person.glass.lines()):
            last = person.moment(lambda now: any(program.at_last in line for line in now))
        return {
            "painted": person.since_start(painted),
            "cpu": cpu,
            "usable": person.since_start(probe.painted),
            "call open": person.since_start(last),
        }


def call_lap(program: Program, folder: Path, keys: int) -> Sample:
    """Type through a call: first second, `keys` letters, bursts, ticks where there are any; then quit."""
    with program.open(folder) as person:
        person.moment(lambda now: any(program.ready in line for line in now))
        early = write(person, 16, program.wipe)
        person.settle()
        strokes = write(person, keys, program.wipe)
        bursts = [burst(person, program.wipe) for _ in range(3)]
        ticks = tick_all(person) or strokes
        person.send_bytes(program.next_box)
        person.settle()
        in_area = write(person, keys, program.wipe) if program.next_box else strokes
        person.settle()
        memory = person.memory_mb()
        return {
            "first second p95": percentile(early, 95),
            **_typing(strokes, ""),
            **_typing(in_area, ", text area"),
            "burst": percentile(bursts, 50),
            "tick p50": percentile(ticks, 50),
            "tick bytes": _bytes(ticks),
            "memory RSS": memory[0],
            "memory PSS": memory[1],
            "quit": person.quit_ms("ctrl+q"),
        }


def _typing(strokes: list[Stroke], where: str) -> Sample:
    times = {f"typing p{percent}{where}": percentile(strokes, percent) for percent in (50, 95, 99)}
    return {**times, f"typing bytes{where}": _bytes(strokes)}


def _bytes(strokes: list[Stroke]) -> float:
    return fmean(stroke.written for stroke in strokes)


def write(person: Watcher, letters: int, wipe: bytes) -> list[Stroke]:
    """Type words until so many letters are measured; the blanks between them are not."""
    strokes: list[Stroke] = []
    for number, word in enumerate(cycle(STORY.split())):
        if len(strokes) >= letters:
            break
        if number % WORDS_A_LINE == 0 and wipe:
            person.send_bytes(wipe)
            person.rest(TYPING_GAP)
        for at, letter in enumerate(word):
            reflected = typed(word[max(0, at - 1) : at + 1])
            strokes.append(person.stroke(letter.encode(), reflected, TYPING_GAP))
        person.send_bytes(b" ")
        person.rest(TYPING_GAP)
    return strokes[:letters]


def burst(person: Watcher, wipe: bytes) -> Stroke:
    """Send 32 characters at once; they are painted when the last eight are there."""
    person.send_bytes(wipe or b" ")
    person.rest(TYPING_GAP)
    return person.stroke(BURST.encode(), typed(BURST[-8:]), TYPING_GAP)


def tick_all(person: Watcher) -> list[Stroke]:
    """Tick every open item of the present phase; none where there is no checklist."""
    strokes: list[Stroke] = []
    while person.shows("[ ]"):
        strokes.append(person.stroke(b"\x0f", one_more_tick, 2 * TYPING_GAP))
    return strokes


def one_more_tick(before: Lines, now: Lines) -> bool:
    """Return whether the screen has more ticked boxes than before."""
    return "".join(now).count("[x]") > "".join(before).count("[x]")


def percentile(strokes: list[Stroke], percent: int) -> float:
    """Return the paint time in ms that so many percent of the strokes did not pass."""
    times = sorted(stroke.ms for stroke in strokes)
    return times[min(len(times) - 1, len(times) * percent // 100)]
