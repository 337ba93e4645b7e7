"""Random terms, conditions and ground worlds of three characters, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from dramaturge.ground import fold
from dramaturge.ground.world import (
    TRUE,
    All,
    Always,
    Any,
    Arithmetic,
    Chain,
    Choice,
    Comparator,
    Compare,
    Condition,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Kind,
    Match,
    Read,
    Term,
    Truth,
    Value,
)

CHARACTERS = ("Ann", "Bob", "Cyd")
PLACES = ("Hall", "Yard", "Park")
FLUENTS = (
    GroundFluent("lit()", "lit", (), "boolean"),
    GroundFluent("wet()", "wet", (), "boolean"),
    GroundFluent("coins()", "coins", (), "number"),
    GroundFluent("debts()", "debts", (), "number"),
    GroundFluent("cat()", "cat", (), "entity", PLACES),
    GroundFluent("dog()", "dog", (), "entity", PLACES),
)
BOOLEANS = tuple(i for i, fluent in enumerate(FLUENTS) if fluent.kind == "boolean")
NUMBERS = tuple(i for i, fluent in enumerate(FLUENTS) if fluent.kind == "number")
ENTITIES = tuple(i for i, fluent in enumerate(FLUENTS) if fluent.kind == "entity")
FLUENTS_OF: dict[Kind, tuple[int, ...]] = {
    "boolean": BOOLEANS,
    "number": NUMBERS,
    "entity": ENTITIES,
}
COMPARATORS: tuple[Comparator, ...] = ("==", "!=", ">=", "<=", ">", "<")

short_chains = st.lists(st.integers(0, len(CHARACTERS) - 1), max_size=2).map(tuple)
long_chains = st.lists(st.integers(0, len(CHARACTERS) - 1), max_size=3).map(tuple)
bools = st.booleans()
small_numbers = st.one_of(st.none(), st.integers(-1, 3).map(float))
numbers = st.one_of(small_numbers, st.sampled_from((0.5, 1e200, -1e308, 3e-320)))
places = st.one_of(st.none(), st.sampled_from(PLACES))


def values_of(kind: Kind) -> st.SearchStrategy[Value]:
    """The values of a fluent: few, so that they meet."""
    if kind == "boolean":
        return bools
    return small_numbers if kind == "number" else places


def reads(kind: Kind, chains: st.SearchStrategy[Chain] = short_chains) -> st.SearchStrategy[Read]:
    return st.builds(Read, chains, st.sampled_from(FLUENTS_OF[kind]))


valuations = st.tuples(*(values_of(fluent.kind) for fluent in FLUENTS))


# Terms and conditions of every shape, also such as grounding never makes.


_NESTED: dict[Kind, tuple[str, ...]] = {
    "number": ("arithmetic", "arithmetic"),
    "boolean": ("truth",),
    "entity": (),
}


@st.composite
def terms(draw: st.DrawFn, kind: Kind, depth: int = 3) -> Term:
    """A term of a kind: a read or a constant, or something nested at most so deep."""
    constants = {"boolean": bools, "number": numbers, "entity": places}[kind]
    forms = ["read", "const"]
    if depth > 0:
        forms += ["choice", *_NESTED[kind]]
    match draw(st.sampled_from(forms)):
        case "read":
            return draw(reads(kind))
        case "const":
            return Const(draw(constants))
        case "truth":
            return Truth(draw(conditions(depth - 1)))
        case "choice":
            then, otherwise = draw(terms(kind, depth - 1)), draw(terms(kind, depth - 1))
            return Choice(draw(conditions(depth - 1)), then, otherwise)
    left, right = draw(terms("number", depth - 1)), draw(terms("number", depth - 1))
    return Arithmetic(draw(st.sampled_from(("+", "-", "*", "/"))), left, right)


@st.composite
def conditions(draw: st.DrawFn, depth: int = 3) -> Condition:
    forms = ["always", "match", "compare", "compare"]
    if depth > 0:
        forms += ["all", "any"]
    form = draw(st.sampled_from(forms))
    if form == "always":
        return Always(draw(bools))
    if form in ("all", "any"):
        parts = tuple(draw(st.lists(conditions(depth - 1), max_size=3)))
        return All(parts) if form == "all" else Any(parts)
    kind: Kind = draw(st.sampled_from(("boolean", "number", "entity")))
    if form == "match":
        return Match(draw(reads(kind)), draw(reads(kind)), draw(bools))
    left, right = draw(terms(kind, depth - 1)), draw(terms(kind, depth - 1))
    return Compare(draw(st.sampled_from(COMPARATORS)), left, right, ())


# Worlds such as grounding makes: comparisons say what surprise repairs.


@st.composite
def leaves(draw: st.DrawFn) -> Condition:
    """A comparison of a precondition. What is repaired to unknown is read in the state itself."""
    kind: Kind = draw(st.sampled_from(("boolean", "number", "number", "entity")))
    exact = draw(bools)
    chains = short_chains if exact else st.just(())
    read = draw(reads(kind, chains))
    if kind == "boolean" and draw(bools):
        return Compare("==", read, Const(draw(bools)), (read,))
    if kind == "number":
        operator: Comparator = "==" if exact else draw(st.sampled_from(COMPARATORS))
        match draw(st.integers(0, 2)):
            case 0:
                return Compare(operator, read, Const(draw(small_numbers)), (read,))
            case 1:
                return Compare(operator, read, draw(reads(kind, chains)), (read,))
        other = draw(reads(kind, chains))
        total = Arithmetic(draw(st.sampled_from(("+", "-"))), read, other)
        repaired = tuple(dict.fromkeys(fold.term_reads(total)))
        return Compare(operator, total, Const(draw(small_numbers)), repaired)
    if kind == "entity" and draw(bools):
        return Compare("==" if exact else "!=", read, Const(draw(places)), (read,))
    return Match(read, draw(reads(kind, chains)), exact)


@st.composite
def preconditions(draw: st.DrawFn, depth: int = 2) -> Condition:
    if depth == 0 or draw(bools):
        return draw(leaves())
    parts = tuple(draw(st.lists(preconditions(depth - 1), min_size=2, max_size=3)))
    return All(parts) if draw(bools) else Any(parts)


effect_conditions = st.one_of(st.just(TRUE), leaves())


@st.composite
def effects(draw: st.DrawFn) -> GroundEffect:
    fluent = draw(st.integers(0, len(FLUENTS) - 1))
    kind = FLUENTS[fluent].kind
    new: Term = draw(st.one_of(st.builds(Const, values_of(kind)), reads(kind)))
    if kind == "number" and draw(bools):
        new = Arithmetic("+", draw(reads(kind)), Const(1.0))
    return GroundEffect(draw(short_chains), fluent, new, draw(effect_conditions))


def _place(effect: GroundEffect) -> tuple[Chain, int]:
    return effect.chain, effect.fluent


@st.composite
def actions(draw: st.DrawFn, number: int) -> GroundEvent:
    perceived = [draw(st.one_of(st.just(TRUE), st.just(TRUE), leaves())) for _ in CHARACTERS]
    return GroundEvent(
        f"act{number}()",
        f"act{number}",
        (),
        draw(preconditions()),
        tuple(draw(st.lists(effects(), min_size=1, max_size=3, unique_by=_place))),
        (),
        tuple(perceived),
    )


@st.composite
def worlds(draw: st.DrawFn) -> GroundWorld:
    """A world with two actions and no triggers."""
    entries: dict[tuple[Chain, int], Value] = {
        ((), fluent): known for fluent, known in enumerate(draw(valuations))
    }
    for chain, fluent in draw(
        st.lists(st.tuples(long_chains, st.integers(0, len(FLUENTS) - 1)), max_size=6)
    ):
        entries[chain, fluent] = draw(values_of(FLUENTS[fluent].kind))
    return GroundWorld(
        name="random.world",
        characters=CHARACTERS,
        entities=(*CHARACTERS, *PLACES),
        fluents=FLUENTS,
        actions=(draw(actions(0)), draw(actions(1))),
        triggers=(),
        utilities=(Const(0.0),) * (1 + len(CHARACTERS)),
        initial=tuple(Entry(chain, fluent, entries[chain, fluent]) for chain, fluent in entries),
    )
