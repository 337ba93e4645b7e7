"""Worlds of several files: what is found, what is refused, and where problems point."""

from __future__ import annotations

from pathlib import Path

import pytest

from dramaturge.api import World, load, loads
from dramaturge.cli.screen import problem_json
from dramaturge.source import Source
from dramaturge.syntax import modules
from dramaturge.syntax.modules import assemble, library
from dramaturge.syntax.parser import parse

BASE = "type place;\nentity Ann : character;\nentity Inn : place;\n"


def written(folder: Path, **texts: str) -> World:
    """The world in `main`, beside the other files."""
    for name, text in texts.items():
        (folder / f"{name}.world").write_text(text, encoding="utf-8")
    return load(folder / "main.world")


def told(world: World) -> list[tuple[str, str, int]]:
    return [(each.code, *each.place()[:2]) for each in world.problems]


def test_every_module_of_the_library_is_free_of_problems() -> None:
    assert "people" in library()
    for name, path in library().items():
        _, problems = parse(Source(name, path.read_text(encoding="utf-8")))
        assert problems == (), name
        assert assemble(Source("world", f"use {name};"))[1] == ()


def test_a_module_of_the_library_is_used_by_name() -> None:
    world = loads("use people;\nentity Ann : person;\nentity Inn : place;\nat(Ann) = Inn;")
    assert world.ok, world.problems
    assert "people.world" in {each.span.source.name for each in world.model.properties}


def test_a_file_used_twice_is_read_once(tmp_path: Path) -> None:
    world = written(
        tmp_path,
        main='use "one.world"; use "two.world"; use "one.world"; lit(Inn);',
        one='use "two.world"; property lit(p : place) : boolean;',
        two=BASE,
    )
    assert world.ok, world.problems
    assert [entity.name for entity in world.model.entities] == ["Ann", "Inn"]


def test_statements_stand_where_the_file_is_used(tmp_path: Path) -> None:
    texts = {"main": 'entity A : character; use "b.world"; entity C : character;'}
    world = written(tmp_path, **texts, b="entity B : character;")
    assert [entity.name for entity in world.model.entities] == ["A", "B", "C"]


def test_folders_below_are_searched_from_the_file_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "two.world").write_text(BASE, encoding="utf-8")
    (tmp_path / "sub" / "one.world").write_text('use "two.world";', encoding="utf-8")
    assert written(tmp_path, main='use "sub/one.world";').ok


def test_problems_point_into_the_right_file_in_the_order_of_reading(tmp_path: Path) -> None:
    world = written(
        tmp_path, main='\nuse "house.world";\nat(Bob) = Inn;', house=BASE + "\nlit(Inn);"
    )
    assert told(world) == [
        ("E212", "main.world", 3),
        ("E211", "main.world", 3),
        ("E212", "house.world", 5),
    ]
    assert "house.world:5:1: E212" in "\n".join(map(str, world.problems))
    world = written(tmp_path, main='use "house.world";', house=BASE + "\nlit(Inn;")
    assert told(world) == [("E110", "house.world", 5)]


def test_a_second_definition_shows_both_places(tmp_path: Path) -> None:
    world = written(
        tmp_path,
        main='use "house.world";\nproperty lit(c : character) : boolean;',
        house=BASE + "property lit(p : place) : boolean;",
    )
    assert told(world) == [("E250", "main.world", 2)]
    shown = str(world.problems[0])
    assert "main.world:2:10: E250" in shown
    assert "house.world:4:10: it is defined here first" in shown
    also = problem_json(world.problems[0])["also"]
    assert also == {
        "message": "it is defined here first",
        "file": "house.world",
        "line": 4,
        "column": 10,
    }


def test_types_stay_open(tmp_path: Path) -> None:
    world = written(tmp_path, main='use "house.world"; type place : thing;', house=BASE)
    assert world.ok, world.problems
    assert world.model.entities[1].is_a("thing")


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ("use speach_;", "E151"),
        ('use "none.world";', "E151"),
        ('use "../main.world";', "E153"),
        ('use "/etc/passwd";', "E153"),
        ('use "";', "E153"),
        ('use "main.world";', "E152"),
        ('use "circle.world";', "E152"),
        ('use "bytes.world";', "E109"),
        ('use "folder";', "E151"),
        ('use "leaving.world";', "E153"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, use: str, code: str) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "folder").mkdir()
    (folder / "bytes.world").write_bytes(b"type \xff;")
    (tmp_path / "outside.world").write_text(BASE, encoding="utf-8")
    (folder / "leaving.world").symlink_to(tmp_path / "outside.world")
    world = written(folder, main=use, circle='use "main.world";')
    assert [problem.code for problem in world.problems] == [code]
    assert world.problems[0].span is not None


def test_hints_lead_to_the_module_that_is_meant(tmp_path: Path) -> None:
    (problem,) = loads("use peeple;").problems
    assert problem.hint == "did you mean 'people'?"
    (problem,) = written(tmp_path, main="use cellar;", cellar=BASE).problems
    assert problem.hint == 'a file beside this one stands in quotes: use "cellar.world"'
    (problem,) = written(tmp_path, main='use "celar.world";').problems
    assert problem.hint == "did you mean 'cellar.world'?"


def test_a_text_that_is_no_file_has_nothing_beside_it() -> None:
    assert [problem.code for problem in loads('use "house.world";').problems] == ["E151"]


def test_deep_chains_and_very_many_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"m{n}": f'use "m{n + 1}.world";' for n in range(30)}
    world = written(tmp_path, main='use "m0.world";', **texts, m30=BASE)
    assert [problem.code for problem in world.problems] == ["E154"]
    monkeypatch.setattr(modules, "FILE_LIMIT", 10)
    uses = "".join(f'use "n{n}.world";' for n in range(30))
    world = written(tmp_path, main=uses, **{f"n{n}": BASE for n in range(30)})
    assert [problem.code for problem in world.problems] == ["E154"]
    monkeypatch.setattr(modules, "SIZE_LIMIT_BYTES", 50)
    world = written(tmp_path, main='use "n0.world"; use "n1.world";')
    assert [problem.code for problem in world.problems] == ["E154"]
