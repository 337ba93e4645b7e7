"""`dramaturge play`: a world to step into, in a plain terminal, or through pipes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.opening import open_world, refusing, title
from dramaturge.cli.play_keeping import Keeper
from dramaturge.cli.play_table import TableTalk
from dramaturge.cli.play_typing import Typed
from dramaturge.cli.screen import Screen, misuse, refuse
from dramaturge.play.codes import SaveError
from dramaturge.play.people import find_person

if TYPE_CHECKING:
    from dramaturge.api import World
    from dramaturge.play import Game


@dataclass(frozen=True, slots=True)
class Options:
    """How the command was called. who: "" to be asked. player: a program or one of ours."""

    who: str
    watch: bool
    ending: str | None
    seed: int
    save: Path | None
    new: bool
    bring: Path | None
    export: Path | None
    player: str
    turns: int | None
    full_screen: bool = False


def run(name: str, options: Options) -> NoReturn:
    """The command. Exit code 0 if an ending was reached, 1 if not."""
    world = open_world(name)
    if options.who and options.watch:
        misuse("one either plays somebody (--as) or watches (--watch)")
    if (options.new or options.bring) and options.save is None:
        misuse("--new and --import need --save FILE")
    if options.full_screen and options.player:
        misuse("--full-screen is for people; programs play without it")
    is_full = options.full_screen and _can_be_full()
    screen, typed = Screen(), Typed()
    try:
        with refusing(False):
            keeper = Keeper(screen, world, options.save)
            game = _game(world, screen, typed, keeper, options)
    except SaveError as error:
        refuse([error.problem], False)
    except ValueError as error:
        misuse(str(error))
    try:
        if options.player:
            from dramaturge.cli.play_program import let_play

            game = let_play(screen, game, options.player, keeper, options.seed, options.turns)
        elif is_full:
            from dramaturge.cli.play_full import play_in_panes

            game = play_in_panes(screen, world, game, keeper)
        else:
            game = TableTalk(screen, typed, world, game, keeper).talk()
        if options.export is not None:
            keeper.export(game, options.export)
    except SaveError as error:
        refuse([error.problem], False)
    finally:
        keeper.close()
    ended = game.ended
    raise typer.Exit(exits.YES if ended is not None and ended.ending else exits.NO)


def _can_be_full() -> bool:
    """Whether there is a terminal for the full-screen mode; ends the command without Textual."""
    if find_spec("textual") is None:
        misuse("--full-screen needs Textual, which comes with: pip install 'dramaturge[play]'")
    streams = (sys.stdin, sys.stdout)
    is_able = os.environ.get("TERM", "") not in ("dumb", "unknown")
    if is_able and all(each is not None and each.isatty() for each in streams):
        return True
    note = "--full-screen needs a terminal, and this is none: the game goes on line by line."
    Screen(stderr=True).paragraph(note, style="yellow")
    return False


def _game(world: World, screen: Screen, typed: Typed, keeper: Keeper, options: Options) -> Game:
    """A kept game that goes on, or a new one."""
    if options.bring is not None:
        keeper.bring(options.bring)
    kept = None if options.new else keeper.begun(typed)
    if kept is not None:
        return kept
    if options.watch:
        who = None
    elif options.who:
        who = find_person(world.stage, options.who)
    else:
        who = _asked(world, screen, typed)
    return world.play(who, ending=options.ending, seed=options.seed)


def _asked(world: World, screen: Screen, typed: Typed) -> str | None:
    """Whom the user would be; None: nobody, they watch."""
    screen.heading(title(world))
    screen.paragraph("Whom do you want to be?")
    people = world.stage.people
    for number, name in enumerate(people, 1):
        screen.paragraph(world.sentence_start(name), indent=6, label=str(number))
    screen.paragraph("nobody: watch what they do", indent=6, label="0")
    while True:
        text = typed.line(screen)
        if text is None:
            misuse(f"say whom to play: --as NAME, one of {', '.join(people)}; or --watch")
        if text in ("0", "watch", "nobody"):
            return None
        if text.isdecimal() and len(text) < 6 and 1 <= int(text) <= len(people):
            return people[int(text) - 1]
        try:
            return find_person(world.stage, text)
        except ValueError as error:
            screen.paragraph(f"{error}. A number will do, too.")
