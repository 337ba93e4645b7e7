"""Clauses turned to what is to come."""

from __future__ import annotations

import pytest

from dramaturge.english.verbs import base_of_participle
from dramaturge.tell.templates import Act, Said, brought, has_denied_verb, parse

NAMES = ("Ann", "Oath")


@pytest.mark.parametrize(
    ("word", "base"),
    [("sworn", "swear"), ("eaten", "eat"), ("promised", "promise"), ("put", "put")],
)
def test_the_base_of_a_participle(word: str, base: str) -> None:
    assert base_of_participle(word) == base


def test_what_is_done_can_be_to_come() -> None:
    clause = brought(parse("{Ann} [has] sworn {Oath}", {}, NAMES))
    assert [t.written for t in clause if isinstance(t, Act)] == ["swears"]
    assert "sworn" not in "".join(t.text for t in clause if isinstance(t, Said))


@pytest.mark.parametrize("text", ["{Ann} [has] the key", "{Ann} [has] been ill", "{Ann} [is] ill"])
def test_what_is_no_deed_stays(text: str) -> None:
    clause = parse(text, {}, NAMES)
    assert brought(clause) == clause


def test_denials_are_found() -> None:
    assert has_denied_verb(parse("{Ann} [does] not believe it", {}, NAMES))
    assert not has_denied_verb(parse("{Ann} [believes] it", {}, NAMES))
