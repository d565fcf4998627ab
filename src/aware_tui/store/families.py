"""Which customers are shown as one: those merged into each other."""

from aware_tui.domain.customers import Family
from aware_tui.store.library import sqlite3

_FAMILY = """
WITH RECURSIVE
above(id) AS (
    SELECT :id UNION SELECT m.into_id FROM above JOIN customer_merge m ON m.customer_id = above.id
),
shown(id) AS (
    SELECT coalesce(min(above.id), :id) FROM above
    WHERE NOT EXISTS (SELECT 1 FROM customer_merge m WHERE m.customer_id = above.id)
),
below(id) AS (
    SELECT shown.id FROM shown UNION
    SELECT m.customer_id FROM below JOIN customer_merge m ON m.into_id = below.id
)
SELECT below.id FROM below CROSS JOIN customer c ON c.id = below.id
"""


def family(db: sqlite3.Connection, customer_id: str) -> Family | None:
    """Return the customer this one is shown as, with all merged into it; None if it is not there."""
    ids = tuple(row[0] for row in db.execute(_FAMILY, {"id": customer_id}))
    return Family(ids[0], ids) if customer_id in ids else None
