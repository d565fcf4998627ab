"""Choke points and the calls they hit, kept before an app starts, and what it tells of them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from making import a_customer, a_head, a_note, adding, an_id
from tui.pilots import NOW, settings

from aware_tui.domain.rows import CauseLink, ChokePoint, Row
from aware_tui.domain.states import Status
from aware_tui.services.desk import Desk
from aware_tui.tui.app import AwareApp
from aware_tui.tui.widgets.text_view import TextView

DAY = timedelta(days=1)


def keep(folder: Path, *more: Row) -> None:
    """Save rows in the data of a folder."""
    desk = Desk(settings(folder), lambda: NOW, lambda _: None)
    desk.open().result(20)
    desk.writer.submit(adding(*more))
    assert desk.close(20)


def a_point(title: str = "slot lost", **parts: Any) -> ChokePoint:
    """Return an open choke point."""
    return ChokePoint(an_id(), title, NOW, **parts)


def a_hit(point: ChokePoint, name: str = "Dana Reyes", days: int = 1, **head: Any) -> tuple[Row, ...]:
    """Return a session of a customer that ran into a choke point."""
    customer = a_customer(name=name, contact="0171 555")
    common = {"customer_id": customer.id, "started_at": NOW - days * DAY, "status": Status.FINISHED}
    call = a_head(**common | head)
    return customer, call, a_note(call.id), CauseLink(an_id(), call.id, point.id, NOW)


def told(app: AwareApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list that sentences told from now on are put in."""
    sentences: list[str] = []
    monkeypatch.setattr(app, "notify", lambda message, **_: sentences.append(message))
    return sentences


def asked(app: AwareApp, name: str) -> str:
    """Return what stands in a line of the dialog in front."""
    return app.screen.query_one(f"#point-{name}", TextView).text
