"""Rows that may stand in a file more than once, found in a fixed space (Bloom 1970)."""

from array import array

BITS = 1 << 27
"""16 MB; with 3,000,000 rows one in 16,000 is taken for a second one, which costs a few bytes and no more."""

MOST = 500_000
"""Rows that stand there more than once, at most: their prints are kept one by one."""


class Sieve:
    """Remembers rows by their prints; it never forgets one, and may take a new one for a known one."""

    def __init__(self) -> None:
        self.doubtful: set[bytes] = set()
        """Beginnings of the prints that may have been there before."""
        self._bits = array("Q", bytes(BITS // 8))

    def add(self, fingerprint: bytes) -> None:
        """Take in a row by its print of 32 bytes."""
        bits, new = self._bits, False
        for start in (0, 4, 8, 12):
            place = int.from_bytes(fingerprint[start : start + 4], "big") % BITS
            mask = 1 << (place & 63)
            new |= not bits[place >> 6] & mask
            bits[place >> 6] |= mask
        if not new and len(self.doubtful) < MOST:
            self.doubtful.add(fingerprint[:16])


class Copies:
    """Counts how often a row stood in the file before; only those in doubt take space."""

    def __init__(self, doubtful: set[bytes]) -> None:
        self._seen = dict.fromkeys(doubtful, 0)

    def before(self, fingerprint: bytes) -> int:
        """Return how often this row was there before, and count it."""
        key = fingerprint[:16]
        count = self._seen.get(key)
        if count is None:
            return 0
        self._seen[key] = count + 1
        return count
