"""A game in panes, played in a terminal that is not there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

import dramaturge as dm
from dramaturge.cli.play_full import FullScreen
from dramaturge.cli.play_full_panes import Entry, Story
from dramaturge.cli.play_keeping import Keeper
from dramaturge.cli.screen import Screen
from dramaturge.play import Game

PATIENCE_S = 20.0
Steps = Callable[[FullScreen, Pilot[None]], Awaitable[None]]


async def settled(app: FullScreen) -> None:
    """Until the talk waits for a line, or is over."""
    async with asyncio.timeout(PATIENCE_S):
        while app.is_running and not app.asked:
            await asyncio.sleep(0.005)


async def say(app: FullScreen, pilot: Pilot[None], text: str) -> None:
    """Types a line; quicker than key by key."""
    entry = app.query_one(Entry)
    if not text:
        await press(app, pilot, "enter")
        return
    entry.value = text
    await entry.action_submit()
    async with asyncio.timeout(PATIENCE_S):
        while entry.value == text:
            await asyncio.sleep(0.001)
    await settled(app)


async def press(app: FullScreen, pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(app)


def session(
    world: dm.World,
    steps: Steps,
    *,
    who: str | None = "Ann",
    size: tuple[int, int] = (80, 24),
    save: Path | None = None,
) -> FullScreen:
    """A session in which the steps are done; what went wrong in the talk is raised."""
    keeper = Keeper(Screen(), world, save)
    app = FullScreen(world, lambda *_: world.play(who), keeper)

    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            await settled(app)
            await steps(app, pilot)

    asyncio.run(go())
    app.wait()
    keeper.close()
    return app


def playing(app: FullScreen) -> Game:
    assert app._talk is not None
    return app._talk.game


def story(app: FullScreen) -> str:
    return "\n".join(paragraph.text for paragraph in app.query_one(Story).told)


async def shown(app: FullScreen, pilot: Pilot[None]) -> str:
    """What stands on the screen, as text."""
    await pilot.pause()
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
