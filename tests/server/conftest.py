"""A running server for the tests of this folder; without its programs they are skipped, in CI they fail."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from serving import Cluster, missing, new_cluster

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.server.opening import open_server

TEMPLATE = "filled"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Return a server that runs, with a database whose tables are made."""
    if missing():
        told = f"there is no PostgreSQL server here ({', '.join(missing())} not found)"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    with a_cluster() as found:
        yield found


@pytest.fixture
def mortal(cluster: Cluster) -> Iterator[Cluster]:
    """Return a server that nobody else uses, to be ended and started again."""
    with a_cluster() as found:
        yield found


@contextmanager
def a_cluster() -> Iterator[Cluster]:
    found = new_cluster()
    try:
        found.new_login("kim")
        found.run(f"CREATE DATABASE {TEMPLATE} OWNER kim")
        open_server(found.url(TEMPLATE)).close()
        yield found
    finally:
        found.stop(signal.SIGQUIT)
        shutil.rmtree(found.folder, ignore_errors=True)


@pytest.fixture
def place(cluster: Cluster) -> ServerUrl:
    """Return the address of a database with empty tables."""
    return cluster.url(cluster.new_database(template=TEMPLATE))


@pytest.fixture
def empty(cluster: Cluster) -> ServerUrl:
    """Return the address of a database without any tables."""
    return cluster.url(cluster.new_database())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a database file that is not there yet."""
    return tmp_path / "data" / "aware.db"
