"""`dramaturge play`: a world to step into, in a plain terminal, or through pipes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge import bundled
from dramaturge.cli import exits
from dramaturge.cli.cancelling import answers
from dramaturge.cli.opening import open_world, refusing, title
from dramaturge.cli.play_keeping import Keeper, LeftError
from dramaturge.cli.play_table import TableTalk
from dramaturge.cli.play_typing import Typed
from dramaturge.cli.screen import Screen, misuse, refuse
from dramaturge.cli.writing import check_place, spare
from dramaturge.play import Choice, Do, Game
from dramaturge.play.codes import SaveError
from dramaturge.play.people import find_person

if TYPE_CHECKING:
    from dramaturge.api import World

Offer = Callable[[tuple[Choice, ...]], None]
NOBODY = "nobody: watch what they do"


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
    if options.export is not None:
        files = {"world": bundled.locate(name), "file of saved games": options.save}
        spare(options.export, "--export", **files)
        check_place(options.export)
    is_full = options.full_screen and _can_be_full()
    screen, typed = Screen(), Typed()
    try:
        with refusing(False):
            keeper = Keeper(screen, world, options.save)
    except SaveError as error:
        refuse([error.problem], False)
    game: Game | None = None
    try:
        try:
            with refusing(False):
                game = _played(world, screen, typed, keeper, options, is_full)
        finally:
            left = game or keeper.latest  # with Ctrl-C
            if options.export is not None and left is not None:
                keeper.export(left, options.export)
    except SaveError as error:
        refuse([error.problem], False)
    except KeyboardInterrupt:
        _leave_at_once(screen, keeper)
    finally:
        keeper.close()
    ended = None if game is None else game.ended
    raise typer.Exit(exits.YES if ended is not None and ended.ending else exits.NO)


def _played(
    world: World, screen: Screen, typed: Typed, keeper: Keeper, options: Options, is_full: bool
) -> Game | None:
    """The game when it has been played; None if it never began."""

    def begin(screen: Screen, typed: Typed, offer: Offer | None = None) -> Game:
        return _game(world, screen, typed, keeper, options, offer)

    if is_full:
        from dramaturge.cli.play_full import play_in_panes

        try:
            return play_in_panes(screen, world, begin, keeper)
        except NotBegunError as error:
            misuse(str(error))
    try:
        game = begin(screen, typed)
    except (NotBegunError, LeftError) as error:
        misuse(str(error))
    try:
        if options.player:
            from dramaturge.cli.play_program import let_play

            return let_play(screen, game, options.player, keeper, options.seed, options.turns)
        return TableTalk(screen, typed, world, game, keeper).talk()
    finally:
        game.close()


def _leave_at_once(screen: Screen, keeper: Keeper) -> NoReturn:
    """Ctrl-C at the prompt: every turn has been kept already, if turns are kept."""
    screen.print()
    screen.paragraph(keeper.farewell)
    answers.append("cancelled")
    raise typer.Exit(exits.CANCELLED)


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


class NotBegunError(ValueError):
    """There can be no game such as it was asked for."""


def _game(
    world: World,
    screen: Screen,
    typed: Typed,
    keeper: Keeper,
    options: Options,
    offer: Offer | None,
) -> Game:
    """A kept game that goes on, or a new one. offer: shows whom one can play, in place of a list.

    Raises NotBegunError, SaveError; LeftError if the user leaves.
    """
    if options.bring is not None:
        keeper.bring(options.bring)
    kept = None if options.new else keeper.begun(typed)
    if kept is not None:
        return kept
    try:
        if options.watch:
            who = None
        elif options.who:
            who = find_person(world.stage, options.who)
        else:
            who = _asked(world, screen, typed, offer)
        return world.play(who, ending=options.ending, seed=options.seed)
    except LeftError:
        raise
    except ValueError as error:
        raise NotBegunError(str(error)) from None


def _asked(world: World, screen: Screen, typed: Typed, offer: Offer | None) -> str | None:
    """Whom the user would be; None: nobody, they watch. Raises LeftError if they leave."""
    people = world.stage.people
    called = [world.sentence_start(name) for name in people]
    if offer is None:
        screen.heading(title(world))
    screen.paragraph("Whom do you want to be?")
    if offer is not None:
        named = [Choice(n, Do.act, "", name) for n, name in enumerate(called, 1)]
        offer((*named, Choice(0, Do.wait, "", NOBODY)))
    else:
        for number, name in enumerate(called, 1):
            screen.paragraph(name, indent=6, label=str(number))
        screen.paragraph(NOBODY, indent=6, label="0")
    while True:
        text = typed.line(screen)
        if text is None or (offer is not None and text in ("quit", "q", "exit", "bye")):
            raise LeftError(f"say whom to play: --as NAME, one of {', '.join(people)}; or --watch")
        if text in ("0", "watch", "nobody"):
            return None
        if text.isdecimal() and len(text) < 6 and 1 <= int(text) <= len(people):
            return people[int(text) - 1]
        try:
            return find_person(world.stage, text)
        except ValueError as error:
            screen.paragraph(f"{error}. A number will do, too.")
