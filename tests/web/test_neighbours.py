import os
import socket
from pathlib import Path

import pytest

from aware_tui.web import neighbours
from aware_tui.web.neighbours import is_other_account

OURS, THEIRS, ELSEWHERE = ("127.0.0.1", 8000), ("127.0.0.1", 40_000), ("127.0.0.1", 9000)
STRANGER = os.getuid() + 1
OPEN, WAITING, HALF_CLOSED = "01", "06", "05"


def row(local: tuple[str, int], remote: tuple[str, int], state: str, account: int) -> str:
    """Return a connection as Linux tells it."""
    ends = " ".join(f"0100007F:{port:04X}" for _, port in (local, remote))
    return f"   0: {ends} {state} 00000000:00000000 00:00000000 00000000 {account:5} 0 1 1 0 20 4 30 10 -1\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that stands in for Linux's table."""
    file = tmp_path / "tcp"
    monkeypatch.setattr(neighbours, "_TABLES", (file, tmp_path / "tcp6"))
    return file


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ([row(THEIRS, OURS, OPEN, os.getuid())], False),
        ([row(THEIRS, OURS, OPEN, 0)], False),
        ([row(THEIRS, OURS, OPEN, STRANGER)], True),
        # what the same end did before, or does elsewhere, does not count
        ([row(THEIRS, ELSEWHERE, WAITING, 0), row(THEIRS, OURS, OPEN, STRANGER)], True),
        ([row(THEIRS, ELSEWHERE, OPEN, os.getuid()), row(THEIRS, OURS, OPEN, STRANGER)], True),
        ([row(THEIRS, ELSEWHERE, OPEN, STRANGER), row(THEIRS, OURS, OPEN, os.getuid())], False),
        ([row(THEIRS, OURS, WAITING, 0)], True),
        ([row(THEIRS, OURS, HALF_CLOSED, 0)], True),
        ([row(OURS, THEIRS, OPEN, os.getuid())], True),
    ],
)
def test_only_an_open_connection_from_there_to_here_tells_whose_it_is(
    table: Path, rows: list[str], refused: bool
) -> None:
    table.write_text("  sl  local_address rem_address   st\n" + "".join(rows))
    assert is_other_account(THEIRS, OURS) is refused


@pytest.mark.usefixtures("table")
def test_where_the_system_tells_nothing_all_are_ones_own() -> None:
    assert not is_other_account(THEIRS, OURS)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux tells whose a connection is")
@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_linux_knows_ones_own_connection_until_it_is_closed(family: socket.AddressFamily, host: str) -> None:
    with socket.socket(family) as listening:
        listening.bind((host, 0))
        listening.listen()
        here = listening.getsockname()[:2]
        with socket.create_connection(here) as mine:
            peer = mine.getsockname()[:2]
            assert not is_other_account(peer, here)
        assert is_other_account(peer, here)
