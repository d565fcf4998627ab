"""The tables on a server are those of the program, and follow its releases."""

from contextlib import closing
from pathlib import Path

import pytest
from serving import Cluster

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.errors import CannotMigrate
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import open_database
from aware_tui.store.schema import TABLES
from aware_tui.store.server import opening
from aware_tui.store.server.entering import enter, version_in
from aware_tui.store.server.making import SCHEMA, schema_text
from aware_tui.store.server.tables import columns_there


def test_the_kept_script_is_what_the_tables_give() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run python -m aware_tui.store.server.making"


def test_every_table_and_column_is_there(place: ServerUrl) -> None:
    with closing(enter(place)) as db:
        there = {name: {column for column, _ in found} for name, found in columns_there(db).items()}
    wanted = {table.name: {column.name for column in table.columns} for table in TABLES.sorted_tables}
    wanted["search_entry"] |= {"words"}
    assert there == wanted | {"alembic_version": {"version_num"}}


STEP = """
from alembic import op
import sqlalchemy as sa

revision = "{new}"
down_revision = {old!r}


def upgrade() -> None:
    {deed}
"""


def steps(folder: Path, *deeds: str) -> Path:
    """Return a folder of migrations: one that the server has, and then these."""
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py",):
        source = Path(opening.__file__).parent.parent / "migrations" / name
        (folder / name).write_text(source.read_text())
    old = None
    for number, deed in enumerate(("pass", *deeds), start=1):
        new = f"{number:04}"
        (folder / "versions" / f"v{new}.py").write_text(STEP.format(new=new, old=old, deed=deed))
        old = new
    return folder


@pytest.fixture
def older(cluster: Cluster, place: ServerUrl) -> ServerUrl:
    """Return a database that says it is of the first release."""
    cluster.run("UPDATE alembic_version SET version_num = '0001'", database=place.database)
    return place


def test_an_older_database_is_brought_up_to_date(older: ServerUrl, tmp_path: Path) -> None:
    folder = steps(tmp_path, 'op.add_column("note", sa.Column("tone", sa.String()))')
    with closing(enter(older)) as db:
        opening.bring_up_to_date(db, "0002", folder)
        assert version_in(db) == "0002"
        assert ("tone", "VARCHAR") in columns_there(db)["note"]
        opening.bring_up_to_date(db, "0002", folder)


def test_a_step_that_fails_leaves_everything_as_it_was(older: ServerUrl, tmp_path: Path) -> None:
    first = 'op.add_column("note", sa.Column("tone", sa.String()))'
    folder = steps(tmp_path, first, 'op.execute("SELECT nothing")')
    with closing(enter(older)) as db:
        with pytest.raises(CannotMigrate, match=r"Nothing was changed. Keep using the release before"):
            opening.bring_up_to_date(db, "0003", folder)
        assert version_in(db) == "0001"
        assert ("tone", "VARCHAR") not in columns_there(db)["note"]


def test_opening_an_older_database_runs_the_steps_of_the_program(
    older: ServerUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(opening, "bring_up_to_date", lambda db, version: asked.append(version))
    open_database(older).close()
    assert asked == [SCHEMA_VERSION]
