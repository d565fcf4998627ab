"""Which customers are shown as one: those merged into each other."""

from collections.abc import Collection

from aware_tui.domain.customers import Family
from aware_tui.store.database import Database
from aware_tui.store.slices import places, slices

_FAMILY = """
WITH RECURSIVE
above(id) AS (
    SELECT id FROM customer WHERE id = :id
    UNION SELECT m.into_id FROM above JOIN customer_merge m ON m.customer_id = above.id
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


def family(db: Database, customer_id: str) -> Family | None:
    """Return the customer this one is shown as, with all merged into it; None if it is not there."""
    ids = tuple(row[0] for row in db.execute(_FAMILY, {"id": customer_id}))
    return Family(ids[0], ids) if customer_id in ids else None


_MERGED = "SELECT customer_id, into_id FROM customer_merge WHERE customer_id IN ({0}) OR into_id IN ({0})"


def merged_of(db: Database, there: Collection[str]) -> dict[str, Family]:
    """Return the families of those, of many customers that are there, who are merged with others."""
    merged = set[str]()
    for some in slices(there):
        merged.update(*db.execute(_MERGED.format(places(some)), some * 2))
    found = {each: family(db, each) for each in merged.intersection(there)}
    return {each: known for each, known in found.items() if known is not None}
