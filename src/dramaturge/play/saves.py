"""Games kept in one file: SQLite, every entry on the disk before the next prompt.

A save is the log of a game with the world's digest, not a snapshot, so that it can be replayed in
a later version of the world. One file holds any number of games. Killing the process loses at most
the turn being typed; what else can go wrong with a file is a coded problem, never a traceback.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dramaturge.play.codes import SaveError
from dramaturge.play.log import Entry, Kind, Log, Motive

APPLICATION = 0x4472616D  # "Dram", in the header of the file
VERSION = 1
BUSY_S = 2.0  # how long another process may be waited for
LARGEST_LINE = 1 << 20  # characters of one line of JSON

_SCHEMA = """
create table game (
    id integer primary key,
    name text not null unique,
    world text not null,
    digest text not null,
    player text not null,
    ending text not null,
    seed integer not null
) strict;
create table entry (
    game integer not null references game (id) on delete cascade,
    position integer not null,
    kind text not null,
    act text not null,
    by text not null,
    motives text not null,
    primary key (game, position)
) strict, without rowid;
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """A game in a file: what it is called, in which world, who is played, how far it went."""

    name: str
    world: str
    player: str
    entries: int


class Saves:
    """The games in one file, which is made if it is not there.

    All methods raise SaveError, with a coded problem, for what is wrong with the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with _problems(path):
            if path.is_dir():
                raise SaveError("V101", f"'{path}' is a folder", "name a file")
            self._database = sqlite3.connect(
                path,
                timeout=BUSY_S,
                isolation_level=None,
                check_same_thread=False,  # one at a time, but not always the same
            )
            try:
                self._prepare()
            except BaseException:
                self._database.close()
                raise

    def _prepare(self) -> None:
        database = self._database
        (application,) = database.execute("pragma application_id").fetchone()
        (version,) = database.execute("pragma user_version").fetchone()
        (tables,) = database.execute("select count(*) from sqlite_master").fetchone()
        if application != APPLICATION and (application or version or tables):
            raise SaveError("V102", f"'{self.path}' is no file of saved games")
        if version > VERSION:
            raise SaveError("V103", f"'{self.path}' was written by a later version of Dramaturge")
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = full")
        database.execute("pragma foreign_keys = on")
        if version == 0:
            with self._transaction():
                (version,) = database.execute("pragma user_version").fetchone()
                if version == 0:  # nobody else was quicker
                    for statement in filter(str.strip, _SCHEMA.split(";")):
                        database.execute(statement)
                    database.execute(f"pragma application_id = {APPLICATION}")
                    database.execute(f"pragma user_version = {VERSION}")

    def close(self) -> None:
        """The file can be moved or deleted then."""
        self._database.close()

    def __enter__(self) -> Saves:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, and on the disk when it is over."""
        self._database.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")

    def games(self) -> tuple[Saved, ...]:
        """The games by name."""
        with _problems(self.path):
            rows = self._database.execute(
                "select name, world, player, (select count(*) from entry where game = game.id) "
                "from game order by name"
            )
            return tuple(Saved(*row) for row in rows)

    def keep(self, name: str, log: Log) -> None:
        """Keeps a game under a name, as it is now: only what is new is written."""
        with _problems(self.path), self._transaction():
            game = self._game(name, log)
            kept = self._entries(game)
            same = 0
            while same < min(len(kept), len(log.entries)) and kept[same] == log.entries[same]:
                same += 1
            self._database.execute(
                "delete from entry where game = ? and position >= ?", (game, same)
            )
            self._database.executemany(
                "insert into entry values (?, ?, ?, ?, ?, ?)",
                (
                    (game, position, *_row(entry))
                    for position, entry in enumerate(log.entries[same:], same)
                ),
            )

    def _game(self, name: str, log: Log) -> int:
        """The number of the game of that name, its heading as in the log."""
        found = self._database.execute("select id from game where name = ?", (name,)).fetchone()
        heading = (log.world, log.digest, log.player, log.ending, log.seed)
        if found is None:
            made = self._database.execute(
                "insert into game (name, world, digest, player, ending, seed) "
                "values (?, ?, ?, ?, ?, ?)",
                (name, *heading),
            )
            assert made.lastrowid is not None
            return made.lastrowid
        self._database.execute(
            "update game set world = ?, digest = ?, player = ?, ending = ?, seed = ? where id = ?",
            (*heading, found[0]),
        )
        return int(found[0])

    def _entries(self, game: int) -> list[Entry]:
        rows = self._database.execute(
            "select kind, act, by, motives from entry where game = ? order by position", (game,)
        )
        return [_entry(*row) for row in rows]

    def log(self, name: str) -> Log:
        """The game of that name."""
        with _problems(self.path):
            found = self._database.execute(
                "select id, world, digest, player, ending, seed from game where name = ?", (name,)
            ).fetchone()
            if found is None:
                known = ", ".join(f"'{game.name}'" for game in self.games()[:10])
                hint = f"there are: {known}" if known else "there are no games in it yet"
                raise SaveError("V104", f"'{self.path}' holds no game '{name}'", hint)
            game, world, digest, player, ending, seed = found
            return Log(world, digest, player, ending, seed, tuple(self._entries(game)))

    def delete(self, name: str) -> None:
        """Forgets a game; nothing if there is none of that name."""
        with _problems(self.path), self._transaction():
            self._database.execute(
                "delete from entry where game in (select id from game where name = ?)", (name,)
            )
            self._database.execute("delete from game where name = ?", (name,))


@contextmanager
def _problems(path: Path) -> Iterator[None]:
    """What SQLite finds, as the user's problem."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise SaveError(*_operational(path, str(error))) from error
    except sqlite3.DatabaseError as error:
        raise SaveError(
            "V102", f"'{path}' is no file of saved games, or damaged: {error}"
        ) from None
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise SaveError("V105", f"a game in '{path}' makes no sense: {error}") from None
    except OSError as error:
        raise SaveError("V101", f"cannot use '{path}': {error.strerror or error}") from None


def _operational(path: Path, error: str) -> tuple[str, str, str | None]:
    if "locked" in error or "busy" in error:
        hint = "close the other program that has it open, or use another file"
        return "V106", f"'{path}' is in use by another program", hint
    if "readonly" in error or "unable to open" in error:
        hint = "is there such a folder, and may you write in it?"
        return "V101", f"cannot write '{path}'", hint
    if "full" in error:
        return "V101", f"cannot write '{path}': the disk is full", None
    return "V102", f"'{path}' is no file of saved games, or damaged: {error}", None


# Motives and entries as text.


def _row(entry: Entry) -> tuple[str, str, str, str]:
    motives = [[motive.character, *motive.plan] for motive in entry.motives]
    return entry.kind.value, entry.act, entry.by, json.dumps(motives)


def _entry(kind: str, act: str, by: str, motives: str) -> Entry:
    found = json.loads(motives)
    if not isinstance(found, list):
        raise ValueError("motives are no list")
    made: list[Motive] = []
    for each in found:
        if not isinstance(each, list) or not each or not all(isinstance(p, str) for p in each):
            raise ValueError("a motive is no list of names")
        made.append(Motive(each[0], tuple(each[1:])))
    return Entry(Kind(kind), act, by, tuple(made))


def exported(name: str, log: Log) -> str:
    """A game as JSON Lines: a heading, then one line per entry."""
    heading = {
        "dramaturge": "game",
        "version": VERSION,
        "name": name,
        "world": log.world,
        "digest": log.digest,
        "player": log.player,
        "ending": log.ending,
        "seed": log.seed,
    }
    lines = [json.dumps(heading)]
    for entry in log.entries:
        kind, act, by, motives = _row(entry)
        line = {"kind": kind, "act": act, "by": by, "motives": json.loads(motives)}
        lines.append(json.dumps(line))
    return "".join(f"{line}\n" for line in lines)


def imported(text: str) -> tuple[str, Log]:
    """The name and the log of a game from JSON Lines. Raises SaveError."""
    lines = [line for line in text.splitlines() if line.strip()]
    heading = _object(lines[0], 1) if lines else {}
    if heading.get("dramaturge") != "game":
        raise SaveError("V107", "this is no exported game", 'the first line is {"dramaturge": …}')
    values = [heading.get(key) for key in ("name", "world", "digest", "player", "ending")]
    seed, version = heading.get("seed"), heading.get("version")
    if not isinstance(seed, int) or isinstance(seed, bool) or not abs(seed) < 2**63:
        raise SaveError("V107", "line 1: 'seed' must be a whole number")
    if not isinstance(version, int) or version > VERSION:
        raise SaveError("V103", "this game was exported by a later version of Dramaturge")
    strings = [value for value in values if isinstance(value, str)]
    if len(strings) < len(values):
        raise SaveError("V107", "line 1: name, world, digest, player and ending must be texts")
    name, world, digest, player, ending = strings
    entries = tuple(_line(line, number) for number, line in enumerate(lines[1:], 2))
    return name, Log(world, digest, player, ending, seed, entries)


def _line(line: str, number: int) -> Entry:
    found = _object(line, number)
    texts = [found.get(key) for key in ("kind", "act", "by")]
    strings = [text for text in texts if isinstance(text, str)]
    if len(strings) < len(texts):
        raise SaveError("V107", f"line {number}: kind, act and by must be texts")
    kind, act, by = strings
    try:
        return _entry(kind, act, by, json.dumps(found.get("motives", [])))
    except ValueError as error:
        raise SaveError("V107", f"line {number}: {error}") from None


def _object(line: str, number: int) -> dict[str, object]:
    try:
        if len(line) > LARGEST_LINE:
            raise ValueError("too long")
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise SaveError("V107", f"line {number} is no JSON") from None
    if not isinstance(found, dict):
        raise SaveError("V107", f"line {number} is no JSON object")
    return found


def names(games: Sequence[Saved]) -> str:
    """The games of a file in one line each."""
    return "\n".join(f"{g.name}: {g.world}, {g.player or 'watching'}, {g.entries}" for g in games)
