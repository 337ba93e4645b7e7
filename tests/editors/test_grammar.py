"""The TextMate grammar knows every word and sign of the language; no npm needed.

`npm test` in editors/vscode checks the colours themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dramaturge.syntax.events import PARTS
from dramaturge.syntax.expressions import COMPARATORS, OPERATORS
from dramaturge.syntax.outline import STATEMENTS

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"
GRAMMAR = json.loads(
    (EXTENSION / "syntaxes" / "dramaturge.tmLanguage.json").read_text(encoding="utf-8")
)


def _rules(node: Any) -> Iterator[dict[str, Any]]:
    """Every rule of the grammar, nested ones included."""
    if isinstance(node, dict):
        if "match" in node or "begin" in node:
            yield node
        for value in node.values():
            yield from _rules(value)
    elif isinstance(node, list):
        for value in node:
            yield from _rules(value)


def _scopes(text: str) -> dict[str, set[str]]:
    """What the rules, each by itself, call the pieces of a text."""
    found: dict[str, set[str]] = {}
    for rule in _rules(GRAMMAR):
        captures = rule.get("captures", rule.get("beginCaptures", {}))
        names = {"0": {"name": rule["name"]}} if "name" in rule else {}
        for match in re.finditer(rule.get("match") or rule["begin"], text, re.MULTILINE):
            for number, capture in {**captures, **names}.items():
                found.setdefault(match[int(number)], set()).add(capture["name"])
    return found


def _is_called(text: str, piece: str, scope: str) -> bool:
    return any(name.startswith(scope) for name in _scopes(text).get(piece, ()))


def test_every_pattern_is_a_regular_expression() -> None:
    for rule in _rules(GRAMMAR):
        for key in ("match", "begin", "end"):
            if key in rule:
                re.compile(rule[key])


def test_every_included_rule_exists() -> None:
    names = re.findall(r'"include": "#([^"]+)"', json.dumps(GRAMMAR))
    assert set(names) | {"type-statement"} <= set(GRAMMAR["repository"])
    assert set(GRAMMAR["repository"]) == set(names)


@pytest.mark.parametrize("word", STATEMENTS)
def test_every_kind_of_statement_is_a_keyword(word: str) -> None:
    text = "utility(Ann): 1;" if word == "utility" else f"{word} name(a : b) : c;"
    assert _is_called(text, word, "keyword.declaration")


@pytest.mark.parametrize("word", PARTS)
def test_every_part_of_a_body_is_a_keyword(word: str) -> None:
    assert _is_called(f"{{ {word} (a : b): p(); }}", word, "keyword.other.part") or _is_called(
        f"{{ {word}: p(); }}", word, "keyword.other.part"
    )


@pytest.mark.parametrize(
    ("text", "word", "scope"),
    [
        *(
            (f"{word}(a : b) p(a)", word, "keyword.operator.quantifier")
            for word in ("forall", "exists", "sum", "product")
        ),
        ("believes(A, p())", "believes", "keyword.operator.belief"),
        ("if(p()) q()", "if", "keyword.control"),
        ("elseif(p()) q()", "elseif", "keyword.control"),
        ("1 else 2", "else", "keyword.control"),
        ("True", "True", "constant.language"),
        ("False", "False", "constant.language"),
        ("= ?", "?", "constant.language"),
        *((f"a {sign} b", sign, "keyword.operator.comparison") for sign in COMPARATORS),
        *((f"a {sign} b", sign, "keyword.operator.arithmetic") for sign in OPERATORS),
        *((f"a {sign} b", sign, "keyword.operator.logical") for sign in "&|!"),
        *(
            (f"= {number};", number, "constant.numeric")
            for number in ("3", "-3", ".5", "1.", "2.5")
        ),
        ("// note", "// note", "comment.line"),
        ("a && b", "&&", "invalid"),
    ],
)
def test_every_word_and_sign_has_its_scope(text: str, word: str, scope: str) -> None:
    assert _is_called(text, word, scope)


@pytest.mark.parametrize("name", ["typed", "entity_1", "iffy", "else.where", "Trueman"])
def test_a_longer_name_is_no_keyword(name: str) -> None:
    assert not _is_called(f"{name} x", name, "keyword")
    assert not _is_called(f"{name} x", name, "constant")


def test_the_extension_is_for_world_files_and_names_no_registry() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert package["contributes"]["languages"][0]["extensions"] == [".world"]
    for entry in package["contributes"]["grammars"]:
        assert (EXTENSION / entry["path"]).is_file()
    lock = EXTENSION / "package-lock.json"
    assert "resolved" not in lock.read_text(encoding="utf-8")
