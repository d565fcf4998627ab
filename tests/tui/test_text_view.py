"""A place to type in: whatever is typed, pasted and deleted in it can be undone and done again."""

from random import Random

import pytest
from textual.app import App, ComposeResult

from aware_tui.tui.widgets.text_view import TextView

PIECES = ("word ", "日本語", "😀 ", "x" * 40, "\t", " ", "\n", "\n\n")


class Box(App[None]):
    """A box of a few lines, which gets its scroll bar soon."""

    CSS = "TextView { height: 6; width: 30; }"

    def compose(self) -> ComposeResult:
        yield TextView()


def change(view: TextView, chance: Random) -> None:
    """Change the words as a hand does that is in a hurry."""
    deeds = (
        lambda: view.insert_here("".join(chance.choices(PIECES, k=chance.randint(1, 40)))),
        lambda: view.insert_here("x"),
        view.action_delete_line,
        view.action_delete_word_left,
        lambda: view.move_cursor((0, 0)),
        lambda: delete_all(view),
        view.action_undo,
        view.redo,
    )
    chance.choice(deeds)()


def delete_all(view: TextView) -> None:
    view.select_all()
    view.action_delete_left()


def redo_all(view: TextView) -> None:
    while view.history.redo_stack:
        view.redo()


@pytest.mark.sweep(1)
@pytest.mark.parametrize("seed", range(8))
async def test_what_is_undone_to_the_beginning_is_done_again_to_the_end(seed: int) -> None:
    chance, app = Random(seed), Box()
    async with app.run_test(size=(40, 10)) as pilot:
        view = app.query_one(TextView)
        for _ in range(40):
            change(view, chance)
            if chance.random() < 0.5:
                await pilot.pause()
        redo_all(view)
        words = view.text
        while view.history.undo_stack:
            view.action_undo()
        assert view.text == ""
        redo_all(view)
        assert view.text == words
        assert view.cursor_location[0] < view.document.line_count


async def test_the_cursor_stays_in_sight_when_the_scroll_bar_goes() -> None:
    app = Box()
    async with app.run_test(size=(40, 10)) as pilot:
        view = app.query_one(TextView)
        view.insert_here("first line\n")
        view.history.checkpoint()
        view.insert_here("one\ntwo\nthree\n" * 5)
        await pilot.pause()
        assert view.max_scroll_y > 0
        view.action_undo()
        await pilot.pause()
        assert (view.text, view.scroll_offset.y, view.max_scroll_y) == ("first line\n", 0, 0)
