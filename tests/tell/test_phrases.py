"""The words of the telling itself are good English, whoever feels what."""

from __future__ import annotations

import re
from random import Random

import lemminflect
import pytest

import dramaturge as dm
from dramaturge.english.verbs import MODALS, Frame, Tense, base_of
from dramaturge.feelings.table import Degree, Feeling, Kind
from dramaturge.narrate.names import Names
from dramaturge.tell.phrases import SAY, SAYING, feelings
from dramaturge.tell.templates import Act, parse
from dramaturge.tell.voice import Voice

WORLD = dm.loads(
    "entity Ann : character { pronoun she; }; entity Bob : character { pronoun he; };"
    "entity Sam : character;"
).require()
NAMES = Names(WORLD.model)


def felt(kind: Kind, degree: Degree, toward: str | None) -> Feeling:
    return Feeling(1, "Ann", kind, degree, toward, ("x",), (1,), "")


TEXTS = sorted(
    {
        text
        for kind in Kind
        if kind not in (Kind.love, Kind.pride, Kind.reproach)
        for degree in (Degree.mild, Degree.strong)
        for toward in (None, "Bob")
        for text in feelings(felt(kind, degree, toward))
    }
)


@pytest.mark.parametrize("text", TEXTS)
def test_verbs_of_feelings_agree_with_the_library(text: str) -> None:
    clause = parse(text, {"s": "Ann", "o": "Bob"}, ("Ann", "Bob"))
    for token in clause:
        if isinstance(token, Act) and token.written not in MODALS:
            base, is_past = base_of(token.written)
            assert not is_past
            assert token.written in lemminflect.getInflection(base, "VBZ")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("who", ["Ann", "Sam"])
def test_feelings_in_all_persons_and_tenses(text: str, who: str) -> None:
    clause = parse(text, {"s": who, "o": "Bob"}, ("Ann", "Bob", "Sam"))
    for tense in Tense:
        for first in (False, True):
            voice = Voice(NAMES, who, Frame(tense), Random(0), first_person=first)
            told = voice.clause(clause)
            assert not re.search(r"[\[\]{}]|  | (?:Ann|Sam)(?: (?:am|are|were))", told), told
            assert not (first and who in told), told
            assert not re.search(r"\bI (?:is|has|does|goes|feels|breathes)\b", told), told


@pytest.mark.parametrize(
    "base", sorted({word for pair in (*SAYING.values(), SAY) for word in pair})
)
def test_verbs_of_speech_are_verbs(base: str) -> None:
    verb = base.partition(" ")[0]
    assert not verb or lemminflect.getInflection(verb, "VBD")
