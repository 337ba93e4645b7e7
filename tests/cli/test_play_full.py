"""The full-screen mode of `dramaturge play`, without a terminal."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

import dramaturge as dm
from dramaturge.cli.play import Options, _game
from dramaturge.cli.play_full import FullScreen, Offer
from dramaturge.cli.play_full_panes import Choices, Entry, Pane, Story
from dramaturge.cli.play_keeping import Keeper
from dramaturge.cli.play_typing import PROMPT, Typed
from dramaturge.cli.screen import Screen
from dramaturge.play import Game, View
from tests.cli.full_screen import PATIENCE_S, playing, press, say, session, settled, shown, story
from tests.play.stage import SHOP, library_world


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(SHOP, "shop.world")


def test_all_panes_fit_in_80x24(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        text = await shown(app, pilot)
        assert "You are Ann, at the shop" in text
        for said in ("Story", "People here", "old Bob", "What I know", "You can", "buy the ring"):
            assert said in text
        for key in ("F1 Help", "F2 Look", "F3 Think", "F4 Why", "F5 Undo", "F6 Save", "Esc Stop"):
            assert key in text.splitlines()[-1]
        assert "^Q Quit" in text.splitlines()[-1]

    session(world, steps)


def test_a_game_to_its_end_in_words(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        await say(app, pilot, "fly to the moon")
        assert "not among the" in story(app) or "Did you mean" in story(app)
        await say(app, pilot, "buy the ring")
        assert "You buy the ring from old Bob." in story(app)
        assert "The end: The ring is sold, and paid for" in story(app)
        assert "had in mind" in story(app)
        assert not app.query_one(Choices).display
        await say(app, pilot, "dance")
        await press(app, pilot, "f4")
        assert app.is_running, "only leaving leaves"
        await press(app, pilot, "f5")
        assert "Taken back." in story(app)
        assert app.query_one(Choices).display
        await say(app, pilot, "buy the ring")
        await say(app, pilot, "go on")
        assert app.asked == PROMPT
        await say(app, pilot, "quit")
        assert not app.is_running

    game = session(world, steps).wait()
    assert game is not None
    assert game.events


def test_numbers_and_keys_choose(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        await press(app, pilot, "0", "enter")
        assert "You wait." in story(app)
        await pilot.press("up")
        assert app.query_one(Entry).value == "0"
        await pilot.press("down")
        assert app.query_one(Entry).value == ""
        choices = app.query_one(Choices)
        choices.focus()
        await press(app, pilot, "e")
        assert "expect 1" in story(app)
        before = playing(app).turn
        await press(app, pilot, "end", "enter")
        assert playing(app).turn == before + 1
        assert isinstance(app.focused, OptionList)
        await press(app, pilot, "tab")
        assert isinstance(app.focused, Entry)

    session(world, steps)


def test_keys_stand_for_words(world: dm.World, tmp_path: Path) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f1")
        assert "keep a copy of the game" in story(app)
        await press(app, pilot, "f2")
        assert "With you: old Bob." in story(app)
        await press(app, pilot, "f3")
        await press(app, pilot, "f4")
        assert "that you know of" in story(app)
        await press(app, pilot, "f5")
        assert "There is nothing to take back." in story(app)
        await press(app, pilot, "f6")
        assert "Saved as 'saved'" in story(app)
        await say(app, pilot, "wait")
        await say(app, pilot, "restore saved")
        assert "Here you are again." in story(app)
        assert playing(app).turn == 0
        await press(app, pilot, "ctrl+q")

    session(world, steps, save=tmp_path / "ann.saves")


def test_news_come_first(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        await say(app, pilot, "go to the yard")
        assert "* You are in the yard." in await shown(app, pilot)

    session(world, steps)


def test_twenty_columns_and_five_rows(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        await say(app, pilot, "wait")
        rows = (await shown(app, pilot)).splitlines()
        assert len(rows) == 5
        assert rows[2].split()[-1] in story(app).split()[-1]
        assert rows[3].startswith(">")
        assert "Quit" in rows[4]

    session(world, steps, size=(20, 5))


def test_resizing_wraps_anew(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        view = app.query_one(Story)
        for width, height in ((30, 8), (1, 1), (200, 60), (80, 10), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert app.query_one("#side").display == (width >= 60)
            assert app.query_one(Choices).display == (height > 10)
            assert view.scroll_offset.y == view.max_scroll_y, "the last line is in sight"
            assert all(strip.cell_length <= max(view.size.width, 8) for strip in view.lines)
        assert "You are Ann" in await shown(app, pilot)

    session(world, steps, size=(40, 12))


def test_watching(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        assert "You watch" in await shown(app, pilot)
        for _ in range(30):
            if app.is_running and app.asked == PROMPT:
                await say(app, pilot, "wait")
        assert "The end" in story(app) or "Nothing more happens" in story(app)
        await press(app, pilot, "enter")
        assert not app.is_running

    session(world, steps, who=None)


def test_whatever_is_typed(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        for text in ("[bold]x[/]", "[/", "\x1b[31m", "9" * 500, "", "ſ̈" * 900, "-1", "expect"):
            await say(app, pilot, text)
        assert app.asked == PROMPT
        assert "[bold]x[/]" in story(app)

    session(world, steps)


def test_a_long_turn_can_be_stopped(world: dm.World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        others, begun = playing(app)._others, threading.Event()
        prepare = others._manager.prepare

        def slow(*arguments: object) -> None:
            begun.set()
            while not others.is_stopped:
                time.sleep(0.005)
            prepare(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(others._manager, "prepare", slow)
        app.query_one(Entry).value = "wait"
        await pilot.press("enter")
        assert await asyncio.to_thread(begun.wait, PATIENCE_S)
        await pilot.pause(0.3)
        assert "thinking" in await shown(app, pilot)
        app.query_one(Entry).value = "wait"
        await pilot.press("enter")
        assert app.query_one(Entry).value == "wait", "it stays until it can be taken"
        await press(app, pilot, "escape")
        assert "Broken off: all is as it was before." in story(app)
        assert "thinking" not in await shown(app, pilot)
        assert playing(app).turn == 0
        await press(app, pilot, "escape")
        assert app.query_one(Entry).value == ""

    session(world, steps)


def test_a_mistake_of_ours_is_not_hidden(world: dm.World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        def broken() -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(playing(app), "think", broken)
        await press(app, pilot, "f3")

    with pytest.raises(RuntimeError, match="broken"):
        session(world, steps)


def test_panes_scroll_by_keyboard(world: dm.World) -> None:
    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        for _ in range(3):
            await press(app, pilot, "f1")
        view = app.query_one(Story)
        bottom = view.scroll_offset.y
        await press(app, pilot, "pageup")
        assert view.scroll_offset.y < bottom
        await press(app, pilot, "pagedown")
        assert view.scroll_offset.y == bottom
        reached = set()
        for _ in range(6):
            await pilot.press("tab")
            reached.add(type(app.focused))
        assert {Story, Pane, Choices, Entry} <= reached

    session(world, steps)


def test_the_panes_ask_whom_to_be(world: dm.World) -> None:
    keeper = Keeper(Screen(), world, None)
    options = Options("", False, None, 0, None, False, None, None, "", None)

    def begin(screen: Screen, typed: Typed, offer: Offer) -> Game:
        return _game(world, screen, typed, keeper, options, offer)

    async def go(app: FullScreen, *texts: str) -> str:
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(app)
            assert "Whom do you want to be?" in story(app)
            assert "Old Bob" in await shown(app, pilot)
            for text in texts:
                await say(app, pilot, text)
            return await shown(app, pilot) if app.is_running else ""

    assert "You are Ann" in asyncio.run(go(FullScreen(world, begin, keeper), "zoe", "1"))
    app = FullScreen(world, begin, keeper)
    assert asyncio.run(go(app, "quit")) == ""
    assert app.wait() is None


def test_panes_are_shown_anew_when_nothing_has_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    views: list[View] = []
    show = FullScreen.show

    def counted(app: FullScreen, view: View) -> None:
        views.append(view)
        show(app, view)

    monkeypatch.setattr(FullScreen, "show", counted)

    async def steps(app: FullScreen, pilot: Pilot[None]) -> None:
        before = len(views)
        await say(app, pilot, "wait")
        assert "Nothing more will happen" in story(app)
        assert len(views) > before  # what was new is not marked as new any more

    session(library_world("last-bell"), steps, who="Hale")
