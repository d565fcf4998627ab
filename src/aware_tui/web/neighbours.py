"""Which account is at the other end of a connection within this computer; Linux can tell."""

import os
import socket
import struct
from pathlib import Path
from typing import Final

_TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_LOCAL, _ACCOUNT = 1, 7
"""Columns of those tables."""


def is_other_account(peer: tuple[str, int]) -> bool:
    """Say whether a connection from this address and port is another account's; root may see all anyway.

    Where the system does not tell, it counts as one's own.
    """
    account = account_of(peer)
    return account is not None and account not in (0, os.getuid())


def account_of(peer: tuple[str, int]) -> int | None:
    """Return the number of the account that holds this end of a connection; None if nobody can say."""
    sought = _spelt(*peer)
    for table in _TABLES:
        try:
            lines = table.read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        for columns in map(str.split, lines):
            if columns[_LOCAL] in sought:
                return int(columns[_ACCOUNT])
    return None


def _spelt(host: str, port: int) -> set[str]:
    """Return how the tables spell an address: words of four bytes each in the machine's own order."""
    if ":" in host:
        return {f"{_words(socket.inet_pton(socket.AF_INET6, host.partition('%')[0]))}:{port:04X}"}
    four = socket.inet_pton(socket.AF_INET, host)
    mapped = bytes(10) + b"\xff\xff" + four
    return {f"{_words(four)}:{port:04X}", f"{_words(mapped)}:{port:04X}"}


def _words(address: bytes) -> str:
    return "".join(f"{word:08X}" for word in struct.unpack(f"={len(address) // 4}I", address))
