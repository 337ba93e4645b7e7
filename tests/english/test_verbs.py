"""The forms of verbs, against lemminflect (Jascob 2021, MIT) as oracle."""

from __future__ import annotations

import csv
import gzip
from importlib.resources import files

import pytest

from dramaturge.english.irregular import IRREGULAR, words
from dramaturge.english.verbs import (
    THIRD,
    Agreement,
    Frame,
    Tense,
    base_of,
    finite,
    infinitive,
    negated,
    verb,
)

# Where both are English and we say the regular form, or where the oracle has another spelling of
# the same or a word that is hardly a verb.
VARIANTS = words(
    """
    alight awe backbite backdrop backstop bereave beseech bestride beware bias bide blend bless
    bobsled bootleg bootstrap burn bust channel cleave cobweb countersink credential cypher daylight
    deprogram dial disc disco disprove dream duel dwell earwig empanel enrol equal fit floodlight
    focus forecast fresco fuel ghetto gird halo heave hew hiccough hiccup hobo imbed impanel inbreed
    initial input inset instal interbreed joyride knit lade landslide lassoo lean leap learn
    lightning lipread login manumit marathon memo midwife mimic misfit misspell moire offset okay
    outspread overcast overspend pal panel preset proofread prove quid rabbit rebroadcast reformat
    refuel relay respell retread run sandbag shave shit shoe shrive sic ski smell solo spell spill
    spoil stay stomach stymie sublet syphon tango tar thrive torpedo typeset underlay unfit unlearn
    unmake unman up uptake victual wet wrought zinc babysit backlog
    """
)


def oracle() -> dict[str, dict[str, set[str]]]:
    """Base form to past, participle, third person, each with its variants."""
    found: dict[str, dict[str, set[str]]] = {}
    packed = files("lemminflect").joinpath("resources/infl_lu.csv.gz").read_bytes()
    for row in csv.reader(gzip.decompress(packed).decode("utf-8").splitlines()):
        base, kind, *forms = row
        if kind == "verb" and len(forms) >= 4 and base.isalpha() and base.islower():
            past, participle, _, third = ({*each.split("/")} - {""} for each in forms[:4])
            found[base] = {
                "past": past,
                "participle": participle or past,
                "third": third,
            }
    return found


ORACLE = oracle()


def test_the_oracle_knows_thousands_of_verbs_and_our_irregular_ones() -> None:
    assert len(ORACLE) > 5_000
    assert len(IRREGULAR) > 150
    assert set(IRREGULAR) - set(ORACLE) == {"be"}  # whose forms differ by person


@pytest.mark.parametrize("form", ["past", "participle", "third"])
def test_forms_agree_with_the_oracle(form: str) -> None:
    wrong = {
        base: (getattr(verb(base), form), expected[form])
        for base, expected in ORACLE.items()
        if expected[form] and getattr(verb(base), form) not in expected[form]
    }
    assert not set(wrong) - VARIANTS, wrong


def test_the_irregular_ones_are_the_oracles() -> None:
    for base, (past, participle) in IRREGULAR.items():
        expected = ORACLE.get(base)
        if expected is not None and base not in VARIANTS:
            assert past in expected["past"], base
            assert participle in expected["participle"], base


def test_most_base_forms_are_found_again() -> None:
    """From the third person and from the past; the rest are rare, and `[goes]` is always right."""
    third = [base for base in ORACLE if base_of(verb(base).third)[0] != base]
    past = [base for base in ORACLE if base_of(verb(base).past)[0] != base]
    assert len(third) < len(ORACLE) * 0.02
    assert len(past) < len(ORACLE) * 0.06


PAST, PRESENT = Frame(Tense.past), Frame(Tense.present)
I_, WE, YOU = Agreement(1), Agreement(1, True), Agreement(2)


@pytest.mark.parametrize(
    ("written", "following", "agreement", "frame", "expected"),
    [
        ("goes", "", THIRD, PAST, "went"),
        ("goes", "", I_, PRESENT, "go"),
        ("is", "", I_, PRESENT, "am"),
        ("is", "", YOU, PAST, "were"),
        ("is", "", WE, PRESENT, "are"),
        ("are", "", THIRD, PRESENT, "is"),
        ("has", "sworn", THIRD, PAST, "had"),
        ("has", "a", THIRD, PAST, "had"),
        ("has", "a", THIRD, PAST.further_back(), "had had"),
        ("will", "take", THIRD, PAST, "would"),
        ("killed", "", THIRD, PAST, "had killed"),
        ("killed", "", THIRD, PRESENT, "killed"),
        ("goes", "", THIRD, PAST.further_back(), "had gone"),
        ("goes", "", THIRD, PRESENT.further_back(), "went"),
        ("lies", "to", THIRD, PAST, "lied"),
        ("lies", "hidden", THIRD, PAST, "lay"),
        ("lies", "to", I_, PRESENT, "lie"),
    ],
)
def test_a_verb_takes_the_form_that_the_telling_needs(
    written: str, following: str, agreement: Agreement, frame: Frame, expected: str
) -> None:
    assert finite(written, agreement, frame, next_word=following) == expected


@pytest.mark.parametrize(
    ("written", "following", "frame", "expected"),
    [
        ("is", "", PAST, "was not"),
        ("has", "sworn", PAST, "had not"),
        ("has", "a", PAST, "did not have"),
        ("knows", "", PRESENT, "does not know"),
        ("knew", "", PAST, "had not known"),
        ("can", "", PRESENT, "cannot"),
        ("will", "", PAST, "would not"),
    ],
)
def test_a_verb_can_be_denied(written: str, following: str, frame: Frame, expected: str) -> None:
    assert negated(written, THIRD, frame, next_word=following) == expected


def test_infinitives() -> None:
    assert [infinitive(each) for each in ("is", "has", "slips", "went", "will", "can")] == [
        "be",
        "have",
        "slip",
        "go",
        "be about to",
        "be able to",
    ]
