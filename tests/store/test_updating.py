"""Bringing an older file up to date: a copy first, then everything or nothing."""

import shutil
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from aware_tui.store import gates, opening, updating
from aware_tui.store.care import backups
from aware_tui.store.errors import CannotMigrate, Corrupt
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.migrate import STEPS
from aware_tui.store.opening import open_database
from aware_tui.store.updating import bring_up_to_date

LATER = f"{int(SCHEMA_VERSION) + 1:04}"
"""The version after the one this program makes."""

STEP = f'''"""A later step."""

import sqlalchemy as sa
from alembic import op

revision = "{LATER}"
down_revision = "{SCHEMA_VERSION}"


def upgrade() -> None:
    """Change things."""
{{body}}
'''

ADDS = '    op.add_column("customer", sa.Column("nickname", sa.String()))'
REBUILDS = """\
    with op.batch_alter_table("customer", recreate="always") as customer:
        customer.add_column(sa.Column("nickname", sa.String()))"""
FAILS = ADDS + '\n    op.execute("DELETE FROM customer")\n    op.execute("INSERT INTO nowhere VALUES (1)")'
ORPHANS = '    op.execute("DELETE FROM customer")'


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of this program with a session of one customer in it."""
    path = tmp_path / "data" / "aware.db"
    with closing(open_database(path)) as db:
        db.execute("INSERT INTO customer (id, name, reference, contact) VALUES ('c', 'Dana', '', '')")
        db.execute(
            "INSERT INTO session (id, kind, status, playbook_id, playbook_version, playbook_hash, agent,"
            " zone, current_step, current_phase, started_at, clock_seconds, customer_id)"
            " VALUES ('s', 'live', 'open', 'aware', '1', 'h', 'me', 'UTC', 'acknowledge', 'listen',"
            " '2026-03-02 09:00:00.000000', 0, 'c')"
        )
    return path


def steps(tmp_path: Path, body: str) -> Path:
    folder = tmp_path / "steps"
    shutil.copytree(STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"v{LATER}_later.py").write_text(STEP.format(body=body))
    return folder


def state(path: Path) -> tuple[str, list[str], list[tuple[str, str]]]:
    """Return the version, the columns of customer, and the sessions with their customers' names."""
    joined = "SELECT s.id, c.name FROM session s JOIN customer c ON c.id = s.customer_id"
    with closing(sqlite3.connect(path)) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(customer)")]
        version = db.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        return version, columns, db.execute(joined).fetchall()


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program know the version after this one."""
    for module in (gates, opening):
        monkeypatch.setattr(module, "SCHEMA_VERSION", LATER)


@pytest.mark.usefixtures("newer_program")
@pytest.mark.filterwarnings("ignore:.*expression-based index")  # a real rebuild makes these anew, as triggers
@pytest.mark.parametrize("body", [ADDS, REBUILDS], ids=["add", "rebuild"])
def test_an_older_file_is_brought_up_to_date(tmp_path: Path, old: Path, body: str) -> None:
    bring_up_to_date(old, 5, steps(tmp_path, body), LATER)
    version, columns, sessions = state(old)
    assert (version, columns[-1], sessions) == (LATER, "nickname", [("s", "Dana")])


@pytest.mark.usefixtures("newer_program")
def test_opening_brings_an_older_file_up_to_date(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_later = partial(bring_up_to_date, steps=steps(tmp_path, ADDS), version=LATER)
    monkeypatch.setattr(updating, "bring_up_to_date", to_later)
    with closing(open_database(old)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == (LATER,)
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.usefixtures("newer_program")
def test_a_checked_copy_of_the_older_file_is_kept_first(tmp_path: Path, old: Path) -> None:
    bring_up_to_date(old, 5, steps(tmp_path, ADDS), LATER)
    (kept,) = backups(old.parent / "backups")
    assert (kept.path.name, kept.verified) == (f"aware-before-{LATER}.db", True)
    assert state(kept.path)[0] == SCHEMA_VERSION


@pytest.mark.usefixtures("newer_program")
@pytest.mark.parametrize("body", [FAILS, ORPHANS, "    op.nonsense()"], ids=["fails", "orphans", "a mistake"])
def test_a_step_that_fails_leaves_everything_as_it_was(tmp_path: Path, old: Path, body: str) -> None:
    before = state(old)
    with pytest.raises((CannotMigrate, AttributeError)):
        bring_up_to_date(old, 5, steps(tmp_path, body), LATER)
    assert state(old) == before


@pytest.mark.usefixtures("newer_program")
def test_a_failed_update_says_where_the_copy_is(tmp_path: Path, old: Path) -> None:
    with pytest.raises(CannotMigrate, match=rf"Nothing was changed.*aware-before-{LATER}\.db"):
        bring_up_to_date(old, 5, steps(tmp_path, FAILS), LATER)


@pytest.mark.usefixtures("newer_program")
def test_an_update_after_a_failed_one_copies_anew(tmp_path: Path, old: Path) -> None:
    folder = steps(tmp_path, FAILS)
    with pytest.raises(CannotMigrate):
        bring_up_to_date(old, 5, folder, LATER)
    with closing(sqlite3.connect(old)) as db, db:
        db.execute("UPDATE customer SET name = 'Dana Reyes'")
    (folder / "versions" / f"v{LATER}_later.py").write_text(STEP.format(body=ADDS))
    bring_up_to_date(old, 5, folder, LATER)
    assert state(old.parent / "backups" / f"aware-before-{LATER}.db")[2] == [("s", "Dana Reyes")]


@pytest.mark.usefixtures("newer_program")
def test_a_damaged_older_file_is_not_updated(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(old)) as db:
        index = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_customer_name'"
        start = (db.execute(index).fetchone()[0] - 1) * 4096
    pages = bytearray(old.read_bytes())
    pages[start : start + 4096] = b"#" * 4096
    old.write_bytes(pages)
    monkeypatch.setattr(gates, "QUICK_LIMIT", 0)
    with pytest.raises(Corrupt, match="no copy was made"):
        bring_up_to_date(old, 5, steps(tmp_path, ADDS), LATER)
    assert old.read_bytes() == pages
    assert backups(old.parent / "backups") == ()


def test_a_file_that_is_up_to_date_is_left_alone(old: Path) -> None:
    bring_up_to_date(old, 5)
    assert not (old.parent / "backups").exists()
