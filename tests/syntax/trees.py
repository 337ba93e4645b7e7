"""Random syntax trees: whatever parse can give."""

from __future__ import annotations

from typing import Literal

from hypothesis import strategies as st

from dramaturge.source import Source, Span
from dramaturge.syntax import tree

NOWHERE = Span(Source("nowhere", ""), 0, 0)
_TEXTS = ["a", "Ann", "x1", "Y'", "b.c", "утро", "type", "utility", "effect", "if", "sum", "and"]

names = st.sampled_from(_TEXTS).map(lambda text: tree.Name(text, NOWHERE))
_floats = st.one_of(
    st.integers(-3, 12).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
)
numbers = _floats.map(lambda value: tree.Literally(value, NOWHERE))
truths = st.booleans().map(lambda value: tree.Literally(value, NOWHERE))
unknown = st.just(tree.Literally(None, NOWHERE))
arguments = st.one_of(names, names, truths, numbers)
# With terms inside, these names would begin an expression of another kind.
_calling = names.filter(lambda name: name.text not in ("if", "sum"))
_flat = st.builds(
    tree.Reference, names, st.lists(arguments, max_size=3).map(tuple), st.just(NOWHERE)
)
_nested: st.SearchStrategy[tree.Reference] = st.recursive(
    st.builds(
        tree.Reference, _calling, st.lists(arguments, max_size=2).map(tuple), st.just(NOWHERE)
    ),
    lambda inner: st.builds(
        tree.Reference,
        _calling,
        st.lists(st.one_of(arguments, inner), max_size=2).map(tuple),
        st.just(NOWHERE),
    ),
    max_leaves=4,
)
references = st.one_of(_flat, _nested)
targets = st.recursive(
    references,
    lambda inner: st.builds(tree.Believes, st.one_of(arguments, unknown), inner, st.just(NOWHERE)),
    max_leaves=3,
)


def _larger(inner: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tree.Expression]:
    parts = st.lists(inner, min_size=2, max_size=4).map(tuple)
    branches = st.lists(st.tuples(inner, inner), min_size=1, max_size=3).map(tuple)
    quantifiers = st.sampled_from(["forall", "exists", "sum", "product"])
    comparators = st.sampled_from(["==", "!=", ">=", "<=", ">", "<"])
    operators = st.sampled_from(["*", "/", "+", "-"])
    here = st.just(NOWHERE)
    return st.one_of(
        st.builds(tree.Believes, arguments, inner, here),
        st.builds(tree.Connective, st.sampled_from(["&", "|"]), parts, here),
        st.builds(tree.Not, inner, here),
        st.builds(tree.If, branches, st.one_of(st.none(), inner), here),
        st.builds(tree.Quantified, quantifiers, names, names, inner, here),
        st.builds(tree.Assignment, targets, inner, here),
        st.builds(tree.Comparison, comparators, inner, inner, here),
        st.builds(tree.TypeTest, inner, names, here),
        st.builds(tree.Arithmetic, operators, inner, inner, here),
        st.builds(tree.Arithmetic, operators, inner, inner, here),
    )


expressions: st.SearchStrategy[tree.Expression] = st.recursive(
    st.one_of(references, names, numbers, truths, unknown), _larger, max_leaves=12
)
variables = st.builds(tree.Variable, names, names, st.just(NOWHERE))
parameters = st.lists(st.one_of(variables, arguments), max_size=3).map(tuple)
_some_names = st.lists(names, min_size=1, max_size=3).map(tuple)
_descriptions = st.one_of(st.none(), st.sampled_from(["a short note", "two\nlines, {odd} ones;"]))


quoted = st.sampled_from(["Spike", "she {waits} [sits] // here;", "", "a | b & c"]).map(
    lambda text: tree.Quoted(text, NOWHERE)
)
_pronouns = st.sampled_from(["he", "she", "it", "they"]).map(lambda w: tree.Name(w, NOWHERE))
_maybe_quoted = st.one_of(st.none(), quoted)
_entity_words = st.builds(
    tree.Words,
    called=_maybe_quoted,
    called_by=st.lists(st.tuples(names, quoted), max_size=2).map(tuple),
    pronoun=st.one_of(st.none(), _pronouns),
)
_fact_words = st.builds(
    tree.Words, text=_maybe_quoted, kinds=st.lists(names, max_size=2).map(tuple)
)
_variables = st.lists(variables, max_size=2).map(tuple)


@st.composite
def _events(draw: st.DrawFn) -> tree.EventStatement:
    kind: Literal["action", "trigger"] = draw(st.sampled_from(["action", "trigger"]))
    optional = st.one_of(st.none(), expressions)
    consenting: tuple[tree.Argument, ...] | None = None
    observing: tree.Observing | None = None
    if kind == "action":
        consenting = draw(st.one_of(st.none(), st.lists(arguments, max_size=2).map(tuple)))
        watching = st.builds(tree.Observing, variables, expressions, st.just(NOWHERE))
        observing = draw(st.one_of(st.none(), watching))
    return tree.EventStatement(
        kind,
        draw(names),
        draw(parameters),
        draw(optional),
        draw(optional),
        consenting,
        observing,
        NOWHERE,
        draw(_descriptions),
        draw(st.one_of(st.none(), quoted)) if kind == "action" else None,
    )


statements: st.SearchStrategy[tree.Statement] = st.one_of(
    st.builds(tree.TypeStatement, names, st.lists(names, max_size=2).map(tuple), st.just(NOWHERE)),
    st.builds(tree.EntityStatement, names, _some_names, st.just(NOWHERE), _entity_words),
    st.builds(tree.UseStatement, st.one_of(names, quoted), st.just(NOWHERE)),
    st.builds(tree.DefineStatement, names, _variables, expressions, st.just(NOWHERE)),
    st.builds(tree.FactStatement, names, _variables, expressions, st.just(NOWHERE), _fact_words),
    st.builds(tree.EndingStatement, names, _maybe_quoted, expressions, st.just(NOWHERE)),
    st.builds(tree.PropertyStatement, names, parameters, names, st.just(NOWHERE)),
    st.builds(
        tree.UtilityStatement, st.one_of(st.none(), arguments), expressions, st.just(NOWHERE)
    ),
    st.builds(tree.InitialStatement, expressions, st.just(NOWHERE)),
    _events(),
)
worlds = st.lists(statements, max_size=6).map(lambda found: tree.WorldText(tuple(found)))
