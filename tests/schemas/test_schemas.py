"""What every command prints with --json is as its schema says."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from dramaturge.schemas import schema, schemas
from tests.cli.running import run

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
    assert set(schemas()) == {*CALLS, "problems"}
    for name in schemas():
        assert schema(name)["title"]
        undescribed = [key for key, part in schema(name)["properties"].items() if part == {}]
        assert not undescribed


@pytest.mark.parametrize(
    ("name", "call"), [(name, call) for name, calls in CALLS.items() for call in calls]
)
def test_an_answer_fits_its_schema(name: str, call: tuple[str, ...]) -> None:
    found = run(name, *call, "--json")
    assert errors(name, json.loads(found.out)) == []


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
