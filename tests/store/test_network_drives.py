"""A database on a drive shared over a network is refused."""

from pathlib import Path

import pytest

from aware_tui.store.errors import NetworkDrive
from aware_tui.store.gates import drive_kind
from aware_tui.store.opening import open_database

MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
server:/home /home nfs4 rw 0 0
//files/team /mnt/team\\040drive cifs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
/dev/vdb /home/me/near ext4 rw 0 0
root /c 9p rw 0 0
overlay /o overlay rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/aware.db", None),
        ("/home/me/aware.db", "nfs4"),
        ("/homes/aware.db", None),
        ("/mnt/team drive/data/aware.db", "cifs"),
        ("/mnt/team/aware.db", None),
        ("/home/me/far/aware.db", "fuse.sshfs"),
        ("/home/me/near/aware.db", None),
        ("/c/aware.db", None),
        ("/o/aware.db", None),
        ("\\\\server\\share\\aware.db", "shared folder"),
    ],
)
def test_network_drives_are_known(path: str, kind: str | None) -> None:
    assert drive_kind(Path(path), MOUNTS) == kind


def test_a_network_drive_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mounts").write_text(f"server:/x {tmp_path} nfs rw 0 0\n")
    monkeypatch.setattr("aware_tui.store.gates.MOUNTS", tmp_path / "mounts")
    with pytest.raises(NetworkDrive, match="use PostgreSQL: --database-url"):
        open_database(tmp_path / "data" / "aware.db")
    assert not (tmp_path / "data").exists()
