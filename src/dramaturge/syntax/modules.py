"""A world of several files: what `use` brings in.

`use speech;` is a module of the library, `use "house.world";` a file beside the one that says so,
in the folder of the world or below. Each file is read once, however often it is used; its
statements stand where it is first used. Source: LANGUAGE.md 1.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from dramaturge.problems import Problem, errors
from dramaturge.source import Source, Span
from dramaturge.syntax import tree
from dramaturge.syntax.lexer import quote
from dramaturge.syntax.parser import parse
from dramaturge.syntax.reading import SIZE_LIMIT_BYTES, read

FILE_LIMIT = 200
DEPTH_LIMIT = 20
SUFFIX = ".world"


def library() -> dict[str, Path]:
    """The modules of the library by name, in order."""
    folder = files("dramaturge") / "library"
    found = [Path(str(file)) for file in folder.iterdir() if file.name.endswith(SUFFIX)]
    return {path.stem: path for path in sorted(found)}


def assemble(
    source: Source, place: Path | None = None
) -> tuple[tree.WorldText, tuple[Problem, ...]]:
    """The tree of a world with all that it uses, and everything wrong with any of the texts.

    place: the file that the source was read from; None: it is no file, so it can use only the
    library. Never raises.
    """
    assembly = _Assembly(place)
    assembly.add(source, place, ())
    return tree.WorldText(tuple(assembly.statements)), tuple(assembly.problems)


class _Assembly:
    """The files read so far; `using` is the chain of those that are being read."""

    def __init__(self, place: Path | None) -> None:
        self.folder = None if place is None else place.absolute().parent
        self.statements: list[tree.Statement] = []
        self.problems: list[Problem] = []
        self._seen: set[Path] = set() if place is None else {place.resolve()}
        self._characters = 0
        self._is_full = False

    def add(self, source: Source, place: Path | None, using: tuple[Path, ...]) -> None:
        """The statements of one file, those of the files it uses before them."""
        self._characters += len(source.text)
        text, problems = parse(source)
        self.problems += problems
        chain = using if place is None else (*using, place.resolve())
        for statement in text.statements:
            if isinstance(statement, tree.UseStatement):
                self._use(statement, place, chain)
            else:
                self.statements.append(statement)

    def _use(
        self, statement: tree.UseStatement, place: Path | None, using: tuple[Path, ...]
    ) -> None:
        found = self._located(statement, place)
        if isinstance(found, Problem):
            self.problems.append(found)
            return
        file = found.resolve()
        if file in using:
            shown = [path.name for path in (*using[using.index(file) :], file)]
            message = f"these files use each other in a circle: {' → '.join(shown)}"
            hint = "let one of them do without the other, or make a third of what both need"
            self._refuse("E152", message, statement.span, hint)
        elif file not in self._seen:
            self._read(found, file, statement, using)

    def _read(
        self, path: Path, file: Path, statement: tree.UseStatement, using: tuple[Path, ...]
    ) -> None:
        if self._is_full:
            return
        span = statement.module.span
        if len(self._seen) >= FILE_LIMIT or self._characters > SIZE_LIMIT_BYTES:
            self._is_full = True
            message = f"the world is made of more than {FILE_LIMIT} files"
            if self._characters > SIZE_LIMIT_BYTES:
                message = f"the files together are larger than {SIZE_LIMIT_BYTES // 2**20} MiB"
            self._refuse("E154", message, span, "the rest was not read")
            return
        if len(using) >= DEPTH_LIMIT:
            message = f"files use files more than {DEPTH_LIMIT} deep"
            self._refuse("E154", message, span, "use them from the world itself")
            return
        self._seen.add(file)
        source, problems = read(path, rank=len(self._seen))
        for problem in problems:
            here = "used here", span
            lost = problem.span is None
            self.problems.append(
                replace(problem, span=span) if lost else replace(problem, also=here)
            )
        if source is not None and not errors(problems):
            self.add(source, path, using)

    def _located(self, statement: tree.UseStatement, place: Path | None) -> Path | Problem:
        """The file that is meant."""
        module = statement.module
        if isinstance(module, tree.Name):
            found = library().get(module.text)
            return self._no_module(module, place) if found is None else found
        name, span = module.text, module.span
        if place is None or self.folder is None:
            message = "a world that is no file has no files beside it"
            return Problem("E151", message, span, "save it first, or use modules of the library")
        hint = f"the files of a world lie in its folder or below: {quote(str(self.folder))}"
        if not name.strip() or "\\" in name or Path(name).is_absolute():
            return Problem("E153", f"{quote(name)} is no file beside this one", span, hint)
        path = place.parent / name
        try:
            if not path.resolve().is_relative_to(self.folder.resolve()):
                message = f"{quote(name)} leads out of the folder of the world"
                return Problem("E153", message, span, hint)
            if path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):
            pass
        close = get_close_matches(name, [each.name for each in _worlds_in(path.parent)], 1)
        hint = (
            f"did you mean {quote(close[0])}?"
            if close
            else f"it is looked for in {path.parent.name or '.'}"
        )
        return Problem("E151", f"there is no file {quote(name)}", span, hint)

    def _no_module(self, module: tree.Name, place: Path | None) -> Problem:
        known = library()
        beside = [] if place is None else [path.stem for path in _worlds_in(place.parent)]
        close = get_close_matches(module.text, list(known), 1)
        if close:
            hint = f"did you mean '{close[0]}'?"
        elif module.text in beside:
            hint = f'a file beside this one stands in quotes: use "{module.text}{SUFFIX}"'
        else:
            hint = f"the library has {', '.join(known)}"
        message = f"there is no module {quote(module.text)} in the library"
        return Problem("E151", message, module.span, hint)

    def _refuse(self, code: str, message: str, span: Span, hint: str) -> None:
        self.problems.append(Problem(code, message, span, hint))


def _worlds_in(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob(f"*{SUFFIX}"))[:1000]
    except (OSError, ValueError):
        return []
