"""What an attempt keeps besides its moves: the answer that is half typed, and the moods it began with."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from hostile import HOSTILE
from making import NOW
from practicing import SHIPPED, moods
from reading_ahead import lay_read_playbook
from services.rehearsals import begun, done
from watching import rows

from aware_tui.config import Settings
from aware_tui.content.frozen import FrozenError, freeze
from aware_tui.content.scenarios import thawed_moods
from aware_tui.domain.hashing import hash_of
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.moves import Choose, Listen
from aware_tui.domain.practice.people import ideal
from aware_tui.domain.practice.understanding import Guess, Understood
from aware_tui.domain.practice_rows import MOODS, ScenarioCopy
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice import instructing
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.assigned import library_for
from aware_tui.services.practice.handing_in import HandIn, hand_in
from aware_tui.services.practice.library import Library
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.store.errors import Conflict
from aware_tui.store.practice import keep_scenario

SHIPPED_MOODS = (SHIPPED / "practice" / "mood.yaml").read_text("utf-8")
HARDER = SHIPPED_MOODS.replace("acknowledge: {anger: -1.5", "acknowledge: {anger: -0.1").replace(
    "acknowledge: 25, widen: 25", "acknowledge: 60, widen: 5"
)
READ = Understood(sure=(Guess(Act.ACKNOWLEDGE, 0.95, 0, 4),))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("keeping")
    lay_read_playbook(folder)
    team = folder / "playbooks" / "team"
    (team / "practice").mkdir(parents=True)
    words = "id: team\ntitle: Team\nversion: '1'\nextends: aware\n"
    (team / "playbook.yaml").write_text(words, "utf-8")
    with closing(Desk(Settings(folder, "kim", "UTC", "team"), lambda: NOW, lambda _: None)) as made:
        made._start_writer()
        yield made


@pytest.fixture
def library(desk: Desk) -> Library:
    put_in_force(desk, SHIPPED_MOODS)
    return Library(desk)


def put_in_force(desk: Desk, table: str) -> None:
    path = desk.settings.data_dir / "playbooks" / "team" / "practice" / "mood.yaml"
    if not path.exists() or path.read_text("utf-8") != table:  # what has not changed is not read again
        path.write_text(table, "utf-8")


def resumed(one: Rehearsal) -> Rehearsal:
    return done(rehearsals.resume(one.desk, Library(one.desk), one.attempt.id))


def on_disk(one: Rehearsal) -> tuple[str, str]:
    statement = f"SELECT moves, draft FROM attempt WHERE id = '{one.attempt.id}'"
    [(moves, draft)] = rows(one.desk.settings.database, statement)
    return str(moves), str(draft)


def write(one: Rehearsal, words: str) -> None:
    one.note_draft(words)
    done(one.save())


@pytest.mark.parametrize("words", ["What hap", "two\nlines", *HOSTILE[:6]])
def test_an_answer_half_typed_is_there_again(desk: Desk, library: Library, words: str) -> None:
    one = begun(desk, library, "type")
    kept = one.note_draft(words)
    done(one.save())
    assert on_disk(one) == ("", kept.text)
    assert resumed(one).draft == kept.text


def test_the_story_does_not_tell_of_every_word(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "type")
    for words in ("W", "Wh", "What about the zebra"):
        write(one, words)
    told = rows(
        desk.settings.database,
        f"SELECT what, before, after FROM event WHERE session_id = '{one.attempt.id}'",
    )
    assert told == [("practice begun", "", f"{one.scenario.id} type")]


def test_the_move_that_says_it_takes_it_out_of_the_box_in_the_same_save(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "type")
    write(one, "Three days")
    done(one.do(Listen()))
    assert on_disk(one) == ("listen", "Three days")
    done(one.do(one.settle("Three days, with a baby.", READ)))
    assert on_disk(one) == ("listen\nact acknowledge: Three days, with a baby.", "")
    assert resumed(one).draft == ""


def test_words_typed_before_a_move_are_saved_with_it(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "type")
    one.note_draft("Three d")
    done(one.do(Listen()))
    assert on_disk(one) == ("listen", "Three d")


def test_what_was_taken_back_is_gone(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "type")
    write(one, "Never mind")
    write(one, "")
    assert on_disk(one) == ("", "")


def test_a_window_in_which_nothing_was_typed_leaves_the_words_of_another(
    desk: Desk, library: Library
) -> None:
    one = begun(desk, library, "type")
    write(one, "What hap")
    other = resumed(one)
    write(one, "What happened?")
    assert other.note_draft("What hap").text == "What hap"
    done(other.save())
    assert on_disk(one) == ("", "What happened?")


def test_a_window_that_was_overtaken_writes_nothing(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "type")
    other = resumed(one)
    done(one.do(Listen()))
    write(one, "mine")
    other.note_draft("theirs")
    with pytest.raises(Conflict):
        done(other.save())
    assert on_disk(one) == ("listen", "mine")


def test_a_card_number_is_masked_before_it_is_kept(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "type")
    write(one, "is it 4111 1111 1111 1111?")
    assert "4111 1111" not in on_disk(one)[1]


def test_half_typed_words_are_handed_in_to_nobody_and_begin_no_retry(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "type")
    done(one.do(Listen()))
    write(one, "between me and the box")
    done(one.finish())
    assert on_disk(one)[1] == "between me and the box"
    assert done(one.retry_from(1)).draft == ""
    assert "between me" not in _results(handed_in(desk))


def _results(made: HandIn) -> str:
    from aware_tui.exports.result_files import results_text

    return results_text(made.file, with_words=True)


def handed_in(desk: Desk) -> HandIn:
    return done(desk.ask(lambda db: hand_in(desk.settings, db, NOW, "kim")))


def test_the_moods_are_kept_once_beside_the_scenarios(desk: Desk, library: Library) -> None:
    one, other = begun(desk, library, "type"), begun(desk, library, "type")
    assert one.attempt.moods_hash == other.attempt.moods_hash == hash_of(freeze(moods()))
    copy = done(practice_store.scenario_copy(desk, one.attempt.moods_hash))
    assert copy is not None
    assert (copy.scenario_id, thawed_moods(copy.document)) == (MOODS, moods())
    kept = f"SELECT count(*) FROM scenario WHERE id = '{copy.id}'"
    assert rows(desk.settings.database, kept) == [(1,)]


def test_a_call_goes_on_by_the_moods_it_began_with(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "choose")
    for move in (Listen(), Listen(), Choose("ack"), Choose("calm")):
        done(one.do(move))
    put_in_force(desk, HARDER)
    assert done(Library(desk).moods()) != moods()
    again = resumed(one)
    assert again.moods == moods()
    assert (again.call, again.score()) == (one.call, one.score())
    assert again.told() == one.told()
    harder = begun(desk, Library(desk), "choose")
    for move in (Listen(), Listen(), Choose("ack"), Choose("calm")):
        done(harder.do(move))
    assert harder.call.anger > one.call.anger
    assert harder.score().total != one.score().total
    assert resumed(harder).call == harder.call


def test_a_retry_and_the_debrief_are_by_the_moods_it_began_with(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "choose")
    for move in (Listen(), Listen(), Choose("calm"), Choose("ack")):
        done(one.do(move))
    before = one.debrief()
    put_in_force(desk, HARDER)
    again = resumed(one)
    assert again.debrief() == before
    done(again.finish())
    retry = done(again.retry_from(4))
    assert retry.attempt.moods_hash == one.attempt.moods_hash
    assert resumed(retry).moods == moods()
    assert done(again.again()).attempt.moods_hash == one.attempt.moods_hash


@pytest.mark.parametrize("broken", ["no hash", "gone", "torn", "of a later aware"])
def test_without_its_moods_a_call_goes_on_by_those_in_force(
    desk: Desk, library: Library, broken: str
) -> None:
    one = begun(desk, library, "type")
    document = "{" if broken == "torn" else "{}"
    moods_hash = {"no hash": "", "gone": "f" * 64, "torn": "e" * 64}.get(broken, hash_of(document))
    if broken in ("torn", "of a later aware"):
        kept = ScenarioCopy(moods_hash, MOODS, document, NOW)
        done(desk.ask(lambda db: keep_scenario(db, kept)))
    statement, values = "UPDATE attempt SET moods_hash = ? WHERE id = ?", (moods_hash, one.attempt.id)
    done(desk.ask(lambda db: db.execute(statement, values).rowcount))
    assert resumed(one).moods == moods()


def test_results_are_handed_in_by_the_moods_the_call_began_with(desk: Desk, library: Library) -> None:
    put_in_force(desk, HARDER.replace("widen: 5", "widen: 50"))
    one = begun(desk, Library(desk), "choose")
    for move in (*list(ideal(one.scenario))[:-5], Choose("calm")):
        done(one.do(move))
    put_in_force(desk, HARDER)
    done(resumed(one).finish())
    claims = {claim.attempt.id: claim for claim in handed_in(desk).file.claims}
    assert claims[one.attempt.id].moods_hash == one.attempt.moods_hash
    done(desk.ask(lambda db: db.execute("UPDATE attempt SET moods_hash = ''").rowcount))
    made = handed_in(desk)
    assert one.attempt.id not in {claim.attempt.id for claim in made.file.claims}
    assert "The table of moods, or aware itself, has changed since." in " ".join(made.left_out)


def test_a_call_for_an_assignment_is_kept_with_the_moods_of_the_assignment(
    desk: Desk, library: Library
) -> None:
    task = instructing.make_assignment(desk.settings, ["gas-smell"], NOW)
    instructing.keep(desk.settings, task)
    put_in_force(desk, HARDER)
    own = done(library_for(desk, task.id))
    one = begun(desk, own, "type", assignment=task.id)
    assert one.attempt.moods_hash == task.moods_hash == hash_of(freeze(moods()))


UNFIT: dict[str, Any] = {
    "no JSON": "{",
    "nothing": "{}",
    "an act less": lambda table: table["acts"].pop("thank"),
    "an ending less": lambda table: table["endings"].pop("resolved"),
    "an event less": lambda table: table["events"].pop("warned"),
    "a step less": lambda table: table["weights"].pop("widen"),
    "no weight": lambda table: table["weights"].update(dict.fromkeys(table["weights"], 0)),
}


@pytest.mark.parametrize("change", UNFIT.values(), ids=UNFIT)
def test_a_document_that_is_no_whole_table_of_moods_is_refused(change: Any) -> None:
    document = freeze(moods())
    assert freeze(thawed_moods(document)) == document
    if callable(change):
        table = json.loads(document)
        change(table)
        change = json.dumps(table)
    with pytest.raises(FrozenError):
        thawed_moods(change)
