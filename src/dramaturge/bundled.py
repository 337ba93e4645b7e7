"""The worlds that come with Dramaturge, by name."""

from __future__ import annotations

from pathlib import Path


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
    if path.exists() or path.suffix or path.name != name:
        return path
    return worlds().get(name, path)
