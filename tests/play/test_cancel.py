"""Turns that are broken off from another thread."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge.play import TurnCancelledError
from dramaturge.play.others import Others
from tests.play.stage import SHOP


def test_a_turn_broken_off_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    game = dm.loads(SHOP, "shop.world").play("Ann")
    game.wait()
    before, log = game.view(), game.log
    prepare = game._others._manager.prepare

    def cancelled(*arguments: object) -> None:
        game.cancel()
        prepare(*arguments)  # type: ignore[arg-type]

    asked: list[int] = []
    monkeypatch.setattr(game._others._manager, "prepare", cancelled)
    monkeypatch.setattr(Others, "_turn", lambda _, who: asked.append(who))
    with pytest.raises(TurnCancelledError):
        game.wait()
    assert asked == [], "nobody is asked any more"
    assert game.log == log
    assert game.view().story == before.story
    monkeypatch.undo()
    game.cancel()  # no turn is under way
    game.wait()
    assert game.turn == 2
