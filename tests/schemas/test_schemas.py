"""What every command prints with --json is as its schema says."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dramaturge.play.players import play_out
from dramaturge.play.program import ProgramPlayer
from dramaturge.schemas import schema, schemas
from tests.cli.running import run
from tests.play.stage import shop
from tests.tell.stage import STORIES, script_of, world_of

# By schema: calls whose answers must fit it, whatever the exit code.
CALLS: dict[str, list[tuple[str, ...]]] = {
    "find": [
        ("key.world",),
        ("key.world", "--author-limit", "1"),
        ("key.world", "--all", "2"),
        ("key.world", "--shortest"),
        ("key.world", "--time-limit", "0.001"),
        ("key.world", "--memory-limit", "1"),
        ("vault.world", "--ending", "robbed"),
    ],
    "check": [
        ("key.world",),
        ("key.world", "key.story"),
        ("key.world", "impossible.story"),
        ("key.world", "unmotivated.story"),
        ("key.world", "key_unexpected.story"),
        ("key.world", "key.story", "--feelings"),
    ],
    "sift": [
        ("key.world", "key.story"),
        ("key.world", "--depth", "2"),
        ("vault.world", "--state-limit", "1"),
        ("vault.world", "--memory-limit", "1"),
    ],
    "why": [("key.world", "key.story"), ("key.world", "unmotivated.story", "1")],
    "knows": [("key.world", "key.story", "--depth", "2"), ("key.world", "impossible.story")],
    "explore": [
        ("vault.world",),
        ("key.world", "key.story", "--after-beat", "1", "--depth", "2"),
        ("vault.world", "--memory-limit", "1"),
        ("vault.world", "--state-limit", "5"),
    ],
    "counsel": [
        ("vault.world", "vault_plan.story"),
        ("vault.world", "vault_plan.story", "--ending", "robbed"),
    ],
    "whynot": [
        ("vault.world", "enter(Tess)", "vault_plan.story", "--after-beat", "1"),
        ("key.world", "tell(Mara, Pelle, Key, Garden, Hall)"),
    ],
    "repair": [("vault.world", "vault_plan.story"), ("vault.world", "vault.story")],
    "whatif": [
        ("vault.world", "vault.story", "--without", "2"),
        ("vault.world", "--set", "believes(Tess, dutiful(Gus))", "--set", "utility(Pip): 0"),
    ],
    "worlds": [()],
}
LINES = ("game", "player")  # of single lines; tests/play tries the messages of a program
TELLINGS = [
    ("vault.world", "vault.story"),
    ("vault.world", "vault.story", "--observer"),
    ("vault.world", "vault.story", "--person", "first", "--order", "middle"),
    ("key.world", "key.story", "--quick", "--tense", "present"),
]
MISTAKES = [
    ("check", "nowhere.world"),
    ("find", "key.story"),
    ("check", "key.world", "vault.story"),
    ("whatif", "vault.world", "vault.story", "--set", "at(Tess) = Nowhere"),
]


def validator(name: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema(name))
    return Draft202012Validator(schema(name))


def errors(name: str, answer: object) -> list[str]:
    return [f"{e.json_path}: {e.message[:200]}" for e in validator(name).iter_errors(answer)]


def test_every_schema_is_tried_and_says_what_things_are() -> None:
    assert set(schemas()) == {*CALLS, *LINES, "problems", "tell"}
    for name in schemas():
        found = schema(name)
        assert found["title"]
        parts = [found, *found.get("$defs", {}).values()]
        assert not [
            key for part in parts for key, what in part.get("properties", {}).items() if not what
        ]


@pytest.mark.parametrize(
    ("name", "call"), [(name, call) for name, calls in CALLS.items() for call in calls]
)
def test_an_answer_fits_its_schema(name: str, call: tuple[str, ...]) -> None:
    found = run(name, *call, "--json")
    assert errors(name, json.loads(found.out)) == []


def test_an_exported_game_fits_its_schema(tmp_path: Path) -> None:
    place = tmp_path / "game.jsonl"
    run(
        "play",
        "vault.world",
        "--as",
        "Tess",
        "--player",
        "random",
        "--turns",
        "4",
        "--export",
        str(place),
    )
    lines = place.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 2
    assert [errors("game", json.loads(line)) for line in lines] == [[]] * len(lines)
    heading = json.loads(lines[0])
    assert errors("game", {**heading, "seed": "1"})
    assert errors("game", {**json.loads(lines[1]), "kind": "dreamt"})


@pytest.mark.parametrize("mood", ["first", "asks", "garbage"])
def test_messages_to_and_from_a_program_fit_theirs(mood: str) -> None:
    sent: list[dict[str, object]] = []

    class Heard(ProgramPlayer):
        def _send(self, message: Mapping[str, object]) -> None:
            sent.append(json.loads(json.dumps(message)))
            super()._send(message)

    command = [sys.executable, "-m", "tests.play.bot", mood]
    player = Heard(command, lambda *_: None)
    game = shop().play("Ann")
    play_out(game, player, 3)
    player.end(game.view(), game.ended)
    assert [errors("player", message) for message in sent] == [[]] * len(sent)
    kinds = {str(message["type"]) for message in sent}
    also = {"asks": {"expected", "thought"}, "garbage": {"error"}}.get(mood, set())
    assert {"start", "turn", "end", *also} <= kinds
    for answer in ({"choice": 1}, {"expect": 2}, {"think": ""}):
        assert errors("player", answer) == []
    assert errors("player", {"choice": "1"})


@pytest.mark.parametrize("call", TELLINGS)
def test_a_telling_fits_its_schema(call: tuple[str, ...]) -> None:
    found = run("tell", *call, "--format", "json")
    assert found.code == 0
    assert errors("tell", found.json) == []
    assert found.json["scenes"]


def test_a_telling_of_the_chapter_fits_too() -> None:
    """With suppositions, hopes, times and attempts."""
    path, story = STORIES[0]
    world, script = world_of(path), script_of(path, story)
    kinds = set()
    for teller in (None, "William", "Buffy"):
        told = json.loads(json.dumps(world.tell(script, teller).to_json()))
        assert errors("tell", told) == []
        sentences = [s for scene in told["scenes"] for p in scene["paragraphs"] for s in p]
        kinds |= {source["kind"] for s in sentences for source in s["sources"]}
    assert {"supposed plan", "deadline", "feeling", "aim", "trigger"} <= kinds
    told["scenes"][0]["paragraphs"][0][0]["kind"] = "thought"
    assert errors("tell", told)


@pytest.mark.parametrize("call", MISTAKES)
def test_mistakes_fit_theirs(call: tuple[str, ...]) -> None:
    found = run(*call, "--json")
    assert found.code == 2
    assert errors("problems", json.loads(found.out)) == []


def test_a_schema_refuses_what_is_no_answer() -> None:
    assert errors("check", {"ok": "yes", "findings": []})
    assert errors("find", {"outcome": "found"})
    assert errors("worlds", {"worlds": [], "more": 1})


def test_the_command_prints_them() -> None:
    assert json.loads(run("schema", "find").out) == schema("find")
    assert "whatif: dramaturge whatif" in run("schema").out
    refused = run("schema", "fnid")
    assert refused.code == 2
    assert "there is no schema 'fnid'" in refused.err
