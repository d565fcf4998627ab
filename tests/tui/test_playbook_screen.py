"""Playbook: the method in force read as a book, by chapter, by page and by its words."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from textual.app import App
from tui.pilots import NOW, SMALL, WIDE, an_app, at_peace, on_today, press, settings, shown, until

from aware_tui.domain.playbook import Playbook
from aware_tui.services.desk import Desk
from aware_tui.services.reading_room.book import book_of
from aware_tui.services.reading_room.passages import Said, Voice
from aware_tui.services.shown import InForce
from aware_tui.tui.app import AwareApp
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.playbook.screen import NOT_FOUND, PlaybookScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose
from aware_tui.tui.widgets.search_line import SearchLine

pytestmark = pytest.mark.head(6)

SIZES = [SMALL, WIDE]


@pytest.fixture(scope="module")
def in_force(tmp_path_factory: pytest.TempPathFactory) -> InForce:
    desk = Desk(settings(tmp_path_factory.mktemp("data")), lambda: NOW, lambda _: None)
    desk.open().result(20)
    assert desk.close(20)
    return desk.in_force.result()


def book(app: App[Any]) -> PlaybookScreen:
    assert isinstance(app.screen, PlaybookScreen), app.screen
    return app.screen


def contents(app: App[Any]) -> LongList:
    return book(app).query_one(LongList)


def text(app: App[Any]) -> Prose:
    return book(app).query_one(Prose)


async def open_book(app: AwareApp, pilot: Any) -> None:
    await press(pilot, "b")
    await until(lambda: isinstance(app.screen, PlaybookScreen) and app.screen.is_mounted)
    await until(lambda: "version" in shown(app) and text(app).max_scroll_y > 100)


def top_line(app: App[Any]) -> str:
    """Return the first line of the text that is in sight."""
    prose = text(app)
    x, y = prose.content_region.offset
    return shown(app).splitlines()[y][x:].strip()


@pytest.mark.parametrize("size", SIZES)
async def test_the_book_begins_with_its_title_version_and_credit(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_book(app, pilot)
        page = shown(app)
        assert "AWARE   version 1.0" in page
        assert "Micah Solomon" in page
        assert "It ships with this program." in page
        assert contents(app).display is (size is WIDE)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", SIZES)
async def test_right_and_left_go_by_chapter_to_the_very_last(tmp_path: Path, size: tuple[int, int]) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_book(app, pilot)
        titles = [view.passage.title for view in text(app).views()]
        for title in titles[1:]:
            await press(pilot, "right")
            await until(lambda title=title: top_line(app).startswith(title), title)  # type: ignore[misc]
            assert titles[contents(app).cursor] == title
        await press(pilot, "left")
        await until(lambda: top_line(app).startswith(titles[-2]))
        beginning = text(app).scroll_y
        await press(pilot, "down")
        await until(lambda: text(app).scroll_y > beginning)
        await press(pilot, "left")
        await until(lambda: text(app).scroll_y == beginning, "first to the beginning of the chapter")


async def test_the_contents_follow_the_text_and_the_text_the_contents(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, WIDE) as pilot:
        await open_book(app, pilot)
        await press(pilot, *["pagedown"] * 3)
        await until(lambda: contents(app).cursor > 0 and at_peace(app))
        contents(app).focus()
        await press(pilot, "home", "down", "down")
        await until(lambda: top_line(app).startswith("Widen"))
        assert contents(app).cursor == 2
        await press(pilot, "enter")
        assert isinstance(app.focused, Prose)


async def test_moves_on_the_heels_of_each_other_end_at_the_last(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, WIDE) as pilot:
        await open_book(app, pilot)
        for row in (3, 1, 2):
            contents(app).cursor = row
        await until(lambda: at_peace(app), "text and contents drive each other to and fro")
        assert contents(app).cursor == 2
        assert top_line(app).startswith("Widen")


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", SIZES)
async def test_words_are_found_place_by_place(tmp_path: Path, size: tuple[int, int]) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_book(app, pilot)
        await press(pilot, "/", *"Vague")
        await until(lambda: "1 of 1" in shown(app) and "What stays vague" in shown(app))
        await press(pilot, *["backspace"] * 5, *"sorry")
        await until(lambda: book(app).place >= 0 and "sorry" in shown(app))
        first, scroll = book(app).place, text(app).scroll_y
        for _ in range(4):
            await press(pilot, "enter")
        await until(lambda: book(app).place != first and text(app).scroll_y != scroll)
        await press(pilot, *"zz")
        await until(lambda: NOT_FOUND in shown(app))
        await press(pilot, "escape", "escape")
        await until(lambda: book(app).words == "" and NOT_FOUND not in shown(app))
        await press(pilot, "escape")
        await until(lambda: isinstance(app.screen, TodayScreen))


async def test_letters_typed_in_the_search_line_are_words_only(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_book(app, pilot)
        await press(pilot, "/", *"nhsb/")
        assert book(app).words == "nhsb/"
        assert isinstance(app.focused, SearchLine)
        await press(pilot, "escape", "n")
        await until(lambda: isinstance(app.screen, LiveScreen))


def test_every_sentence_of_the_playbook_is_in_the_book(in_force: InForce) -> None:
    told = {line.text for chapter in book_of(in_force, "aware") for line in chapter.lines}
    everything = "\n".join(told)
    for words in _sentences(in_force.playbook):
        assert words in everything, words


def _sentences(playbook: Playbook) -> list[str]:
    found = [playbook.about, playbook.credit, *playbook.apology.say_light, *playbook.apology.say_full]
    found += [*playbook.apology.leave_out, *(cause.label for cause in playbook.causes)]
    for items in (playbook.apology.light, playbook.apology.full, *(step.extra for step in playbook.steps)):
        found += [words for item in items for words in (item.text, item.why)]
    for step in playbook.steps:
        found += [words for item in step.items() for words in (item.text, item.why)]
        found += [words for part in step.parts() for words in (part.label, part.hint)]
        found += [phase.lead for phase in step.phases]
        found += [line for phase in step.phases for block in phase.coach for line in block.lines]
    for category in playbook.categories:
        found += [category.label, *(item.text for item in category.items)]
    return found


def test_what_is_not_part_of_the_method_is_marked_so(in_force: InForce) -> None:
    mark = Said("Also useful · not part of AWARE", Voice.QUIET)
    chapters = {chapter.title: chapter.lines for chapter in book_of(in_force, "aware")}
    for step in in_force.playbook.steps:
        lines = chapters[step.title]
        after = lines[lines.index(mark) + 1 :]
        beside = [line.text for line in after if line.lead == "+  "]
        assert beside == [item.text for item in step.extra]
        assert not any(item.text in beside for item in step.items())


def test_the_title_page_says_where_the_playbook_comes_from(in_force: InForce) -> None:
    told = [line.text for line in book_of(in_force, "/srv/ours")[0].lines]
    assert any("“/srv/ours”" in line for line in told)
    fallen_back = in_force._replace(notice="The playbook “ours” cannot be used.")
    assert Said("The playbook “ours” cannot be used.", Voice.LATE) in book_of(fallen_back, "ours")[0].lines


@pytest.mark.long
async def test_a_playbook_with_hostile_words_is_read_as_it_is(tmp_path: Path, in_force: InForce) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_book(app, pilot)
        for number in range(0, len(HOSTILE), 10):
            words = "\n".join(HOSTILE[number : number + 10])
            hostile = replace(in_force.playbook, title=words, about=words, credit=words)
            await text(app).show(book_of(in_force._replace(playbook=hostile), words)[:1])
            book(app).query_one(SearchLine).put(words)
            book(app).look()
            await pilot.pause()
            assert len(text(app).views()) == 1
