"""Which account is at the other end of a connection within this computer; Linux can tell."""

import os
import socket
import struct
from pathlib import Path
from typing import Final

End = tuple[str, int]
"""One end of a connection: an address and a port."""

_TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_ESTABLISHED: Final = "01"
"""The one state whose account is to be believed: of a closed end the tables say that it is root's."""

_ACCOUNT: Final = 3
"""Columns between the state and the account."""


def is_other_account(peer: End, here: End) -> bool:
    """Say whether a connection from `peer` to `here` is not this account's own; root may see all anyway.

    One that the system does not know any more is nobody's; where it tells nothing at all, all are one's own.
    """
    told = "".join(map(_told, _TABLES))
    return bool(told) and _account_in(told, peer, here) not in (0, os.getuid())


def _account_in(told: str, peer: End, here: End) -> int | None:
    """Return the number of the account that holds the far end of a connection; None if it has ended."""
    for theirs, ours in zip(_spelt(*peer), _spelt(*here), strict=True):
        _, found, rest = told.partition(f" {theirs} {ours} {_ESTABLISHED} ")
        if found:
            return int(rest.split(maxsplit=_ACCOUNT + 1)[_ACCOUNT])
    return None


def _told(table: Path) -> str:
    """Return all connections that a table tells of; there may be tens of thousands."""
    try:
        return table.read_text("ascii")
    except OSError:
        return ""


def _spelt(host: str, port: int) -> list[str]:
    """Return how the tables spell an address: words of four bytes each in the machine's own order."""
    if ":" in host:
        return [f"{_words(socket.inet_pton(socket.AF_INET6, host.partition('%')[0]))}:{port:04X}"]
    four = socket.inet_pton(socket.AF_INET, host)
    mapped = bytes(10) + b"\xff\xff" + four
    return [f"{_words(four)}:{port:04X}", f"{_words(mapped)}:{port:04X}"]


def _words(address: bytes) -> str:
    return "".join(f"{word:08X}" for word in struct.unpack(f"={len(address) // 4}I", address))
