"""Killed while it delivers, at any moment: in the end every document is there once, as its key sees it."""

import csv
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Lock
from urllib.parse import urlsplit

import pytest
from delivering import PROFILE, QUALITY, a_delivery, a_story, put
from hostile import HOSTILE
from listening import Heard, Voice, listening
from making import NOW
from watching import rows

from aware_tui.domain.rows import Delivery
from aware_tui.store.opening import open_file

LONG_ROUNDS = int(os.environ.get("AWARE_KILLS", "100"))
EACH = 4
"""Calls that are recorded before each kill, with two documents each."""

DELIVER = """
import sys
from datetime import datetime
from pathlib import Path
from aware_tui.config.loading import load_settings
from aware_tui.services.delivering import deliver_once
now = datetime.fromisoformat(sys.argv[1])
print("ready", flush=True)
for folder in sys.argv[2:]:
    deliver_once(load_settings(Path(folder), None), lambda: now)
print("done", flush=True)
"""


class Registry:
    """The other side: applies each key once, is in trouble now and then, and sometimes drops the line."""

    def __init__(self, chance: Random) -> None:
        self.calm = False
        self.applied: dict[str, bytes] = {}
        self.times = Counter[str]()
        self._chance = chance
        self._one_at_a_time = Lock()

    def __call__(self, voice: Voice, heard: Heard) -> None:
        with self._one_at_a_time:
            self._answer(voice, heard)

    def _answer(self, voice: Voice, heard: Heard) -> None:
        luck = 1.0 if self.calm else self._chance.random()
        if luck < 0.02:
            voice.say(503)
            return
        if heard.key in self.applied:
            assert self.applied[heard.key] == heard.body
            status, said = 409, f'{{"key": "{heard.key}"}}'
        else:
            self.applied[heard.key] = heard.body
            self.times[heard.key] += 1
            status, said = 201, f'{{"id": {len(self.applied)}}}'
        if luck > 0.04:
            voice.say(status, said.encode())


class House:
    """A data folder whose two documents go to two places."""

    def __init__(self, data: Path, profile: str, quality: str) -> None:
        self.data, self.made = data, list[Delivery]()
        data.mkdir()
        toml = f"[connectors.profile_entry]\n{profile}\n[connectors.quality_record]\n{quality}\n"
        (data / "settings.toml").write_text(toml, encoding="utf-8")

    def record(self, calls: int, chance: Random) -> None:
        with closing(open_file(self.data / "aware.db")) as db:
            for _ in range(calls):
                session = a_story(chance.choice(HOSTILE))
                made = [a_delivery(session, document) for document in (PROFILE, QUALITY)]
                put(db, session, *made)
                self.made += made

    def payloads(self, document: str) -> dict[str, str]:
        return {each.id: each.payload for each in self.made if each.document == document}

    def states(self) -> Counter[str]:
        return Counter(state for (state,) in rows(self.data / "aware.db", "SELECT state FROM delivery"))


@pytest.mark.parametrize(
    "rounds", [pytest.param(2, id="a few"), pytest.param(LONG_ROUNDS, id="many", marks=pytest.mark.long)]
)
def test_killed_at_any_moment_every_document_arrives_once(tmp_path: Path, rounds: int) -> None:
    chance = Random(rounds)
    other_side = Registry(chance)
    out, table = tmp_path / "out", tmp_path / "quality.csv"
    with listening(other_side) as ear:
        hook = f'kind = "webhook"\nurl = "{ear.url}"'
        houses = [
            House(tmp_path / "one", hook, f'kind = "csv"\npath = "{table}"'),
            House(tmp_path / "two", f'kind = "folder"\npath = "{out}"', hook),
        ]
        for day in range(rounds):
            for house in houses:
                house.record(EACH, chance)
            deliver(houses, day, chance.uniform(0.0, 0.25))
        other_side.calm = True
        for day in range(rounds, rounds + 3):
            deliver(houses, day, None)
    expected = houses[0].payloads("profile_entry") | houses[1].payloads("quality_record")
    assert {key: body.decode("utf-8") for key, body in other_side.applied.items()} == expected
    assert set(other_side.times.values()) == {1}
    compare_folder(out, houses[1].payloads("profile_entry"))
    compare_table(table, houses[0].payloads("quality_record"))
    for house in houses:
        assert house.states() == Counter({"delivered": len(house.made)})
        assert rows(house.data / "aware.db", "PRAGMA integrity_check") == [("ok",)]


def test_half_a_request_is_no_request() -> None:
    other_side = Registry(Random(1))
    with listening(other_side) as ear:
        address = urlsplit(ear.url)
        with socket.create_connection((str(address.hostname), address.port or 0), 20) as half:
            half.sendall(b"POST /hook HTTP/1.1\r\nIdempotency-Key: one\r\nContent-Length: 10\r\n\r\nhalf")
            half.shutdown(socket.SHUT_WR)
            assert half.recv(1) == b""
    assert other_side.applied == {}


def deliver(houses: list[House], day: int, seconds: float | None) -> None:
    """Deliver in a process of its own, days later than before; kill it after so many seconds."""
    now = (NOW + timedelta(days=day + 1)).isoformat()
    folders = [str(house.data) for house in houses[:: 1 if day % 2 else -1]]
    process = subprocess.Popen(
        [sys.executable, "-c", DELIVER, now, *folders], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            process.wait(60 if seconds is None else seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        assert seconds is not None or process.stdout.read() == "done\n"


def compare_folder(folder: Path, expected: dict[str, str]) -> None:
    found = {path.name for path in folder.iterdir()}
    assert found == {f"{key}.{kind}" for key in expected for kind in ("json", "md")}
    assert {key: (folder / f"{key}.json").read_text("utf-8") for key in expected} == expected


def compare_table(table: Path, expected: dict[str, str]) -> None:
    with table.open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream, strict=True))
    assert sorted(row["key"] for row in found) == sorted(expected)
    for row in found:
        sent = json.loads(expected[row["key"]])
        assert row["text"].removeprefix("'") == sent["text"].replace("\r\n", "\n").replace(
            "\r", "\n"
        ).removeprefix("'")
        assert None not in row
