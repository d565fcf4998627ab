"""A call made into a draft of a practice scenario, from the call itself."""

from pathlib import Path

from tui.pilots import an_app, go, in_call, palette, press, saved, session, to_part, until

from aware_tui.tui.app import AwareApp

TITLE = "Make a practice scenario of this call"


def said(app: AwareApp) -> str:
    return " ".join(notice.message for notice in app._notifications)


async def test_a_call_becomes_a_draft_without_its_words(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"nobody came, says Amara", "f5")
        await saved(app)
        await palette(pilot, app, TITLE)
        draft = app.desk.settings.data_dir / "scenarios" / "drafts" / "call-other.yaml"
        await until(lambda: str(draft) in said(app))
        assert "aware scenario offer" in said(app)
        assert draft.with_suffix(".session").read_text("utf-8").startswith(session(app).id)
        assert "source: from-session" in draft.read_text("utf-8")
        assert "Amara" not in draft.read_text("utf-8")


async def test_a_call_that_should_be_part_of_training_becomes_a_draft(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, ["acknowledge", "widen", "agree", "resolve", "evaluate"])
        await to_part(pilot, app, "training", "ChoiceRow")
        await press(pilot, "2")
        await until(lambda: session(app).answer("evaluate", "training") == "no")
        assert "aware scenario offer" not in said(app)
        await press(pilot, "1")
        await until(lambda: "aware scenario offer" in said(app))


async def test_a_draft_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        (app.desk.settings.data_dir / "scenarios").write_text("in the way", "utf-8")
        await palette(pilot, app, TITLE)
        await until(lambda: "cannot be made" in said(app))
