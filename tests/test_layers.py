"""What is never imported, at run time and in the source: the proof that layers and quick starts hold."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from making import NOW

import aware_tui
from aware_tui.config import Settings
from aware_tui.services.desk import Desk

SOURCE = Path(aware_tui.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
HEAVY = ("sqlalchemy", "sqlmodel", "alembic", "pydantic", "yaml")
TOLD = "print(*sorted({name.partition('.')[0] for name in sys.modules}))"


def top_levels(script: str, *args: str) -> set[str]:
    """Return the packages that a fresh Python holds after a script."""
    run = [sys.executable, "-c", f"import sys\n{script}\n{TOLD}", *args]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", ["aware_tui.tui.app", "aware_tui.cli.main", "aware_tui.services.desk"])
def test_nothing_heavy_stands_before_the_first_paint(module: str) -> None:
    assert not top_levels(f"import {module}") & {*HEAVY, "dateparser", "sqlite3"}


PAINT = """
import os, sys
from pathlib import Path
from aware_tui.cli.main import asked
from aware_tui.cli.screen import reporter_for
from aware_tui.config.usual import settings_for_call
from aware_tui.tui.app import AwareApp
from aware_tui.tui.today.screen import TodayScreen
def paint(app, screen, renderable):
    if isinstance(screen, TodayScreen):
        print(*sorted(sys.modules), file=sys.__stdout__)
        sys.__stdout__.flush()
        os._exit(0)
AwareApp._display = paint
asked([])
settings = settings_for_call(Path(sys.argv[1]), None, {"TZ": ""})
AwareApp(settings, reporter_for(settings.data_dir)).run(headless=True)
"""


BEHIND = (
    "argparse",
    "gettext",
    "zoneinfo",
    "aware_tui.store",
    "aware_tui.content",
    "aware_tui.config.loading",
    "aware_tui.domain.insight",
    "aware_tui.domain.figures",
)
"""What a start without a word, where nothing is set, has no need of yet."""


def test_the_first_paint_waits_for_nothing_that_comes_after_it(tmp_path: Path) -> None:
    run = [sys.executable, "-c", PAINT, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)
    there = done.stdout.splitlines()[-1].split()
    assert "aware_tui.tui.today.tiles" in there
    assert [name for name in there if name.startswith(BEHIND)] == []


@pytest.mark.sweep(3)
@pytest.mark.parametrize(
    "layer",
    [
        "services",
        "store",
        "content",
        "exports",
        "connectors",
        "config",
        "domain",
        "paths",
        "plain",
        "keys",
        "language",
    ],
)
def test_only_the_tui_knows_textual(layer: str) -> None:
    names = [name for name in map(dotted, MODULES) if name.startswith(f"aware_tui.{layer}")]
    assert not top_levels("\n".join(f"import {name}" for name in quick(names))) & {"textual", "rich"}


def dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def quick(names: list[str]) -> list[str]:
    """Leave out the migration scripts, which only run inside a migration."""
    return [name for name in names if ".migrations" not in name]


CALL = """
from datetime import UTC, datetime
from pathlib import Path
from aware_tui.config import Settings
from aware_tui.domain.gate import Ending
from aware_tui.services.spots import Spot, Table
from aware_tui.services.desk import Desk
now = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
desk = Desk(Settings(Path(sys.argv[1]), "kim", "Europe/Berlin", "aware"), lambda: now, lambda state: None)
desk.open().result(30)
call = desk.begin_live("phone")
call.tick(call.phase.items[0])
call.write(Spot(Table.NOTE, "acknowledge", "their_words"), "no one came")
call.promise("ring Dana")
call.undo()
call.end(Ending.PARK, "cut_off")
assert desk.resume(call.session.id).result(30).words_in(Spot(Table.NOTE, "acknowledge", "their_words"))
assert desk.day().result(30).unfinished
assert desk.close(30)
"""


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A data folder that was used before: its database is there, its playbook cache is warm."""
    desk = Desk(Settings(tmp_path, "kim", "Europe/Berlin", "aware"), lambda: NOW, lambda state: None)
    desk.open().result(30)
    assert desk.close(30)
    return tmp_path


def test_a_whole_call_is_begun_saved_and_resumed_without_the_orm(used: Path) -> None:
    there = top_levels(CALL, str(used))
    assert "sqlite3" in there
    assert not there & {*HEAVY, "dateparser", "textual"}


def test_a_new_database_is_made_without_the_orm_too(used: Path) -> None:
    for file in used.glob("aware.db*"):
        file.unlink()
    assert not top_levels(CALL, str(used)) & {*HEAVY}


def test_a_cold_cache_is_what_reads_yaml(used: Path) -> None:
    """The proofs above would see it."""
    for file in (used / "cache").iterdir():
        file.unlink()
    assert top_levels(CALL, str(used)) & {*HEAVY} == {"yaml", "pydantic"}


def test_the_domain_stands_on_nothing_of_the_project_but_itself() -> None:
    names = [name for name in map(dotted, MODULES) if name.startswith("aware_tui.domain")]
    script = "\n".join(f"import {name}" for name in names)
    told = "print(*sorted(name for name in sys.modules if name.startswith('aware_tui')))"
    run = [sys.executable, "-c", f"import sys\n{script}\n{told}"]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)
    assert len(names) > 10
    assert set(done.stdout.split()) == {"aware_tui", "aware_tui.keys", "aware_tui.language", *names}


# what the source says

CLOCKS = {
    "datetime.datetime": {"now", "utcnow", "today"},
    "datetime.date": {"today"},
    "time": {
        "time",
        "time_ns",
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "process_time",
        "thread_time",
        "localtime",
        "gmtime",
        "ctime",
        "clock_gettime",
    },
}
"""What tells the time, by the module or class it belongs to."""

PATIENCE_ONLY = {"store/machine_lock.py": {"time.monotonic"}}
"""Where a clock measures only how long to wait for a lock: no time it reads is kept or shown."""


def place(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def may_read_the_clock(name: str) -> bool:
    return name.startswith("cli/") or name == "tui/app.py"


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the name bound and what it stands for, of every import that runs."""
    for node in running(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node but those that only a type checker sees."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)


def clocks_read(tree: ast.AST) -> set[str]:
    bound = dict(imported(tree))
    read = {f"{owner}.{name}" for owner, names in CLOCKS.items() for name in names}
    found = {what for what in bound.values() if what in read}
    last = {name.rpartition(".")[2] for name in read}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in last:
            owner, _, rest = ast.unparse(node).partition(".")
            found |= {f"{bound.get(owner, owner)}.{rest}"} & read
    return found


SAMPLES = [
    ("from datetime import datetime\nx = datetime.now", {"datetime.datetime.now"}),
    ("import datetime as d\nd.datetime.now(d.UTC)", {"datetime.datetime.now"}),
    ("from datetime import date as day\nday.today()", {"datetime.date.today"}),
    ("import time\ntime.monotonic()", {"time.monotonic"}),
    ("from time import perf_counter as tick", {"time.perf_counter"}),
    ("from datetime import time\ntime.max", set()),
    ("import time\ntime.sleep(1)", set()),
    ("desk.now()", set()),
]


@pytest.mark.parametrize(("text", "found"), SAMPLES)
def test_a_clock_is_seen_in_the_source_however_it_was_imported(text: str, found: set[str]) -> None:
    assert clocks_read(ast.parse(text)) == found


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Return what a module of the project imports when it runs."""
    return frozenset(what for _, what in imported(parsed(path)))


def test_only_the_command_line_and_the_app_read_the_clock() -> None:
    read = {place(path): clocks_read(parsed(path)) for path in MODULES}
    assert read["tui/app.py"]
    strays = {
        name: found - PATIENCE_ONLY.get(name, set())
        for name, found in read.items()
        if not may_read_the_clock(name)
    }
    assert {name: found for name, found in strays.items() if found} == {}


DATABASE = {"sqlite3", "pysqlite3", "sqlalchemy", "sqlmodel", "alembic"}


def test_only_the_store_knows_the_database() -> None:
    knowing = {
        place(path) for path in MODULES if any(what.partition(".")[0] in DATABASE for what in imports(path))
    }
    assert "store/library.py" in knowing
    assert [name for name in sorted(knowing) if not name.startswith("store/")] == []


def test_the_system_library_is_chosen_in_one_place() -> None:
    takers = [
        place(path) for path in MODULES if any(what.partition(".")[0] == "sqlite3" for what in imports(path))
    ]
    assert takers == ["store/library.py"]


IMPURE = {"os", "io", "random", "secrets", "socket", "subprocess", "threading", "asyncio", "time", "pathlib"}


def test_the_domain_does_without_files_chance_and_threads() -> None:
    found = {
        (place(path), what)
        for path in MODULES
        if place(path).startswith("domain/")
        for what in imports(path)
        if what.partition(".")[0] in IMPURE
    }
    assert found == set()
