"""Whatever is asked, the server answers what the file does: the same rows, in the same order."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from making import a_head, a_note, adding
from server.full import full_call
from serving import Cluster

from aware_tui.config import Settings
from aware_tui.domain.goals.aim import Scope
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.period import Period
from aware_tui.domain.rows import Session
from aware_tui.services.demo.calls import fill
from aware_tui.services.demo.past import past
from aware_tui.services.desk import Desk
from aware_tui.store import (
    causes,
    customer_records,
    customers,
    day,
    dumping,
    feedback,
    goals,
    importing,
    insight_notes,
    insights,
    miscounted,
    occurrences,
    outbox,
    practice,
    practice_gaps,
    queue,
    reading,
    searching,
    similar,
    tiles,
)
from aware_tui.store.counted import all_occurrences
from aware_tui.store.database import Database
from aware_tui.store.families import family
from aware_tui.store.loading import heads_of, load_session
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions, apply
from aware_tui.store.server.moving import move
from aware_tui.store.transaction import transaction

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HALF_A_YEAR = Period(date(2026, 5, 25), date(2026, 11, 24))
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 1))

Asked = Callable[[Database], Any]


@pytest.fixture(scope="module")
def both(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Database]]:
    """Return a file full of all kinds of rows, and the server it was moved to."""
    folder = tmp_path_factory.mktemp("both")
    path = filled(folder)
    url = cluster.url(cluster.new_database())
    move(path, url)
    with closing(open_database(path)) as file, closing(open_database(url)) as server:
        yield file, server


def filled(folder: Path) -> Path:
    settings = Settings(folder, "Kim", "Europe/London", "aware")
    fill(settings, NOW)
    desk = Desk(settings, lambda: NOW, lambda _: None)
    desk.open().result()
    desk.make(lambda _db, _stamp: past(settings, NOW)).result()
    desk.close()
    with closing(open_database(settings.database)) as db, transaction(db):
        apply(db, full_call("Kim", "Ærøskøbing"), Versions(), None)
        apply(db, full_call("Lee", "O'Brien-Straße 12/4"), Versions(), None)
    return settings.database


def ids(db: Database, table: str) -> list[str]:
    return [row[0] for row in db.execute(f'SELECT id FROM "{table}" ORDER BY id')]


SOME = 90
"""So many rows of a table are asked about one by one, the newest: of all kinds of rows there are some."""


def each(table: str, ask: Callable[[Database, str], Any]) -> Asked:
    return lambda db: [ask(db, row_id) for row_id in ids(db, table)[-SOME:]]


def observed(db: Database, metric: Metric, statistic: Statistic) -> Any:
    """Return what a goal is measured on, whatever the order of one day."""
    found = goals.observed(db, metric, statistic, Scope(), AUTUMN, "UTC", NOW)
    return replace(found, values=tuple(sorted(found.values, key=repr)))


WORDS = ["queue", "the", "refund part", "O'Brien", "straße", "strasse", "aer", "Ærøskøbing", "12/4", "12 4",
         "door OR", '"door"', "ca", "c", "card charged", "Dana", "dana rey", "zzz", "how hard can", "019",
         "%", "_", "*", "^", "AND", "möbel", "-",
         "one two three four five six seven eight nine ten"]  # fmt: skip

QUESTIONS: dict[str, Asked] = {
    "history": lambda db: reading.history(db, None, 1_000),
    "unfinished": lambda db: reading.unfinished(db, 100),
    "half-documented": lambda db: reading.half_documented(db, 100),
    "stories": each("session", reading.events_of),
    "sessions": each("session", load_session),
    "heads": lambda db: heads_of(db, ids(db, "session")),
    "ids by an end": each("session", lambda db, row_id: reading.resolve_id(db, row_id[-14:], Session)),
    "customers": each("customer", partial(customer_records.history_of, now=NOW)),
    "families": each("customer", family),
    "newest customers": lambda db: customers.newest(db, 200),
    "agents": customer_records.agents,
    "the queue": lambda db: queue.due_lines(db, 100),
    "due by tonight": lambda db: queue.due_lines(db, 100, before=NOW + timedelta(hours=9)),
    "fallen due": lambda db: queue.fallen_due(db, NOW - timedelta(days=9), NOW),
    "origins": queue.origins,
    "totals of the day": lambda db: day.totals(db, NOW),
    "promises": lambda db: day.promises(db, NOW),
    "tiles": lambda db: tiles.figures(db, NOW, "Kim"),
    "figures of feedback": lambda db: feedback.figures(db, HALF_A_YEAR, NOW),
    "feedback": lambda db: feedback.lines(db, 200),
    "feedback of customers": each("customer", feedback.of_customer),
    "preferred channels": feedback.preferred,
    "goals": lambda db: goals.goals(db, 50),
    "first day": goals.first_day,
    "counts": lambda db: insights.counts(db, AUTUMN),
    "repeats": lambda db: insights.repeats(db, HALF_A_YEAR),
    "totals of a period": lambda db: insights.totals(db, HALF_A_YEAR, NOW),
    "behind a category": lambda db: insights.behind_category(db, "silence", HALF_A_YEAR, 50, once=True),
    "days with data": insights.days_with_data,
    "what was heard": lambda db: insight_notes.heard(db, HALF_A_YEAR, "acknowledge"),
    "choke points": lambda db: causes.choke_points(db, 50),
    "to be told": lambda db: causes.to_be_told(db, 50),
    "causes of sessions": each("session", causes.of_session),
    "sessions of causes": each("choke_point", causes.sessions_of),
    "similar sessions": lambda db: [similar.similar(db, row_id, 20) for row_id in ids(db, "session")[-40:]],
    "similar by words": lambda db: similar.similar(db, ids(db, "session")[-1], 20, "queue"),
    "outbox": outbox.counts,
    "due in the outbox": lambda db: outbox.due(db, NOW, 20),
    "not delivered": lambda db: outbox.not_delivered(db, 20),
    "attempts": lambda db: practice.open_attempts(db, "Kim"),
    "gaps": lambda db: practice_gaps.recent_gaps(db, "Kim", NOW),
    "imports": importing.batches,
    "counting": lambda db: sorted(map(repr, all_occurrences(db))),
    "counted as": each("session", occurrences.kept_as),
    "nothing miscounted": miscounted.miscounted,
}
QUESTIONS |= {f"search {words}": partial(searching.search, words=words, limit=200) for words in WORDS}
QUESTIONS |= {f"customer {words}": partial(customers.find, words=words, limit=50) for words in WORDS}
QUESTIONS |= {
    f"goal {metric} {statistic}": partial(observed, metric=metric, statistic=statistic)
    for metric in Metric
    for statistic in (Statistic.MEAN, Statistic.WEEKLY)
}


@pytest.mark.sweep(60)
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_server_answers_as_the_file_does(both: tuple[Database, Database], name: str) -> None:
    file, server = (plain(QUESTIONS[name](db)) for db in both)
    assert server == file


def plain(answer: Any) -> Any:
    """Return an answer with everything in it compared by value."""
    return asdict(answer) if is_dataclass(answer) and not isinstance(answer, type) else answer


def test_most_questions_have_something_to_answer(
    both: tuple[Database, Database],
) -> None:
    answered = [name for name, ask in QUESTIONS.items() if ask(both[0])]
    assert len(answered) > 0.7 * len(QUESTIONS), sorted(QUESTIONS.keys() - set(answered))


def test_every_row_is_given_away_alike(both: tuple[Database, Database]) -> None:
    file, server = (rows_of_all(db) for db in both)
    assert server.keys() == file.keys()
    for name in file:
        assert server[name] == file[name], name


def rows_of_all(db: Database) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: [
            dict(sorted(zip(table.columns, row, strict=True))) for row in dumping.rows_of(db, table, "Kim")
        ]
        for table in dumping.tables_of(db)
    }


def test_a_word_that_many_say_is_not_tried_as_a_beginning_on_either(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = cluster.url(cluster.new_database())
    with closing(open_database(tmp_path / "aware.db")) as file, closing(open_database(url)) as server:
        for db in (file, server):
            said = [a_head(id=f"call {number}") for number in range(3)]
            notes = [
                a_note(head.id, text, id=f"note {text}")
                for head, text in zip(said, ("door", "the door", "doors"), strict=True)
            ]
            with transaction(db):
                apply(db, adding(*said, *notes), Versions(), None)
        for newest, found in ((5, 3), (2, 2)):
            with monkeypatch.context() as fewer:
                fewer.setattr(searching, "_FIND", searching._FIND.replace("LIMIT 1000", f"LIMIT {newest}"))
                common = searching._COMMON.replace("OFFSET 999", f"OFFSET {newest - 1}")
                fewer.setattr(searching, "_COMMON", common)
                for db in (file, server):
                    assert len(searching.search(db, "door", 9)) == found
