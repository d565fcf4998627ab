"""The outbox of the app: delivered in the background, in the end, and told in words at every step."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from delivering import PROFILE, QUALITY, Clock, a_delivery, a_story, put
from listening import Behaviour, Ear, answer, hang, listening
from making import NOW
from watching import rows

from aware_tui.config import Settings
from aware_tui.config.connectors import ConnectorSettings
from aware_tui.domain.rows import Delivery
from aware_tui.domain.states import DeliveryState, DocumentKind
from aware_tui.services.delivering import deliver_once, next_try
from aware_tui.services.desk import Desk
from aware_tui.services.outbox import Outbox
from aware_tui.store.database import Database
from aware_tui.store.outbox import not_delivered

pytestmark = pytest.mark.head(28)

PATIENCE = 20.0
WAITING, HELD = DeliveryState.WAITING, DeliveryState.HELD
DELIVERED, WITHDRAWN = DeliveryState.DELIVERED, DeliveryState.WITHDRAWN


def webhook(ear: Ear, **options: Any) -> ConnectorSettings:
    return ConnectorSettings("webhook", options={"url": ear.url} | options)


def folder(path: Path) -> ConnectorSettings:
    return ConnectorSettings("folder", options={"path": str(path)})


class Office:
    """A desk with its outbox, and what the outbox told."""

    def __init__(self, data: Path, connectors: Mapping[str, ConnectorSettings]) -> None:
        self.clock = Clock()
        self.settings = Settings(data, "kim", "Europe/Berlin", "aware", connectors)
        self.desk = Desk(self.settings, self.clock, lambda state: None)
        self.desk.open().result(PATIENCE)
        self.told: list[Delivery] = []
        self.outbox = Outbox(self.desk.ask, self.settings, self.clock, self.told.append)

    def put(self, document: DocumentKind = PROFILE, text: str = "Prefers Saturdays.") -> Delivery:
        session = a_story(text)
        delivery = a_delivery(session, document)
        self.desk.ask(lambda db: put(db, session, delivery)).result(PATIENCE)
        return delivery

    def round(self) -> None:
        self.outbox.deliver_due()
        assert self.outbox.wait_until_idle(PATIENCE)
        assert self.outbox.fault is None

    def find(self, delivery: Delivery) -> Delivery:
        found = self.outbox.of_session(delivery.session_id).result(PATIENCE)
        return next(each for each in found if each.id == delivery.id)

    def words(self, delivery: Delivery) -> str:
        return self.outbox.state_words(self.find(delivery), self.clock())

    def close(self) -> None:
        self.outbox.stop()
        assert self.desk.close(PATIENCE)


Opener = Callable[..., Office]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Opener]:
    opened: list[Office] = []

    def open_office(**connectors: ConnectorSettings) -> Office:
        opened.append(Office(tmp_path / "data", connectors))
        return opened[-1]

    yield open_office
    for each in opened:
        each.close()


def test_a_document_that_waits_is_delivered_and_told(office: Opener) -> None:
    with listening(answer(200, {"id": "CRM-7"})) as ear:
        here = office(profile_entry=webhook(ear))
        delivery = here.put()
        assert here.words(delivery) == "waits for its turn"
        here.round()
        assert here.words(delivery) == "delivered 11:30 to the customer profile, known there as CRM-7"
        assert [each.state for each in here.told] == [DELIVERED]
        here.round()
        assert [heard.body.decode() for heard in ear.heard] == [delivery.payload]


def test_two_documents_reach_two_places(office: Opener, tmp_path: Path) -> None:
    csv = ConnectorSettings("csv", options={"path": str(tmp_path / "quality.csv")})
    here = office(profile_entry=folder(tmp_path / "profiles"), quality_record=csv)
    profile, quality = here.put(PROFILE), here.put(QUALITY)
    here.round()
    assert (tmp_path / "profiles" / f"{profile.id}.json").read_text("utf-8") == profile.payload
    assert quality.id in (tmp_path / "quality.csv").read_text("utf-8-sig")
    assert here.words(quality) == "delivered 11:30 to quality control"


def test_trouble_is_tried_again_later_and_later_and_never_given_up(office: Opener) -> None:
    with listening(*[answer(500)] * 8, answer(200)) as ear:
        here = office(profile_entry=webhook(ear))
        delivery = here.put()
        waits = []
        for attempt in range(1, 9):
            here.round()
            found = here.find(delivery)
            assert (found.state, found.attempts, len(ear.heard)) == (WAITING, attempt, attempt)
            assert found.next_at is not None
            waits.append((found.next_at - here.clock()).total_seconds())
            assert "is in trouble (it answers 500); next try " in here.words(delivery)
            here.clock.at = found.next_at - timedelta(seconds=1)
            here.round()
            here.clock.at = found.next_at
        assert waits == [5, 30, 120, 600, 3_600, 21_600, 21_600, 21_600]
        here.round()
        assert here.find(delivery).state is DELIVERED
        assert {heard.key for heard in ear.heard} == {delivery.id}


@pytest.mark.parametrize(
    ("attempts", "after", "seconds"),
    [(1, None, 5), (99, None, 21_600), (3, 7.0, 7), (1, 0.0, 5), (1, 86_400, 86_400)],
)
def test_the_other_side_may_say_when(attempts: int, after: float | None, seconds: int) -> None:
    assert next_try(attempts, after, NOW) == NOW + timedelta(seconds=seconds)


def test_a_refusal_is_held_until_a_person_tries_again(office: Opener) -> None:
    with listening(answer(302), answer(200)) as ear:
        here = office(profile_entry=webhook(ear))
        delivery = here.put()
        here.round()
        here.clock.at += timedelta(days=30)
        here.round()
        words = here.words(delivery)
        assert words.startswith("held: 127.0.0.1:")
        assert "Put the final address in the settings." in words
        assert len(ear.heard) == 1
        released = here.outbox.try_again(delivery.id).result(PATIENCE)
        assert released is not None
        here.round()
        assert here.find(delivery).state is DELIVERED


def test_all_that_is_held_is_tried_again_with_one_word(office: Opener) -> None:
    with listening(*[answer(401)] * 3, answer(200)) as ear:
        here = office(profile_entry=webhook(ear))
        made = [here.put() for _ in range(3)]
        here.round()
        assert {here.find(each).state for each in made} == {HELD}
        assert here.outbox.try_all_again().result(PATIENCE) == 3
        here.round()
        assert {here.find(each).state for each in made} == {DELIVERED}


def test_a_place_in_trouble_gets_one_call_a_round_and_others_go_on(office: Opener, tmp_path: Path) -> None:
    with listening(answer(503)) as ear:
        here = office(profile_entry=webhook(ear), quality_record=folder(tmp_path / "out"))
        profiles, qualities = [here.put(PROFILE) for _ in range(3)], [here.put(QUALITY) for _ in range(3)]
        here.round()
        assert len(ear.heard) == 1
        assert {here.find(each).state for each in qualities} == {DELIVERED}
        here.round()
        assert {heard.key for heard in ear.heard} == {profiles[0].id, profiles[1].id}


def test_more_than_a_page_is_delivered_in_one_round(office: Opener, tmp_path: Path) -> None:
    here = office(profile_entry=folder(tmp_path / "out"))
    made = [here.put() for _ in range(45)]
    here.round()
    assert len(list((tmp_path / "out").glob("*.json"))) == len(made) == len(here.told)


def test_what_a_killed_window_had_in_hand_is_taken_up_by_the_next_with_the_same_key(
    office: Opener, tmp_path: Path
) -> None:
    here = office(profile_entry=folder(tmp_path / "out"))
    delivery = here.put()
    lapses = NOW + timedelta(minutes=2)
    here.desk.ask(
        lambda db: db.execute(
            "UPDATE delivery SET claimed_until = ?",
            (lapses.replace(tzinfo=None).isoformat(" ", "microseconds"),),
        )
    ).result(PATIENCE)
    here.round()
    assert here.words(delivery) == "waits: it is being delivered"
    here.clock.at = lapses
    here.round()
    assert here.find(delivery).state is DELIVERED


def test_a_webhook_that_hangs_holds_up_neither_saving_nor_the_end(office: Opener) -> None:
    with listening(hang) as ear:
        here = office(profile_entry=webhook(ear, timeout=60))
        delivery = here.put()
        here.outbox.deliver_due()
        ear.wait_for(1)
        here.put(QUALITY)
        assert here.words(delivery) == "waits: it is being delivered"
        here.outbox.stop()
        assert here.desk.close(PATIENCE)
        assert not ear.over.is_set()


def test_many_calls_at_once_make_no_two_deliveries(office: Opener) -> None:
    with listening(answer(200)) as ear:
        here = office(profile_entry=webhook(ear))
        made = [here.put() for _ in range(10)]
        other = Outbox(here.desk.ask, here.settings, here.clock, here.told.append)
        for _ in range(20):
            here.outbox.deliver_due()
            other.deliver_due()
        assert here.outbox.wait_until_idle(PATIENCE)
        assert other.wait_until_idle(PATIENCE)
        other.stop()
        assert sorted(heard.key for heard in ear.heard) == sorted(each.id for each in made)


def test_nothing_is_begun_without_a_connector(office: Opener) -> None:
    here = office()
    delivery = here.put()
    before = threading.active_count()
    here.round()
    assert threading.active_count() == before
    assert here.words(delivery) == "waits: the settings name no place for it"
    assert here.outbox.connector_for(PROFILE) is None
    assert (
        here.outbox.preview(a_story(), PROFILE) == "No connector is set: this document is recorded here only."
    )


WRONG = [
    (ConnectorSettings("pigeon"), "There is no connector “pigeon”"),
    (ConnectorSettings("webhook", options={"url": "http://crm.example.org"}), "allow_http = true"),
    (
        ConnectorSettings("webhook", "NO_SUCH_VARIABLE", options={"url": "https://a.example"}),
        "holds no secret",
    ),
    (ConnectorSettings("folder", options={"path": "/no/such/folder"}), "There is no folder /no/such"),
    (ConnectorSettings(problem="[connectors.profile_entry] needs a line."), "needs a line"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG)
def test_a_connector_that_is_not_right_is_told_and_the_other_goes_on(
    office: Opener, tmp_path: Path, wrong: ConnectorSettings, told: str
) -> None:
    here = office(profile_entry=wrong, quality_record=folder(tmp_path / "out"))
    profile, quality = here.put(PROFILE), here.put(QUALITY)
    here.round()
    assert here.find(quality).state is DELIVERED
    assert (here.find(profile).state, here.find(profile).attempts) == (WAITING, 0)
    [problem] = here.outbox.problems()
    assert problem.startswith("Nothing is delivered to the customer profile: ")
    assert told in problem
    assert told in here.words(profile)
    assert here.outbox.connector_for(PROFILE) == (wrong.kind or "unknown")


def test_once_the_settings_are_mended_what_waited_goes_out(office: Opener, tmp_path: Path) -> None:
    here = office(profile_entry=folder(tmp_path / "later" / "out"))
    delivery = here.put()
    here.round()
    (tmp_path / "later").mkdir()
    here.round()
    assert here.find(delivery).state is DELIVERED
    assert here.outbox.problems() == ()


def stuck(here: Office) -> list[tuple[str, bool, str]]:
    """Return what Today lists as not delivered."""
    found = here.desk.ask(lambda db: not_delivered(db, 20)).result(PATIENCE)
    return [(line.delivery_id, line.held, line.problem) for line in found]


def test_a_place_that_goes_away_is_told_once_and_what_waits_is_listed(office: Opener, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    here = office(profile_entry=folder(drive / "out"))
    notices: list[str] = []
    here.outbox.on_problem = notices.append
    here.round()
    drive.rmdir()
    delivery, gone = here.put(), f"There is no folder {drive} to make out in. Make it, or mend the path."
    here.round()
    here.round()
    assert here.words(delivery) == f"waits: {gone}"
    assert stuck(here) == [(delivery.id, True, gone)]
    assert notices == [f"Nothing is delivered to the customer profile: {gone}"]
    assert [(each.id, each.problem, each.attempts) for each in here.told] == [(delivery.id, gone, 0)]
    drive.mkdir()
    here.round()
    assert (here.find(delivery).state, here.find(delivery).problem) == (DELIVERED, "")
    assert stuck(here) == []
    shutil.rmtree(drive)
    here.round()
    assert len(notices) == 2


def test_a_window_without_the_secret_does_not_hurry_one_that_has_it(
    office: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_SECRET", "s")
    with listening(answer(500)) as ear:
        here = office(profile_entry=replace(webhook(ear), secret_env="HOOK_SECRET"))
        bare = replace(here.settings, connectors={"profile_entry": replace(webhook(ear), secret_env="NONE")})
        other = Outbox(here.desk.ask, bare, here.clock, here.told.append)
        delivery = here.put()
        for _ in range(4):
            other.deliver_due()
            assert other.wait_until_idle(PATIENCE)
            here.round()
        other.stop()
        assert (here.find(delivery).attempts, len(ear.heard)) == (1, 1)
        assert "it answers 500" in here.words(delivery)


@pytest.mark.parametrize("left", [{}, {"quality_record": ConnectorSettings("clipboard")}])
def test_what_waits_for_a_connector_that_was_taken_out_says_that_no_place_is_named(
    office: Opener, left: dict[str, ConnectorSettings]
) -> None:
    with listening(answer(500)) as ear:
        before = office(profile_entry=webhook(ear))
        delivery = before.put()
        before.round()
        assert stuck(before)[0][1] is False
        before.close()
    here = office(**left)
    here.outbox.tell_blocked().result(PATIENCE)
    assert here.words(delivery) == "waits: the settings name no place for it"
    assert stuck(here) == [(delivery.id, True, "The settings name no place for it.")]
    here.round()
    assert [each.problem for each in here.told] == ["The settings name no place for it."]


def test_a_next_try_that_is_near_has_no_clock_time(office: Opener) -> None:
    here = office(profile_entry=ConnectorSettings("folder", options={"path": "/"}))
    near = a_delivery(a_story(), problem="It is down.", next_at=NOW + timedelta(seconds=59))
    assert here.outbox.state_words(near, NOW) == "waits: It is down; next try in a moment"
    assert here.outbox.state_words(near, NOW - timedelta(seconds=2)).endswith("next try 11:30")


def test_a_kind_with_control_bytes_is_shown_without_them(office: Opener) -> None:
    here = office(profile_entry=ConnectorSettings("[bold]\x1b[31m" + "x" * 500))
    [problem] = here.outbox.problems()
    assert "There is no connector “[bold][31mxxx" in problem
    assert "…”" in problem
    assert "\x1b" not in problem + str(here.outbox.connector_for(PROFILE))


def test_the_clipboard_waits_for_a_hand(office: Opener) -> None:
    here = office(profile_entry=ConnectorSettings("clipboard"))
    delivery = here.put()
    here.round()
    assert here.outbox.by_hand(PROFILE)
    assert not here.outbox.by_hand(QUALITY)
    assert here.words(delivery) == "waits to be copied by you"
    assert here.outbox.preview_of(here.find(delivery)) == "Prefers Saturdays.\n"
    here.outbox.hand_over(delivery.id).result(PATIENCE)
    assert here.words(delivery) == "delivered 11:30 to the customer profile"


def test_a_preview_is_what_goes_out(office: Opener) -> None:
    with listening(answer(200)) as ear:
        here = office(profile_entry=webhook(ear))
        session = a_story()
        shown = here.outbox.preview(replace(session, deliveries=(a_delivery(session),)), PROFILE)
        assert '"revision": 2' in shown
        assert "sesame" not in shown
        delivery = here.put()
        assert delivery.payload in here.outbox.preview_of(delivery)
        assert ear.heard == []


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"state": WITHDRAWN}, "taken back before it was sent"),
        ({"state": WITHDRAWN, "attempts": 1}, "taken back, though an attempt may have arrived"),
        (
            {"state": DELIVERED, "delivered_at": NOW - timedelta(days=2)},
            "delivered Mon 2 Mar 11:30 to the customer profile",
        ),
        (
            {"next_at": NOW + timedelta(hours=20), "problem": "It is down."},
            "waits: It is down; next try tomorrow 07:30",
        ),
    ],
)
def test_how_it_stands_is_told_in_words(
    office: Opener, tmp_path: Path, parts: dict[str, Any], words: str
) -> None:
    here = office(profile_entry=folder(tmp_path / "out"))
    assert here.outbox.state_words(a_delivery(a_story(), **parts), NOW) == words


def test_a_document_taken_back_meanwhile_is_not_sent(office: Opener) -> None:
    with listening(answer(200)) as ear:
        here = office(profile_entry=webhook(ear))
        delivery = here.put()
        here.desk.ask(lambda db: db.execute("UPDATE profile_entry SET recorded_at = NULL")).result(PATIENCE)
        here.round()
        assert (here.find(delivery).state, ear.heard) == (WITHDRAWN, [])
        assert [each.state for each in here.told] == [WITHDRAWN]


def test_a_file_that_fails_ends_the_round_and_the_next_goes_on(office: Opener, tmp_path: Path) -> None:
    here = office(profile_entry=folder(tmp_path / "out"))
    delivery = here.put()
    asked = []

    def fails_once(deed: Callable[[Database], Any]) -> Any:
        asked.append(deed)
        return here.desk.ask(deed if len(asked) > 1 else lambda db: db.execute("SELECT no_such_column"))

    outbox = Outbox(fails_once, here.settings, here.clock, here.told.append)
    outbox.deliver_due()
    assert outbox.wait_until_idle(PATIENCE)
    assert isinstance(outbox.fault, sqlite3.OperationalError)
    outbox.deliver_due()
    assert outbox.wait_until_idle(PATIENCE)
    outbox.stop()
    assert here.find(delivery).state is DELIVERED


def test_one_round_without_an_app(office: Opener, tmp_path: Path) -> None:
    here = office(profile_entry=folder(tmp_path / "out"), quality_record=ConnectorSettings("pigeon"))
    delivery = here.put()
    report = deliver_once(here.settings, here.clock)
    assert [each.id for each in report.changed] == [delivery.id]
    assert (report.count(DELIVERED), report.count(HELD)) == (1, 0)
    assert "pigeon" in report.problems[0]
    assert deliver_once(here.settings, here.clock).changed == ()
    assert rows(here.settings.database, "SELECT state FROM delivery") == [("delivered",)]


def test_without_data_or_connectors_there_is_nothing_to_deliver(tmp_path: Path) -> None:
    bare = Settings(tmp_path / "none", "kim", "UTC", "aware")
    assert deliver_once(bare, lambda: datetime.now(UTC)).changed == ()
    assert deliver_once(replace(bare, connectors={"profile_entry": folder(tmp_path)}), Clock()).changed == ()
    assert list(tmp_path.iterdir()) == []


SECRET = "open-sesame-17"
ANSWERS: list[Behaviour] = [answer(500), answer(302), answer(200), answer(401)]


@pytest.mark.parametrize("behaviour", ANSWERS)
def test_a_secret_is_in_no_word_and_no_row(
    office: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behaviour: Behaviour
) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    with listening(behaviour) as ear:
        here = office(profile_entry=replace(webhook(ear), secret_env="HOOK_SECRET"))
        delivery = here.put()
        here.round()
        assert "x-aware-signature" in ear.heard[0].headers
        shown = [here.words(delivery), here.outbox.preview_of(delivery), repr(here.settings), repr(here.told)]
        kept = rows(here.settings.database, "SELECT * FROM delivery")
    assert SECRET not in f"{shown}{kept}"
    assert "token=sesame" not in f"{shown}{kept}"
