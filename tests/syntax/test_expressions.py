"""How token sequences group: SEMANTICS.md 1.3."""

from __future__ import annotations

import pytest

from dramaturge.problems import Problem
from dramaturge.source import Source
from dramaturge.syntax import parse, parse_expression, show, tree


def read(text: str, legacy: bool = False) -> tuple[tree.Expression, tuple[Problem, ...]]:
    expression, problems = parse_expression(Source("test", text), legacy_arithmetic=legacy)
    assert expression is not None, problems
    return expression, problems


# (as written, with all brackets)
GROUPINGS = [
    ("!a() == b()", "!(a() == b())"),
    ("!x : hero", "!(x : hero)"),
    ("!a() & b()", "(!a()) & b()"),
    ("!a() | b()", "(!a()) | b()"),
    ("exists(x : hero) p(x) & q()", "(exists(x : hero) p(x)) & q()"),
    ("forall(x : hero) p(x) | q()", "(forall(x : hero) p(x)) | q()"),
    ("exists(x : hero) at(x) == Inn", "exists(x : hero) (at(x) == Inn)"),
    ("if(c()) p() = 1 & q() = 2", "(if(c()) (p() = 1)) & (q() = 2)"),
    ("if(c()) 1 else 2 + 10", "if(c()) 1 else (2 + 10)"),
    ("if(c()) 1 else 2 > 1", "if(c()) 1 else (2 > 1)"),
    ("sum(x : hero) n(x) > 3", "(sum(x : hero) n(x)) > 3"),
    ("sum(x : hero) 2 * n(x)", "sum(x : hero) (2 * n(x))"),
    ("product(x : hero) n(x) == 6", "(product(x : hero) n(x)) == 6"),
    ("n() + 1 : hero", "(n() + 1) : hero"),
    ("1 == 1 == True", "1 == (1 == True)"),
    ("1 != 2 == True", "(1 != 2) == True"),
    ("1 < 2 >= 3", "(1 < 2) >= 3"),
    ("p() = q() == r()", "p() = (q() == r())"),
    ("p() = a() & q() = b()", "(p() = a()) & (q() = b())"),
    ("believes(A, p()) = q()", "(believes(A, p())) = q()"),
    ("if(a()) 2 else 0 + if(b()) 2 else 0", "(if(a()) 2 else 0) + (if(b()) 2 else 0)"),
    (
        "if(a()) 2 else 0 + if(b()) 2 else 0 + if(c()) 1 else 0",
        "(if(a()) 2 else 0) + ((if(b()) 2 else 0) + (if(c()) 1 else 0))",
    ),
    ("if(a()) 1 elseif(b()) 2 else 3", "if(a()) 1 elseif(b()) 2 else 3"),
    ("if(a()) p() else if(b()) q()", "if(a()) p() else (if(b()) q())"),
    ("if(a()) p() & q() else r()", "if(a()) (p() & q()) else r()"),
    ("n() - -1", "n() - (-1)"),
    ("n() -m()", "n() - m()"),
    ("n() --1", "n() - (-1)"),
    ("a() + b() - c()", "a() + (b() - c())"),
    ("a() - b() + c()", "(a() - b()) + c()"),
    ("a() * b() / c()", "a() * (b() / c())"),
    ("a() / b() * c()", "(a() / b()) * c()"),
    ("a() * b() * c()", "a() * (b() * c())"),
]


@pytest.mark.parametrize(("text", "bracketed"), GROUPINGS)
def test_an_expression_groups_like_its_bracketed_form(text: str, bracketed: str) -> None:
    expression, problems = read(text)
    assert problems == ()
    assert repr(expression) == repr(read(bracketed)[0])


# (as written, the old grouping)
DOUBTFUL = [
    ("1 + 2 * 3", "(1 + 2) * 3"),
    ("20 - 2 * 3", "(20 - 2) * 3"),
    ("2 * 3 + 4", "2 * (3 + 4)"),
    ("16 / 4 + 4", "16 / (4 + 4)"),
    ("10 - 3 - 2", "10 - (3 - 2)"),
    ("16 / 4 / 2", "16 / (4 / 2)"),
    ("a() - b() + c() - d() - e()", "(a() - b()) + (c() - (d() - e()))"),
    ("9 - sum(x : hero) n(x) + 1", "(9 - (sum(x : hero) n(x))) + 1"),
    ("1 - if(a()) 1 else 0 + 2", "(1 - (if(a()) 1 else 0)) + 2"),
]


@pytest.mark.parametrize(("text", "bracketed"), DOUBTFUL)
def test_arithmetic_that_could_mean_two_things_needs_brackets(text: str, bracketed: str) -> None:
    expression, problems = parse_expression(Source("test", text))
    assert expression is None
    assert [problem.code for problem in problems] == ["E149"]
    old, problems = read(text, legacy=True)
    assert problems == ()
    assert repr(old) == repr(read(bracketed)[0])


def test_both_readings_are_shown() -> None:
    _, problems = parse_expression(Source("test", "1 + 2 * 3"))
    assert problems[0].hint == "write '1 + (2 * 3)' or '(1 + 2) * 3'"


def test_every_doubtful_sum_of_an_expression_is_told() -> None:
    world, problems = parse(Source("test", "p() = (1 + 2 * 3 == 10 - 3 - 2);"))
    assert [problem.code for problem in problems] == ["E149", "E149"]
    assert world.statements == ()


def test_and_binds_looser_than_or_with_a_warning() -> None:
    expression, problems = read("a() & b() | c()")
    assert repr(expression) == repr(read("a() & (b() | c())")[0])
    assert [(problem.code, problem.severity) for problem in problems] == [("W103", "warning")]
    assert problems[0].hint == "read as 'a() & (b() | c())'; brackets make it plain"


@pytest.mark.parametrize(
    "text",
    [
        "p() -1",
        "n()-1",
        "-n()",
        "1e3",
        "if(a()) 1 else if(b()) 2 else 3",
        "when(a()) b()",
        "has(!at(A))",
        "a() && b()",
        "a() -> b()",
        "",
        ";",
        "p(); q()",
        "{ }",
    ],
)
def test_what_the_old_language_refuses_is_refused(text: str) -> None:
    expression, problems = parse_expression(Source("test", text))
    assert expression is None
    assert len(problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        "type(A) = B",
        "property(A)",
        "action(A) == 1",
        "utility(A) = 3",
        "if(x) & if(y) if(z)",
        "effect(type, entity)",
        "exists(sum : forall) if(sum)",
    ],
)
def test_no_word_is_reserved(text: str) -> None:
    world, problems = parse(Source("test", f"{text};"))
    assert problems == ()
    assert isinstance(world.statements[0], tree.InitialStatement)
    assert show(world.statements[0]) == f"{text};"


def test_keywords_may_name_everything_else() -> None:
    text = (
        "type type : entity;\nentity action : type;\nproperty utility(if : type) : boolean;\n"
        "action trigger(effect : type) {\n\tprecondition: if(effect) & effect : type;\n"
        "\teffect: utility(effect);\n\tconsenting: effect;\n};\n"
    )
    world, problems = parse(Source("test", text))
    assert problems == ()
    assert show(world) == text


def test_a_declared_property_may_be_called_believes() -> None:
    declaration = "property believes(a : hero, b : hero) : boolean;"
    world, problems = parse(Source("test", f"{declaration} believes(A, B); believes(A, p());"))
    assert problems == ()
    facts = [one.fact for one in world.statements if isinstance(one, tree.InitialStatement)]
    assert isinstance(facts[0], tree.Reference)
    assert isinstance(facts[1], tree.Believes)
