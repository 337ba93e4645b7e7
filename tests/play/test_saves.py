"""Kept games: whole or not at all, through kills, changes of the world and broken files."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from dramaturge.play import Entry, Game, Kind, Log, Motive
from dramaturge.play.codes import SaveError
from dramaturge.play.resume import resume
from dramaturge.play.saves import Saves, exported, imported
from tests.play.stage import shop

ROOT = Path(__file__).parents[2]
KILLS = 100


def played(turns: int = 4, seed: int = 2) -> Game:
    game = shop().play("Cid", ending="stolen", seed=seed)
    random = Random(seed)
    for _ in range(turns):
        game.choose(random.choice(game.choices))
    return game


def code(error: pytest.ExceptionInfo[SaveError]) -> str:
    return error.value.problem.code


def test_a_kept_game_goes_on_as_it_was(tmp_path: Path) -> None:
    game = played()
    with Saves(tmp_path / "a.saves") as saves:
        saves.keep("one", game.log)
    with Saves(tmp_path / "a.saves") as saves:
        again = resume(shop().stage, saves.log("one"))
    assert again.parted is None
    assert not again.changed
    assert again.game.log == game.log
    assert again.game.view().story == game.view().story


def test_only_what_is_new_is_written_and_what_was_undone_goes(tmp_path: Path) -> None:
    game = played(2)
    with Saves(tmp_path / "a.saves") as saves:
        saves.keep("one", game.log)
        game.wait()
        saves.keep("one", game.log)
        assert saves.log("one") == game.log
        game.undo()
        game.undo()
        saves.keep("one", game.log)
        assert saves.log("one") == game.log


def test_several_games_in_one_file(tmp_path: Path) -> None:
    with Saves(tmp_path / "a.saves") as saves:
        for seed in range(3):
            saves.keep(f"game {seed}", played(2, seed).log)
        assert [game.name for game in saves.games()] == ["game 0", "game 1", "game 2"]
        saves.delete("game 1")
        assert [game.name for game in saves.games()] == ["game 0", "game 2"]
        with pytest.raises(SaveError, match="game 2") as error:
            saves.log("game 1")
    assert code(error) == "V104"


def test_export_and_import(tmp_path: Path) -> None:
    log = played().log
    text = exported("mine", log)
    assert all(isinstance(json.loads(line), dict) for line in text.splitlines())
    assert imported(text) == ("mine", log)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        '{"dramaturge": "world"}',
        '{"dramaturge": "game"}',
        "[" * 100_000,
        "\x00\ufeff",
    ],
)
def test_what_is_no_exported_game(text: str) -> None:
    with pytest.raises(SaveError) as error:
        imported(text)
    assert code(error) == "V107"


def test_every_damaged_line_of_an_export_is_a_coded_problem() -> None:
    lines = exported("mine", played().log).splitlines()
    random, said = Random(1), set()
    for _ in range(300):
        broken = list(lines)
        at = random.randrange(len(broken))
        line = list(broken[at])
        line[random.randrange(len(line))] = random.choice('{}[]",:x\x00\u202e0')
        broken[at] = "".join(line)
        try:
            _, log = imported("\n".join(broken))
            resume(shop().stage, log)
        except SaveError as error:
            said.add(error.problem.code)
    assert "V107" in said
    assert said <= {"V103", "V107", "V108"}


def test_a_broken_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "text.saves"
    path.write_text("Dear diary, today I had " + "x" * 5_000)
    with pytest.raises(SaveError) as error:
        Saves(path)
    assert code(error) == "V102"
    assert path.read_text().startswith("Dear diary")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("create table mine (x)")
    other.commit()
    other.close()
    with pytest.raises(SaveError) as error:
        Saves(path)
    assert code(error) == "V102"


def test_bytes_flipped_anywhere_never_raise_anything_else(tmp_path: Path) -> None:
    path, random = tmp_path / "a.saves", Random(3)
    with Saves(path) as saves:
        saves.keep("one", played().log)
    data, said = path.read_bytes(), set()
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(random.choice((1, 20, 400))):
            broken[random.randrange(len(broken))] = random.randrange(256)
        other = tmp_path / "broken.saves"
        for suffix in ("", "-wal", "-shm"):
            Path(f"{other}{suffix}").unlink(missing_ok=True)
        other.write_bytes(broken)
        try:
            with Saves(other) as saves:
                resume(shop().stage, saves.log("one"))
        except SaveError as error:
            said.add(error.problem.code)
    assert "V102" in said


def test_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.saves"
    Saves(path).close()
    later = sqlite3.connect(path)
    later.execute("pragma user_version = 99")
    later.close()
    with pytest.raises(SaveError) as error:
        Saves(path)
    assert code(error) == "V103"


def test_a_file_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dramaturge.play.saves.BUSY_S", 0.05)
    path = tmp_path / "a.saves"
    with Saves(path) as saves:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin exclusive")
        with pytest.raises(SaveError) as error:
            saves.keep("one", played(1).log)
        assert code(error) == "V106"
        other.execute("rollback")
        other.close()
        saves.keep("one", played(1).log)
        assert len(saves.games()) == 1


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "a.saves", tmp_path):
        with pytest.raises(SaveError) as error:
            Saves(path)
        assert code(error) == "V101"


def test_what_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, connect = tmp_path / "a.saves", sqlite3.connect
    with Saves(path) as saves:
        saves.keep("one", played(1).log)

    def read_only(path: Path, **options: float | None) -> sqlite3.Connection:
        return connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    with Saves(path) as saves, pytest.raises(SaveError) as error:
        saves.keep("one", played(2).log)
    assert code(error) == "V101"


def test_a_game_goes_on_in_a_later_version_of_the_world() -> None:
    game = played()
    later = shop().changed("sure(Cid);")
    again = resume(later.stage, game.log)
    assert again.changed
    assert again.parted is None
    assert again.game.events == game.events
    assert again.game.log.digest == later.stage.digest


def test_a_save_parts_where_the_later_version_does_not_allow_it() -> None:
    game = shop().play("Cid", ending="stolen")
    act = next(choice for choice in game.choices if choice.act == "go(Cid, Yard, Shop)")
    game.choose(act)
    later = shop().changed("at(Cid) = Shop;")
    again = resume(later.stage, game.log)
    assert again.parted == game.log.entries[0]
    assert again.beat == 1
    assert again.problem is not None
    assert again.problem.code == "V109"
    assert again.game.events == ()
    assert again.game.choices


def test_a_save_parts_where_somebody_has_no_reason_any_more() -> None:
    game = shop().play("Cid", ending="stolen", seed=1)
    while not any(entry.kind is Kind.other for entry in game.log.entries):
        game.wait()
    first = next(entry for entry in game.log.entries if entry.kind is Kind.other)
    later = shop().changed(*(f"utility({c}): 0;" for c in ("Ann", "Bob")))
    again = resume(later.stage, game.log)
    assert again.parted == first


def test_a_save_of_another_world() -> None:
    log = Log("castle", "x", "Hero", "", 0, (Entry(Kind.act, "fly(Hero)", "Hero"),))
    with pytest.raises(SaveError) as error:
        resume(shop().stage, log)
    assert code(error) == "V108"
    log = Log(
        "castle", "x", "", "", 0, (Entry(Kind.other, "fly(Hero)", "Hero", (Motive("Hero", ()),)),)
    )
    with pytest.raises(SaveError) as error:
        resume(shop().stage, log)
    assert code(error) == "V108"


def test_killed_a_hundred_times_nothing_kept_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.play.killed", str(tmp_path / "a.saves"), str(KILLS)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == KILLS
    for kill in found:
        assert kill["replayed"]
        assert tuple(kill["kept"]) >= tuple(kill["acked"])
    assert len({tuple(kill["kept"]) for kill in found}) > 10
