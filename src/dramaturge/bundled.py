"""The worlds that come with Dramaturge, by name."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

_OF = re.compile(r"""^\s*story\s+"[^"]*"\s+of\s+"([^"]*)\"""", re.MULTILINE)


def folder() -> Path | None:
    """Where the bundled worlds are: in the installed package, else in the source checkout."""
    package = Path(__file__).resolve().parent
    for place in (package / "worlds", package.parents[1] / "worlds"):
        if place.is_dir():
            return place
    return None


def worlds() -> dict[str, Path]:
    """The bundled worlds, by name, in order."""
    place = folder()
    if place is None:
        return {}
    paths = sorted(path for path in place.rglob("*") if path.suffix == ".world" and path.is_file())
    return {path.stem: path for path in paths}


def locate(name: str) -> Path:
    """The file meant by a path or by the name of a bundled world; a path wins."""
    path = Path(name)
    if exists(path) or path.suffix or path.name != name:
        return path
    return worlds().get(name, path)


def locate_story(name: str, world: str) -> Path:
    """The story meant by a path, or by its name beside a bundled world; a path wins."""
    path = Path(name)
    if exists(path) or path.name != name or exists(Path(world)):
        return path
    beside = locate(world).parent / f"{name.removesuffix('.story')}.story"
    return beside if beside.is_file() else path


def exists(path: Path) -> bool:
    """Whether there is something of this name, which may be none that a file can have."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def stories(world: Path) -> list[Path]:
    """The stories that come with a bundled world: those that name it, and of those that name none
    what lies in the folder of its name."""
    return [path for path in sorted(world.parent.glob("*.story")) if _belongs(path, world)]


def _belongs(story: Path, world: Path) -> bool:
    named = _OF.search(story.read_text(encoding="utf-8", errors="replace"))
    if named is not None:
        return named[1] == world.name
    return len(list(world.parent.glob("*.world"))) == 1 or world.stem == world.parent.name


def about(world: Path) -> str:
    """The first sentence of the comment that a world begins with."""
    text = world.read_text(encoding="utf-8", errors="replace").lstrip()
    if text.startswith("/*"):
        comment = text[2:].partition("*/")[0]
    else:
        lines = text.splitlines()
        comment = "\n".join(takewhile(lambda line: line.lstrip().startswith("//"), lines))
    words = " ".join(line.strip().lstrip("/*").strip() for line in comment.splitlines()).split()
    end = next((i for i, word in enumerate(words) if word.endswith((".", "!", "?"))), None)
    return " ".join(words if end is None else words[: end + 1])
