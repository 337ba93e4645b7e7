"""Makes tellings.md, the stories of the worlds in prose: `python -m docs.tellings [--check]`.

It takes half a minute, so `make docs` leaves it out; `make tellings` makes it, and a test compares.
"""

from __future__ import annotations

import argparse
import sys
from functools import cache
from pathlib import Path

import dramaturge as dm
from dramaturge.tell import Telling
from dramaturge.tell.formats import typeset

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tellings.md"

# World, story, teller (None: as the story says), heading, and what to notice.
SHOWN: tuple[tuple[str, str, str | None, str, str], ...] = (
    (
        *("almost-heaven/martyr", "martyr", "William"),
        *("The chapter, from William", "He alone meets Giles, and lies."),
    ),
    (
        *("almost-heaven/martyr", "martyr", "Buffy"),
        *("The chapter, from Buffy", "She misses him, and is told of a cat."),
    ),
    (
        *("almost-heaven/martyr", "martyr", "Xander"),
        *("The chapter, from Xander", "He calls William Spike, and stays inside."),
    ),
    (
        *("last-bell/last-bell", "justice", None),
        *("Last Bell", "A murder at sea; each scene from the mind that the story names."),
    ),
    (
        *("last-bell/last-bell", "mistake", "Mina"),
        *("Last Bell: the mistake, from Mina", "She did nothing, and pays for it."),
    ),
    (
        *("broken-seal/broken-seal", "intrigue", None),
        *("The broken seal", "Letters, and what they say."),
    ),
    (
        *("glass-heron/glass-heron", "betrayal", None),
        *("The surprise", "A theft that fails for a kind word."),
    ),
    (
        *("glass-heron/glass-heron", "night", "Otto"),
        *("The exchange, from the guard", "He sees the copy in the case, and is content."),
    ),
)

HEAD = """\
# Stories told

<!-- Made by `make tellings`; changes here are lost. -->

What `dramaturge tell` makes of the stories that come with the worlds: see [telling](telling.md).
Not a word is written by hand but those in the worlds.
"""


@cache
def world(name: str) -> dm.World:
    return dm.load(ROOT / "worlds" / f"{name}.world").require()


def telling(name: str, story: str, teller: str | None) -> Telling:
    place = ROOT / "worlds" / Path(name).parent / f"{story}.story"
    return world(name).tell(place, teller)


def page() -> str:
    """tellings.md."""
    parts = [HEAD]
    for name, story, teller, heading, note in SHOWN:
        told = telling(name, story, teller)
        given = f" --from {teller}" if teller else ""
        parts.append(f"## {heading}\n\n{note}\n")
        parts.append(f"    dramaturge tell {Path(name).name} {story}{given}\n")
        parts += [quoted(told)]
    return "\n".join(parts)


def quoted(told: Telling) -> str:
    """The telling as a block quotation, without its title."""
    lines: list[str] = []
    for number, scene in enumerate(told.scenes):
        if scene.title or number:
            lines += [f"**{typeset(scene.title)}**" if scene.title else "\\* \\* \\*", ""]
        for paragraph in scene.paragraphs:
            lines += [typeset(paragraph.text), ""]
    return "\n".join(f"> {line}".rstrip() for line in lines[:-1]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes docs/tellings.md.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if it differs")
    is_check = parser.parse_args().check
    text = page()
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if is_check:
        print("docs/tellings.md is stale: run 'make tellings'", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print("docs/tellings.md rewritten")
    return 0


if __name__ == "__main__":
    sys.exit(main())
