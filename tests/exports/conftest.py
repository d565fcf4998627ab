"""A playbook and a session to export."""

from datetime import timedelta
from pathlib import Path

import pytest
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    a_tick,
    an_apology,
    an_option,
)

from aware_tui.content.loader import load_playbook
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import CheckIn, StepVisit
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ApologySize, PromiseState
from aware_tui.paths import shipped_playbooks


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    folder: Path = shipped_playbooks() / "aware"
    return load_playbook(folder, (shipped_playbooks(),)).playbook


@pytest.fixture
def session() -> CoachingSession:
    """Return a session with something in every table."""
    head = a_head(
        zone="Europe/London", category="late", channel="phone", mood_start=2, apology_size=ApologySize.FULL
    )
    kept = a_promise(head.id, what="ring her back", state=PromiseState.KEPT, settled_at=NOW)
    return CoachingSession(
        head,
        customer=a_customer(),
        visits=(StepVisit("v1", head.id, "acknowledge", "listen", NOW, NOW + timedelta(minutes=4)),),
        ticks=(
            a_tick(head.id, "put_down", wording="I had put it all down, as we said then"),
            a_tick(head.id, "thanked", wording="I thanked them"),
            a_tick(head.id, "long_gone", step="a_step_of_old", wording="I counted to ten"),
        ),
        notes=(
            a_note(head.id, "It rang.\nAnd rang."),
            a_note(head.id, "found aside", field="their_words~0a1b2c3d"),
        ),
        apologies=(an_apology(head.id),),
        options=(an_option(head.id, works_for_them=True, possible=False, chosen=True),),
        promises=(kept, a_promise(head.id, due_at=NOW - timedelta(hours=1)), a_promise(head.id, due_at=None)),
        follow_ups=(a_follow_up(head.id, promise_id=kept.id),),
        profile_entry=a_profile_entry(head.id, recorded_at=NOW, outside_reference="CRM-1"),
        quality_record=a_quality_record(
            head.id, cause="handover", likelihood="likely", cost="20", recommendation="Ring."
        ),
        check_ins=(CheckIn("c1", head.id, "kim", 1, NOW),),
    )
