"""Row ids that two machines can make without meeting: UUID version 7, ordered by time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def time_ordered_id(at: datetime, chance: bytes) -> str:
    """Return a version 7 UUID (RFC 9562) for the aware time `at`, the rest from 10 bytes of chance."""
    value = bytearray(((at - _EPOCH) // _MILLISECOND).to_bytes(6, "big") + chance[:10])
    value[6] = 0x70 | (value[6] & 0x0F)
    value[8] = 0x80 | (value[8] & 0x3F)
    text = value.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def later_id(last: str) -> str:
    """Return the id right after `last`: two ids of one millisecond keep the order they were made in."""
    return str(UUID(int=UUID(last).int + 1))
