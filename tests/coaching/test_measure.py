"""What the coaches get right on labelled lines stays right."""

import json
import re
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.head(30)

ROOT = Path(__file__).parents[2]
LINES = Path(__file__).parent / "lines"
DEVELOPMENT = ("apology-development", "apology-development-more", "apology-development-everyday")


@cache
def measure() -> Any:
    """The script that measures, which is in no package."""
    spec = spec_from_file_location("measure_coaches", ROOT / "scripts" / "measure_coaches.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def readers() -> Any:
    return measure().shipped_readers()


def lines_of(*names: str) -> list[dict[str, Any]]:
    texts = [(LINES / f"{name}.jsonl").read_text("utf-8") for name in names]
    return [json.loads(line) for text in texts for line in text.splitlines()]


@cache
def figures(*names: str) -> dict[str, float]:
    """The figures of these files together, each under its name as printed; shares as numbers."""
    told = measure().apologies(lines_of(*names), readers())
    shares = re.findall(r"(precision|recall|verdict right|macro-F1) (\d\.\d+)", told)
    alarms = re.search(r"traps (\d+) of (\d+)", told)
    assert alarms
    return {name: float(share) for name, share in shares} | {"alarms": int(alarms[1]) / int(alarms[2])}


@pytest.mark.long
@pytest.mark.sweep(1)
@pytest.mark.parametrize("names", [DEVELOPMENT, ("apology-held-out-ordinary",)])
def test_the_goals_are_met(names: tuple[str, ...]) -> None:
    told = figures(*names)
    assert told["precision"] >= 0.90
    assert told["recall"] >= 0.80
    assert told["alarms"] <= 0.10
    assert told["macro-F1"] >= 0.75


@pytest.mark.long
@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("name", "precision", "recall", "alarms", "verdicts", "elements"),
    [
        ("apology-development", 0.97, 0.95, 0.04, 0.86, 0.87),
        ("apology-development-more", 0.96, 0.95, 0.10, 0.85, 0.79),
        ("apology-development-everyday", 0.97, 0.93, 0.05, 0.93, 0.83),
        ("apology-held-out-ordinary", 0.92, 0.91, 0.06, 0.85, 0.75),
        ("apology-held-out-spoken", 0.78, 0.60, 0.23, 0.64, 0.63),
        ("apology-held-out-written", 0.76, 0.53, 0.14, 0.64, 0.60),
    ],
)
def test_apologies_are_read_as_well_as_before(
    name: str, precision: float, recall: float, alarms: float, verdicts: float, elements: float
) -> None:
    told = figures(name)
    assert told["precision"] >= precision
    assert told["recall"] >= recall
    assert told["alarms"] <= alarms
    assert told["verdict right"] >= verdicts
    assert told["macro-F1"] >= elements


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("apology-development-worth", (0.97, 0.95, 0.96)),
        ("apology-held-out-worth", (0.94, 0.82, 0.90)),
    ],
)
def test_honest_is_told_from_fake_as_well_as_before(name: str, floors: tuple[float, ...]) -> None:
    told = measure().worths(lines_of(name), readers())
    shares = [float(share) for share in re.findall(r"(?:precision|recall|=) (\d\.\d+)", told)]
    assert [share >= floor for share, floor in zip(shares, floors, strict=True)] == [True] * 3
    alarms = re.search(r"traps (\d+) of (\d+)", told)
    assert alarms
    assert int(alarms[1]) <= 0.1 * int(alarms[2])


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("name", "verdicts", "missing", "due"),
    [
        ("promise-development", 0.94, 0.97, 0.91),
        ("promise-development-more", 0.96, 0.93, 0.94),
        ("promise-held-out", 0.79, 0.95, 0.85),
    ],
)
def test_promises_are_read_as_well_as_before(name: str, verdicts: float, missing: float, due: float) -> None:
    told = measure().promises(lines_of(name), readers())
    shares = [float(share) for share in re.findall(r"= (\d\.\d+)", told)]
    assert [share >= floor for share, floor in zip(shares, (verdicts, missing, due), strict=True)] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("name", "verdicts"), [("promise-development-everyday", 0.96), ("promise-held-out-everyday", 0.80)]
)
def test_everyday_promises_are_read_as_well_as_before(name: str, verdicts: float) -> None:
    told = re.search(r"= (\d\.\d+)", measure().promises(lines_of(name), readers()))
    assert told
    assert float(told[1]) >= verdicts


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("contradiction-development-everyday", (0.97, 0.97)),
        ("contradiction-held-out-everyday", (0.91, 0.83)),
    ],
)
def test_everyday_contradictions_are_read_as_well_as_before(name: str, floors: tuple[float, ...]) -> None:
    told = measure().contradictions(lines_of(name), readers())
    shares = [float(share) for share in re.findall(r"(?:precision|recall) (\d\.\d+)", told)[:2]]
    assert [share >= floor for share, floor in zip(shares, floors, strict=True)] == [True] * 2


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("contradiction-development", (0.98, 0.98, 0.98, 0.98)),
        ("contradiction-held-out", (0.89, 0.56, 0.98, 0.75)),
    ],
)
def test_contradictions_are_read_as_well_as_before(name: str, floors: tuple[float, ...]) -> None:
    told = measure().contradictions(lines_of(name), readers())
    shares = [float(share) for share in re.findall(r"(?:precision|recall) (\d\.\d+)", told)]
    assert [share >= floor for share, floor in zip(shares, floors, strict=True)] == [True] * 4


@pytest.mark.parametrize("file", sorted(LINES.glob("*.jsonl")), ids=lambda file: file.stem)
def test_every_file_of_lines_is_measured_here_and_described(file: Path) -> None:
    assert f"`{file.name}`" in (LINES / "README.md").read_text("utf-8")
    assert f'("{file.stem}"' in Path(__file__).read_text("utf-8")


def test_no_held_out_line_is_a_line_that_was_worked_on() -> None:
    every = {file.stem: {line["text"] for line in lines_of(file.stem)} for file in LINES.glob("*.jsonl")}
    worked_on = set().union(*(texts for name, texts in every.items() if "development" in name))
    held_out = set().union(*(texts for name, texts in every.items() if "held-out" in name))
    assert held_out
    assert not worked_on & held_out


@pytest.mark.parametrize(
    ("pairs", "precision", "recall", "f1"),
    [
        ([(True, True), (True, False), (False, True), (False, False)], 0.5, 0.5, 0.5),
        ([(True, True), (True, True), (False, True)], 2 / 3, 1.0, 0.8),
        ([(True, False)], 0.0, 0.0, 0.0),
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_precision_and_recall_are_what_they_are_called(
    pairs: list[tuple[bool, bool]], precision: float, recall: float, f1: float
) -> None:
    rates = measure().Rates(pairs)
    assert (rates.precision, rates.recall, rates.f1) == pytest.approx((precision, recall, f1))


@pytest.mark.parametrize(
    ("text", "label", "trap"),
    [
        ("I'm sorry, but I lost it.", "real", True),
        ("Sorry if I woke you.", "partial", True),
        ("Sorry if I woke you.", "fake", False),
        ("I'm sorry I lost it.", "real", False),
        ("But I lost it.", "real", False),
        ("I'm sorry that you feel ill.", "none", True),
        ("Sorry, the shift is over.", "none", False),
    ],
)
def test_a_trap_is_an_honest_line_with_a_word_that_fakes_use(text: str, label: str, trap: bool) -> None:
    assert measure().is_trap({"text": text, "label": label}) is trap


def test_each_kind_of_line_is_told_by_its_keys() -> None:
    for file in LINES.glob("*.jsonl"):
        kinds = [[key for key in measure().KINDS if key in line] for line in lines_of(file.stem)]
        assert all(found == kinds[0] and len(found) == 1 for found in kinds), file.name


@pytest.mark.parametrize(
    ("words", "told"),
    [([], "required: FILE.jsonl"), (["nowhere.jsonl"], "there is no file nowhere.jsonl")],
    ids=["no file", "a file that is not there"],
)
def test_a_wrong_call_of_the_script_is_told(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        measure().main(words)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err
