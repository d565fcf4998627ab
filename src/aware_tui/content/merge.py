"""Lay one playbook over another, node by node: what differs wins, the rest stays."""

from aware_tui.content.errors import ContentError, Problem, shown
from aware_tui.content.nodes import Entry, Keyed, Listing, Node, Scalar


def merge(base: Node, over: Node) -> Node:
    """Return `base` with `over` laid over it; ContentError names what cannot be laid.

    Keys merge one by one. Lists whose entries have an `id` merge by it, and `{id: x, remove: true}`
    takes an entry out. Anything else is replaced whole.
    """
    merging = _Merging()
    merged = merging.merge(base, over)
    if merging.problems:
        raise ContentError(merging.problems)
    return merged


def id_of(node: Node) -> str | None:
    """Return the `id` of an entry, or None if it has none."""
    found = node.get("id") if isinstance(node, Keyed) else None
    return found.source if isinstance(found, Scalar) else None


def _all_have_ids(listing: Listing) -> bool:
    return bool(listing.items) and all(id_of(item) is not None for item in listing.items)


class _Merging:
    """One merge and what went wrong in it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def merge(self, base: Node, over: Node) -> Node:
        """Return `base` with `over` laid over it."""
        if isinstance(base, Keyed) and isinstance(over, Keyed):
            return self._keys(base, over)
        if isinstance(over, Listing) and _all_have_ids(over):
            if isinstance(base, Listing) and (_all_have_ids(base) or not base.items):
                return self._entries(base, over)
            return self._entries(Listing((), over.spot), over)
        return over

    def _keys(self, base: Keyed, over: Keyed) -> Keyed:
        entries = dict(base.entries)
        for key, entry in over.entries.items():
            below = base.get(key)
            value = self.merge(Listing((), entry.value.spot) if below is None else below, entry.value)
            entries[key] = Entry(entry.key, value)
        return Keyed(over.spot, entries)

    def _entries(self, base: Listing, over: Listing) -> Listing:
        kept = {id_of(item) or "": item for item in base.items}
        given: set[str] = set()
        for item in over.items:
            name = id_of(item) or ""
            if name in given:
                self._add(item, f"The id {shown(name)} is in this list twice", "Keep one of them.")
            given.add(name)
            self._entry(kept, name, item)
        return Listing(tuple(kept.values()), over.spot)

    def _entry(self, kept: dict[str, Node], name: str, item: Node) -> None:
        if not isinstance(item, Keyed) or "remove" not in item.entries:
            kept[name] = self.merge(kept[name], item) if name in kept else item
            return
        wish = item.get("remove")
        if not isinstance(wish, Scalar) or wish.value is not True or len(item.entries) > 2:
            self._add(
                item,
                "An entry to be taken out has only its id and `remove: true`",
                f"Write {{id: {name[:40]}, remove: true}}.",
            )
        elif name not in kept:
            there = ", ".join(list(kept)[:12]) or "nothing"
            self._add(item, f"There is no {shown(name)} here to take out", f"There is: {there}.")
        else:
            del kept[name]

    def _add(self, node: Node, message: str, instead: str) -> None:
        self.problems.append(node.spot.problem(message, instead))
