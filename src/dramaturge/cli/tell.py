"""`dramaturge tell`: a story in prose."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import typer

from dramaturge import bundled
from dramaturge.cli import exits
from dramaturge.cli.choices import OrderChoice, PersonChoice, Prose, TenseChoice
from dramaturge.cli.opening import open_story, open_world, refusing
from dramaturge.cli.screen import Screen, misuse
from dramaturge.cli.writing import spare, write_answer

if TYPE_CHECKING:
    from dramaturge.tell import Telling

NARROWEST, WIDEST = 20, 88  # of lines of prose: the least one may ask for, the most without asking


def run(
    name: str,
    story: Path,
    *,
    teller: str | None,
    observer: bool,
    person: PersonChoice | None,
    tense: TenseChoice | None,
    order: OrderChoice,
    form: Prose,
    width: int | None,
    seed: int,
    is_quick: bool,
    output: Path | None,
) -> NoReturn:
    """The command."""
    if teller is not None and observer:
        misuse("--from and --observer exclude each other: a mind tells, or none")
    if width is not None and 0 < width < NARROWEST:
        misuse(f"--width is 0, which leaves lines whole, or at least {NARROWEST}; not {width}")
    spare(output, world=bundled.locate(name), story=bundled.locate_story(str(story), name))
    as_json = form is Prose.json
    world = open_world(name, as_json)
    script = open_story(world, name, story, as_json)
    screenplay = form is Prose.fountain  # which is written in the present
    with refusing(as_json), _status():
        telling = world.tell(
            script,
            teller,
            observer=observer,
            person="first" if person is PersonChoice.first else "third",
            tense=_tense(tense, screenplay),
            order="in the middle" if order is OrderChoice.middle else "as it happened",
            seed=seed,
            reasons=not is_quick and not observer,
        )
    text = _text(telling, form, _width(width, output))
    if output is not None:
        write_answer(output, text)
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    raise typer.Exit(exits.YES)


def _tense(tense: TenseChoice | None, is_screenplay: bool) -> Literal["past", "present"]:
    if tense is None:
        return "present" if is_screenplay else "past"
    return "present" if tense is TenseChoice.present else "past"


def _width(asked: int | None, output: Path | None) -> int:
    if asked is not None:
        return asked
    if output is None and sys.stdout.isatty():
        return min(Screen().plain_width, WIDEST)
    return 80


def _text(telling: Telling, form: Prose, width: int) -> str:
    match form:
        case Prose.text:
            return telling.to_text(width)
        case Prose.markdown:
            return telling.to_markdown()
        case Prose.html:
            return telling.to_html()
        case Prose.fountain:
            return telling.to_fountain()
        case Prose.json:
            return json.dumps(telling.to_json(), indent=2, allow_nan=False) + "\n"


@contextmanager
def _status() -> Iterator[None]:
    """A line while minds are looked into; only where a terminal is there."""
    if not sys.stderr.isatty():
        yield
        return
    with Screen(stderr=True).status("looking into minds (Ctrl-C stops; --quick is faster)"):
        yield
