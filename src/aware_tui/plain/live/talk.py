"""A live call from the first line to the last, and the calls that follow it."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.language import _
from aware_tui.plain.console import Console, HangUp, heeding_signals
from aware_tui.plain.live import (
    apology,
    causes,
    checks,
    coaching,
    customer,
    documents,
    gate,
    leaving,
    noting,
    options,
    promising,
    rows,
    walking,
)
from aware_tui.plain.live.hand import TAKEN, CallInHand
from aware_tui.plain.loop import Loop
from aware_tui.plain.saving import Saving
from aware_tui.services.crash import hush_libraries
from aware_tui.services.desk import Desk

if TYPE_CHECKING:
    from aware_tui.domain.rows import Delivery

COMMANDS = (
    *walking.COMMANDS,
    *noting.COMMANDS,
    *rows.COMMANDS,
    *apology.COMMANDS,
    *options.COMMANDS,
    *promising.COMMANDS,
    *checks.COMMANDS,
    *customer.COMMANDS,
    *documents.COMMANDS,
    *causes.COMMANDS,
    *coaching.COMMANDS,
    *gate.COMMANDS,
    *leaving.COMMANDS,
)
"""Everything that can be typed in a call."""

LEASE_EVERY = 2.0
"""Seconds between two looks whether another window asks for the call."""

BUSY = _("Another window has this call: here it can only be read. `take over` moves it here.")
"""Told of a call that another window has."""

UNSAVED = _("The last words could not be saved. Make room on the disk, then say them again.")


class NotSaved(Exception):  # noqa: N818
    """The end came before everything was on disk; the message says so."""


def talk(
    settings: Settings,
    console: Console,
    now: Callable[[], datetime],
    *,
    resume: str | None = None,
    channel: str | None = None,
    customer: str = "",
) -> None:
    """Walk calls line by line until they are left; raises HangUp, NotSaved and the problems of the data."""
    saving = Saving()
    with _desk(settings, now, saving) as (desk, heard):
        wanted: str | None = resume or ""
        while wanted is not None:
            call = desk.begin_live(channel, customer) if wanted == "" else desk.resume(wanted).result()
            call.read_only = BUSY if call.read_only else ""
            hand = CallInHand(desk, call, saving, COMMANDS, arrived=heard)
            _talk_of(console, hand, begun=wanted == "")
            wanted, channel, customer = hand.wanted, None, ""


@contextmanager
def _desk(
    settings: Settings, now: Callable[[], datetime], saving: Saving
) -> "Iterator[tuple[Desk, deque[Delivery]]]":
    hush_libraries()
    heard: deque[Delivery] = deque()
    desk = Desk(settings, now, saving.hear, heard.append)
    try:
        desk.open().result()
        desk.outbox.tell_blocked()
        desk.outbox.deliver_due()
        yield desk, heard
    finally:
        saved = desk.close()
    if not saved:
        raise NotSaved(UNSAVED)


def _talk_of(console: Console, hand: CallInHand, *, begun: bool) -> None:
    """Talk about one call; whatever ends it, it is saved and let go of."""
    stop = threading.Event()
    watch = threading.Thread(target=partial(_watch, hand, stop), name="aware-lease", daemon=True)
    try:
        with heeding_signals(console):
            _greet(console, hand, begun=begun)
            watch.start()
            if not Loop(console, hand).run():
                console.say(*leaving.quit_(hand, ""))
    except HangUp as end:
        said = leaving.quit_(hand, "")
        if end.by_hand:
            console.say(*said)
        raise
    except BaseException:
        leaving.go_away(hand)
        raise
    finally:
        stop.set()
        if hand.outcome:
            hand.desk.leases.let_go(hand.call.session.id)
        hand.saved()


def _greet(console: Console, hand: CallInHand, *, begun: bool) -> None:
    notice = hand.desk.in_force.result().notice if begun else ""
    lines = walking.arrived(hand)
    hint = _("Type what they say; `help` tells the commands.") if begun else ""
    told = (notice, hand.read_only, f"{lines[0]} {hand.saved()}".strip(), *lines[1:], hint)
    console.say(*(line for line in told if line))


def _watch(hand: CallInHand, stop: threading.Event) -> None:
    """Renew the lease while the call is in hand; once another window asks for it, only read."""
    while not stop.wait(LEASE_EVERY):
        if hand.call.read_only:
            continue
        session_id = hand.call.session.id
        try:
            taken = hand.desk.leases.watch(session_id).result()
        except Exception:  # noqa: BLE001 - what is wrong with the data is told by the next answer
            continue
        if taken:
            with hand.guard:
                hand.call.read_only = TAKEN
                hand.desk.leases.let_go(session_id)
