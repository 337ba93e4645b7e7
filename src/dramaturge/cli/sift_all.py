"""`dramaturge sift` without a story: where patterns come about in all the stories of a world."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.allowance import Allowance
from dramaturge.cli.cancelling import SAID, OutOfMemoryError, OutOfTimeError, answers
from dramaturge.cli.explore import WORDS_OF_LIMITS
from dramaturge.cli.opening import open_world, refusing, title
from dramaturge.cli.progress import status_line
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.cli.sift import as_match
from dramaturge.narrate.words import counted, listed
from dramaturge.review.sifted import Sifted

if TYPE_CHECKING:
    from dramaturge.api import World


def run(
    name: str,
    as_json: bool,
    pattern: str | None,
    *,
    depth: int,
    stories: int,
    seed: int,
    time_limit: float,
    memory_limit: int | None,
    state_limit: int | None,
    character_limit: int | None,
    epistemic_limit: int | None,
) -> NoReturn:
    """The command. Exit code 0 if a pattern comes about, else 1; 3 if a limit ended it, 130 if
    Ctrl-C did."""
    allowance = Allowance(time_limit, memory_limit)
    try:
        with refusing(as_json), allowance.reading():
            world = open_world(name, as_json)
            _ = world.ground
        with refusing(as_json), status_line(_how_far, wanted=not as_json) as report:
            found = world.patterns(
                None,
                pattern,
                character_limit,
                epistemic_limit,
                depth=depth,
                time_limit=allowance.seconds_left,
                memory_limit=allowance.memory_left_mb,
                state_limit=state_limit,
                stories=stories,
                seed=seed,
                progress=report,
            )
    except (OutOfTimeError, OutOfMemoryError) as error:
        limit = "time" if isinstance(error, OutOfTimeError) else "memory"
        found = Sifted((), (), depth, 0, 0, False, limit, allowance.spent_s)
        if not as_json:
            Screen(stderr=True).paragraph(SAID[limit])
            raise typer.Exit(exits.GAVE_UP) from None
    except ValueError as error:
        misuse(str(error))
    answers.append(found.limit or "sifted")
    if as_json:
        emit(as_object(found))
    else:
        show(Screen(), world, found)
    codes = {None: exits.YES if found.matches else exits.NO, "cancelled": exits.CANCELLED}
    raise typer.Exit(codes.get(found.limit, exits.GAVE_UP))


def _how_far(acts: int, stories: int) -> str:
    return f"sifting: {counted(acts, 'act')}, {stories:,} stories so far"


def as_object(found: Sifted) -> dict[str, object]:
    """The answer as the JSON object that other programs read."""
    return {
        "matches": [{**as_match(each.match), "story": list(each.story)} for each in found.matches],
        "never": list(found.never),
        "asked": found.asked,
        "depth": found.depth,
        "stories": found.stories,
        "sampled": found.sampled,
        "limit": found.limit,
        "seconds": found.seconds,
    }


def show(screen: Screen, world: World, found: Sifted) -> None:
    """The answer for a reader: how much was gone through, and each match with its story."""
    screen.heading(title(world))
    if not found.matches and not found.never and found.limit is None:
        screen.paragraph("The world has no patterns: 'pattern' declares one.")
        return
    _show_extent(screen, found)
    last = ""
    for each in found.matches:
        if each.match.pattern != last:
            screen.print()
            screen.paragraph(each.match.pattern, style="bold")
        last = each.match.pattern
        screen.paragraph(f"{each.match.sentence}.", indent=2)
        for number, act in enumerate(each.story, 1):
            style = "" if number in each.match.beats else "dim"
            screen.paragraph(world.sentence(act), indent=8, label=f"{number}.", style=style)
    if found.never:
        screen.print()
        where = "In no story" if found.limit is None and not found.sampled else "Not met"
        screen.paragraph(f"{where}: {listed(list(found.never))}.")


def _show_extent(screen: Screen, found: Sifted) -> None:
    many = "1 story" if found.stories == 1 else f"{found.stories:,} stories"
    screen.paragraph(f"{many} of up to {counted(found.asked, 'act')}, every act motivated.")
    if found.limit is not None:
        asked = f"Not all was gone through: {WORDS_OF_LIMITS.get(found.limit, found.limit)}."
        if found.limit == "time":
            asked += " --time-limit gives it more."
        screen.paragraph(asked, style="yellow")
    if found.sampled:
        whole = f"All of up to {counted(found.depth, 'act')}" if found.depth else "Of all"
        screen.paragraph(
            f"{whole}; of the longer ones some, picked at random: there are too many. So there may "
            "be more, and in shorter stories. --stories goes through more.",
            style="yellow",
        )
