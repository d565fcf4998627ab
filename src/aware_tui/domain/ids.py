"""Row ids that two machines can make without meeting: UUID version 7, ordered by time."""

from datetime import datetime
from uuid import UUID


def time_ordered_id(at: datetime, chance: bytes) -> str:
    """Return a version 7 UUID (RFC 9562) for the aware time `at`, the rest from 10 bytes of chance."""
    milliseconds = int(at.timestamp() * 1000)
    value = bytearray(milliseconds.to_bytes(6, "big") + chance[:10])
    value[6] = 0x70 | (value[6] & 0x0F)
    value[8] = 0x80 | (value[8] & 0x3F)
    return str(UUID(bytes=bytes(value)))
