"""Expressions read as commands."""

from __future__ import annotations

import pytest

from dramaturge.model.expression import (
    Assign,
    Believed,
    Bound,
    Constant,
    Effect,
    Entity,
    Expression,
    ForAll,
    Together,
    When,
)
from tests.model.reading import codes, sound

FARM = """
entity Ann : character; entity Bea : character; entity Barn : place; entity Pond : place;
property at(c : character) : place;
property wet(p : place) : boolean;
property dry(p : place) : boolean;
property level() : number;
"""


def effect(text: str) -> Effect:
    return sound(FARM + f"action go(c : character) {{ effect: {text}; }};").actions[0].effect


def shown(effect: Effect) -> str:
    """The effect on one line, as compact as a test can read."""
    match effect:
        case Assign():
            minds = "".join(f"[{mind.name}]" for mind in effect.believers)
            arguments = ",".join(
                getattr(each, "name", str(each)) for each in effect.fluent.arguments
            )
            return f"{minds}{effect.fluent.property.name}({arguments}):={value(effect.value)}"
        case Together():
            return f"({' & '.join(map(shown, effect.parts))})"
        case ForAll():
            return f"{effect.variable.name}: {shown(effect.body)}"
        case When():
            branches = [f"{value(test)} ? {shown(then)}" for test, then in effect.branches]
            return " ; ".join([*branches, shown(effect.otherwise)])


def value(expression: Expression) -> str:
    match expression:
        case Constant():
            plain = expression.value
            return plain.name if isinstance(plain, Entity) else str(plain)
        case Bound():
            return expression.variable.name
        case Believed():
            return f"{expression.character.name}<{value(expression.body)}>"
        case _:
            return type(expression).__name__


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("wet(Barn)", "wet(Barn):=True"),
        ("!wet(Barn)", "wet(Barn):=False"),
        ("!!wet(Barn)", "wet(Barn):=True"),
        ("at(c) = Barn", "at(c):=Barn"),
        ("at(c) == Barn", "at(c):=Barn"),
        ("at(c) = ?", "at(c):=None"),
        ("wet(Barn) = wet(Pond)", "wet(Barn):=Fluent"),
        ("wet(Barn) != wet(Pond)", "wet(Barn):=Not"),
        ("wet(Barn) != True", "wet(Barn):=False"),
        ("!(wet(Barn) = True)", "wet(Barn):=False"),
        ("!(wet(Barn) != wet(Pond))", "wet(Barn):=Fluent"),
        ("!(at(c) != Barn)", "at(c):=Barn"),
        ("True", "()"),
        ("!False", "()"),
        ("wet(Barn) & (True & at(c) = Barn)", "(wet(Barn):=True & at(c):=Barn)"),
        ("!(wet(Barn) | dry(Pond))", "(wet(Barn):=False & dry(Pond):=False)"),
        ("wet(Barn) | wet(Barn)", "wet(Barn):=True"),
        ("forall(p : place) wet(p)", "p: wet(p):=True"),
        ("!exists(p : place) wet(p)", "p: wet(p):=False"),
        ("forall(c : character) at(c) = Barn", "c/2: at(c/2):=Barn"),
        ("if(wet(Barn)) dry(Pond)", "Fluent ? dry(Pond):=True ; ()"),
        ("!(if(wet(Barn)) dry(Pond) else wet(Pond))",
         "Fluent ? dry(Pond):=False ; wet(Pond):=False"),
        ("if(wet(Barn)) True elseif(wet(Pond)) level() = 1 else level() = 2",
         "Fluent ? () ; Fluent ? level():=1.0 ; level():=2.0"),
        ("believes(c, wet(Barn))", "[c]wet(Barn):=True"),
        ("!believes(c, wet(Barn))", "[c]wet(Barn):=False"),
        ("believes(c, !wet(Barn))", "[c]wet(Barn):=False"),
        ("believes(c, level() = level() + 1)", "[c]level():=c<Arithmetic>"),
        ("believes(c, level()) = level()", "[c]level():=Fluent"),
        ("believes(c, at(c)) == at(c)", "[c]at(c):=Fluent"),
        ("believes(c, at(c) == at(c))", "[c]at(c):=c<Fluent>"),
        ("believes(c, believes(Bea, at(c) = at(c)))", "[c][Bea]at(c):=c<Bea<Fluent>>"),
        ("believes(c, believes(Bea, at(c)) = at(c))", "[c][Bea]at(c):=c<Fluent>"),
        ("believes(c, believes(Bea, at(c))) = at(c)", "[c][Bea]at(c):=Fluent"),
        ("believes(c, if(wet(Barn)) at(c) = Pond)", "c<Fluent> ? [c]at(c):=Pond ; ()"),
        ("believes(c, wet(Barn) & !dry(Barn))", "([c]wet(Barn):=True & [c]dry(Barn):=False)"),
        ("believes(c, forall(d : character) at(d) = at(c))", "d: [c]at(d):=c<Fluent>"),
    ],
)  # fmt: skip
def test_an_effect_means_what_makes_it_true(text: str, meaning: str) -> None:
    assert shown(effect(text)) == meaning


def test_top_level_facts_are_one_after_another() -> None:
    world = sound(FARM + "wet(Barn) & (level() = 1 & True); forall(p : place) dry(p);")
    assert [shown(each) for each in world.initial] == [
        "wet(Barn):=True", "level():=1.0", "p: dry(p):=True"
    ]  # fmt: skip


def test_contradicting_facts_override_each_other() -> None:
    assert len(sound(FARM + "wet(Barn) & !wet(Barn);").initial) == 2


@pytest.mark.parametrize(
    "text",
    [
        "level() = 1 & level() = 2",
        "at(c) = Barn & wet(Barn) & at(c) = ?",
        "believes(c, level() = 1 & level() = 2)",
        "forall(p : place) (wet(p) & !wet(p))",
    ],
)
def test_a_contradiction_is_an_error(text: str) -> None:
    assert codes(FARM + f"action go(c : character) {{ effect: {text}; }};") == ["E234"]


@pytest.mark.parametrize(
    "text",
    [
        "level() = 1 & level() = 1",
        "at(c) = Barn & at(Ann) = Pond",
        "level() = 1 & believes(c, level() = 2)",
        "level() = 1 & (if(wet(Barn)) level() = 2)",
        "wet(Barn) & (forall(p : place) !wet(p))",
    ],
)
def test_what_may_be_consistent_is_accepted(text: str) -> None:
    assert codes(FARM + f"action go(c : character) {{ effect: {text}; }};") == []
