"""All about one person as Markdown, for the person themselves to read."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.markdown import escaped, quoted
from aware_tui.domain.rows import Customer, Delivery
from aware_tui.domain.text import counted

_DETAILS = (
    ("Name", "name"),
    ("Reference", "reference"),
    ("Contact", "contact"),
    ("Likes to be reached by", "preferred_channel"),
)

_DOCUMENTS = {"profile_entry": "The customer's profile", "quality_record": "The quality record"}
_STATES = {
    "waiting": "is still to be delivered",
    "held": "is still to be delivered",
    "delivered": "was delivered",
    "withdrawn": "was taken back before it was delivered",
}

Tables = Mapping[str, tuple[Any, ...]]
"""The rows about a person, by table."""


def beginning(tables: Tables, made_at: datetime) -> str:
    """Return what stands above the calls: when it was made (aware UTC), who it is, how much there is."""
    calls, feedback = len(tables["session"]), len(tables["feedback"])
    return "\n".join(
        (
            "# What is held about you",
            "",
            f"Made on {made_at:%Y-%m-%d at %H:%M} UTC. It holds {counted(calls, 'call')} and "
            f"{counted(feedback, 'piece', 'pieces')} of feedback. The file person.json has the same, with "
            "every column. How a call was for the person who took it is theirs alone, and is not in here.",
            "",
            "## Who you are to us",
            "",
            *(line for each in tables["customer"] for line in _customer(each)),
            "",
        )
    )


def _customer(customer: Customer) -> Iterator[str]:
    known = [(label, getattr(customer, name)) for label, name in _DETAILS if getattr(customer, name)]
    yield from (f"- **{label}:** {escaped(value)}" for label, value in known)
    yield f"- **Id:** {escaped(customer.id)}"


def page_of(record: str) -> str:
    """Return the record of a call as a part of the whole: its headings one deeper."""
    lines = record.splitlines()
    return "\n".join(f"#{line}" if line.startswith(("# ", "## ")) else line for line in lines) + "\n"


def after_calls(tables: Tables) -> str:
    """Return what stands below the calls: feedback, and documents that were given to other programs."""
    feedback = [line for each in tables["feedback"] for line in _feedback(each)]
    delivered = [f"- {_delivery(each)}" for each in tables["delivery"]]
    parts = []
    if feedback:
        parts += ["", "## What you said of us", "", *feedback]
    if delivered:
        parts += ["", "## What was given to other programs", "", *delivered]
    return "\n".join(parts) + "\n"


def _feedback(said: Feedback) -> Iterator[str]:
    at = said.received_at or said.asked_at
    when = f"{at:%Y-%m-%d}" if at else "Some day"
    if said.received_at is None:
        yield f"- {when}: you were asked, and gave no answer."
        return
    score = "" if said.score is None else f", {said.score:g} of {said.scale}"
    yield from (f"{when}, {escaped(said.source.value.replace('_', ' '))}{score}", "")
    if said.text:
        yield from (*quoted(said.text), "")


def _delivery(each: Delivery) -> str:
    at = each.delivered_at or each.made_at
    known = f", known there as {escaped(each.outside_reference)}" if each.outside_reference else ""
    return f"{at:%Y-%m-%d}: {_DOCUMENTS[each.document.value]} {_STATES[each.state.value]}{known}."
