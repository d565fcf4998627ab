"""A real PostgreSQL server for tests: its programs are looked for, and run as somebody without rights."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from aware_tui.domain.server_url import ServerUrl, read_url

KEEPER = "keeper"
"""The superuser of the temporary cluster."""

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
_SETTINGS = ("fsync=off", "full_page_writes=off", "listen_addresses=127.0.0.1")
"""Nothing here outlives the computer; what was committed has to outlive the server's own end."""
_UNPRIVILEGED = ("postgres", "nobody")


def find_program(name: str) -> Path | None:
    """Return the path of one of the server's programs, if this computer has it."""
    for folder in sorted((each for place in _PLACES for each in Path("/").glob(place[1:])), reverse=True):
        if (folder / name).exists():
            return folder / name
    found = shutil.which(name)
    return Path(found) if found else None


@dataclass
class Cluster:
    """A temporary server on a port of its own; its data is thrown away at the end."""

    folder: Path
    port: int
    password: str = field(default_factory=lambda: secrets.token_hex(8))
    process: "subprocess.Popen[bytes] | None" = None
    made: int = 0

    def start(self) -> None:
        """Start the server and wait until it answers."""
        program = find_program("postgres")
        settings = [part for each in _SETTINGS for part in ("-c", each)]
        command = [
            str(program),
            "-D",
            str(self._data),
            "-p",
            str(self.port),
            "-k",
            str(self.folder),
            *settings,
        ]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, **_as_nobody())
        self._wait()

    def make(self) -> None:
        """Make the files of the cluster."""
        word = self.folder / "password"
        word.write_text(self.password)
        word.chmod(0o644)
        options = ["-U", KEEPER, "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", f"--pwfile={word}"]
        command = [str(find_program("initdb")), "-D", str(self._data), "--no-sync", *options]
        subprocess.run(command, check=True, capture_output=True, **_as_nobody())

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.address("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self, how: int = signal.SIGINT) -> None:
        """End the server: at once and in order, or by another signal."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(30)
        self.process = None

    def address(self, database: str, user: str = KEEPER, password: str | None = None) -> str:
        """Return the address of a database for a login."""
        word = self.password if password is None else password
        return f"postgresql://{user}:{word}@127.0.0.1:{self.port}/{database}"

    def url(self, database: str, user: str = "kim") -> ServerUrl:
        """Return the same, read."""
        return read_url(self.address(database, user))

    def run(self, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run statements as the superuser; return the rows of the last."""
        with psycopg.connect(self.address(database), autocommit=True) as db:
            for statement in statements:
                rows = db.execute(statement.encode())
            return rows.fetchall() if rows.description else []

    def new_login(self, name: str) -> None:
        """Make a login that has no rights of its own."""
        if not self.run(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):
            self.run(f"CREATE ROLE \"{name}\" LOGIN PASSWORD '{self.password}'")

    def new_database(self, owner: str = "kim", template: str = "template1") -> str:
        """Make a database and return its name."""
        self.new_login(owner)
        self.made += 1
        name = f"team{self.made}"
        self.run(f'CREATE DATABASE {name} TEMPLATE {template} OWNER "{owner}"')
        return name


def new_cluster() -> Cluster:
    """Return a running server of its own."""
    folder = Path(tempfile.mkdtemp(prefix="aware-server-"))
    if (person := _nobody()) is not None:
        os.chown(folder, person.pw_uid, person.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cluster = Cluster(folder, port)
    cluster.make()
    cluster.start()
    return cluster


def missing() -> Sequence[str]:
    """Return the programs of the server that this computer does not have."""
    return [name for name in ("initdb", "postgres") if find_program(name) is None]


def _nobody() -> pwd.struct_passwd | None:
    """Return who runs the server, which refuses to run as root; None for the one who runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {person.pw_name: person for person in pwd.getpwall()}
    return next(known[name] for name in _UNPRIVILEGED if name in known)


def _as_nobody() -> dict[str, Any]:
    person = _nobody()
    if person is None:
        return {}
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": [], "cwd": "/"}
