"""Result files: finished attempts with all it takes to play them again, each with a seal.

A seal shows that something was changed; it keeps nobody from changing it. What can be trusted is what the
moves give when they are made again.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from aware_tui.domain.hashing import hash_of
from aware_tui.domain.practice.acts import Ending
from aware_tui.domain.practice.attempts import fatal_of, moves_of, moves_text, skills_of, steps_of
from aware_tui.domain.practice.results import Claim, ResultFile
from aware_tui.domain.practice.scoring import STEPS
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.domain.text import one_line
from aware_tui.exports.json_parts import (
    BadFile,
    keyed,
    listed,
    moment,
    number,
    optional_text,
    parsed,
    seal_of,
    text,
    whole,
)
from aware_tui.exports.json_text import json_text
from aware_tui.exports.practice_files import LONGEST_DOCUMENT

RESULTS = "aware_results"
"""The first key of the file, whose value is the version of its form."""
CALLED = "result file"

MOST_ATTEMPTS = 20_000
MOST_LINES = 20_000
"""Moves of an attempt that are read; whoever plays them again takes fewer."""

CHANGED = "It was changed after it was handed in."


def results_text(file: ResultFile, *, with_words: bool) -> str:
    """Return a result file; what the trainee would change is in it only with their words."""
    attempts = [_attempt(claim, file.trainee, with_words=with_words) for claim in file.claims]
    scenarios = [
        {"id": scenario_id, "hash": content_hash, "document": file.scenarios[content_hash]}
        for content_hash, scenario_id in _scenario_ids(file.claims).items()
    ]
    whole_file = {
        RESULTS: 1,
        "program": file.program,
        "made_at": file.made_at.astimezone(UTC).isoformat(),
        "trainee": file.trainee,
        "attempts": attempts,
        "scenarios": scenarios,
    }
    return json_text(whole_file, indent=2) + "\n"


def is_results(start: str) -> bool:
    """Say whether a file that begins like this is a result file of ours."""
    return f'"{RESULTS}"' in start[:64]


def _scenario_ids(claims: Iterable[Claim]) -> dict[str, str]:
    return {claim.attempt.scenario_hash: claim.attempt.scenario_id for claim in claims}


def _attempt(claim: Claim, trainee: str, *, with_words: bool) -> dict[str, Any]:
    attempt = claim.attempt
    told = {
        "id": attempt.id,
        "scenario": attempt.scenario_id,
        "scenario_hash": attempt.scenario_hash,
        "moods_hash": claim.moods_hash,
        "assignment": attempt.assignment,
        "mode": attempt.mode,
        "started_at": attempt.started_at.astimezone(UTC).isoformat(),
        "ended_at": (attempt.ended_at or attempt.started_at).astimezone(UTC).isoformat(),
        "ended": attempt.ended,
        "turns": attempt.turns,
        "retry_of": attempt.retry_of,
        "retry_turn": attempt.retry_turn,
        "score": {"total": attempt.total, **steps_of(attempt)},
        "skills": skills_of(attempt),
        "fatal": list(fatal_of(attempt)),
        "moves": list(moves_of(attempt)),
    }
    if with_words and attempt.reflection:
        told["would_change"] = attempt.reflection
    return {**told, "seal": seal_of(trainee, told)}


def read_results(content: bytes) -> ResultFile:
    """Return what a result file holds; BadFile says what is wrong with it as a whole.

    What is wrong with a single attempt stands in its `fault`.
    """
    found = parsed(content, RESULTS, CALLED)
    written = text(found, "trainee")
    trainee = one_line(written).strip()
    if not trainee:
        raise BadFile("This result file names no trainee. Ask for it again.")
    return ResultFile(
        trainee,
        moment(found, "made_at"),
        one_line(text(found, "program", 64)),
        dict(_document(keyed(each, "scenarios")) for each in listed(found, "scenarios", MOST_ATTEMPTS)),
        tuple(
            _claim(keyed(each, "attempts"), written, trainee, place)
            for place, each in enumerate(listed(found, "attempts", MOST_ATTEMPTS), 1)
        ),
    )


def _document(found: Mapping[str, Any]) -> tuple[str, str]:
    """Return a scenario's document by the hash that it has, whatever the file says of it."""
    document = text(found, "document", LONGEST_DOCUMENT)
    return hash_of(document), document


def _claim(found: Mapping[str, Any], written: str, trainee: str, place: int) -> Claim:
    try:
        attempt = _read(found, trainee)
        moods_hash = text(found, "moods_hash", 64)
    except BadFile as problem:
        return Claim(_nameless(trainee, place), "", str(problem))
    told = {key: value for key, value in found.items() if key != "seal"}
    fault = "" if found.get("seal") == seal_of(written, told) else CHANGED
    return Claim(attempt, moods_hash, fault)


def _nameless(trainee: str, place: int) -> Attempt:
    """Return what stands for an attempt that cannot be read: its place in the file."""
    at = datetime(1970, 1, 1, tzinfo=UTC)
    return Attempt(f"#{place}", f"attempt {place}", "", trainee, AttemptMode.WATCH, at)


def _read(found: Mapping[str, Any], trainee: str) -> Attempt:
    scores = keyed(found.get("score"), "score")
    moves = _moves(listed(found, "moves", MOST_LINES))
    return Attempt(
        id=text(found, "id", 64),
        scenario_id=one_line(text(found, "scenario", 64)),
        scenario_hash=text(found, "scenario_hash", 64),
        trainee=trainee,
        mode=_word(AttemptMode, found, "mode"),
        started_at=moment(found, "started_at"),
        moves=moves,
        state=AttemptState.FINISHED,
        ended=_word(Ending, found, "ended"),
        total=number(scores.get("total"), "total"),
        scores=json_text({step: number(scores.get(step), step) for step in STEPS}),
        skills=json_text({name: number(value, name) for name, value in _few(found, "skills").items()}),
        fatal=json_text([_text(each, "fatal") for each in listed(found, "fatal", 100)]),
        turns=whole(found, "turns"),
        reflection=optional_text(found, "would_change", 20_000) or "",
        ended_at=moment(found, "ended_at"),
        retry_of=optional_text(found, "retry_of", 64),
        retry_turn=None if found.get("retry_turn") is None else whole(found, "retry_turn"),
        assignment=text(found, "assignment", 64),
    )


def _word(kind: Any, found: Mapping[str, Any], key: str) -> Any:
    try:
        return kind(text(found, key, 64))
    except ValueError:
        raise BadFile(f"“{key}” is none of {', '.join(kind)}. Ask for the file again.") from None


def _few(found: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = keyed(found.get(key), key)
    if len(value) > 100:
        raise BadFile(f"“{key}” has more than there is. Ask for the file again.")
    return value


def _text(value: object, key: str) -> str:
    return text({key: value}, key, 64)


def _moves(lines: Iterable[object]) -> str:
    try:
        return moves_text([text({"moves": line}, "moves", 10_000) for line in lines])
    except ValueError as problem:
        raise problem if isinstance(problem, BadFile) else BadFile("A move is one line.") from None
