"""Pruning, constants and implied conditions change no answer in random worlds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dramaturge.ground import ground
from dramaturge.problems import errors
from tests.ground.grounding import INN, LIVELY, built
from tests.ground.walking import check_that_pruning_changes_nothing
from tests.model.reading import build_text

ATOMS = (
    "awake(c)",
    "!awake(Ben)",
    "open(p)",
    "!open(Mill)",
    "at(c) == p",
    "at(Ben) != p",
    "at(c) == ?",
    "at(Ann) != at(Ben)",
    "at(Ann) == at(Ben)",
    "coins(c) > 1",
    "coins(c) <= 2",
    "coins(c) != 3",
    "coins(c) == ?",
    "coins(Ann) > debt()",
    "coins(Ann) + debt() > 2",
    "debt() >= 0",
    "home(c) == p",
    "home(c) != at(c)",
    "rich(c)",
    "rich(c) != awake(c)",
    "coins(c) < fee()",
    "(if(awake(c)) coins(c) else debt()) > 1",
    "believes(c, at(Ann)) != at(Ann)",
    "believes(Ben, coins(c)) > 1",
    "believes(c, believes(Ann, awake(c)))",
    "believes(Ann, home(c)) == p",
    "c != Ann",
)
CHANGES = (
    "awake(c)",
    "!awake(c)",
    "open(p)",
    "at(c) = p",
    "at(c) = ?",
    "at(Ben) = at(Ann)",
    "coins(c) = coins(c) + 1",
    "coins(c) = debt()",
    "debt() = 2",
    "debt() = believes(c, debt()) - 1",
    "coins(c) = (if(rich(c)) 3 else ?)",
    "awake(c) = (coins(c) > 1)",
    "believes(c, at(Ann) = p)",
    "believes(Ann, coins(c)) = coins(c)",
    "believes(Ann, believes(Ben, awake(Ann)))",
    "believes(Ben, home(c) = p)",
    "believes(Ann, !rich(c))",
)
FACTS = (
    "at(Ben) = Mill;",
    "debt() = 1;",
    "coins(Ben) = ?;",
    "believes(Ben, at(Ann) = Mill);",
    "believes(Ann, coins(Ann) = 1);",
    "believes(Ben, home(Ann) = ?);",
    "believes(Ann, rich(Ben));",
    "rich(Ann);",
    "awake(Ben);",
    "believes(Ben, believes(Ann, debt() = 5));",
    "fee() = 2;",
)
UTILITIES = ("debt()", "coins(Ann) - fee()", "if(home(Ben) == Inn) 1 else coins(Ben)", "rich(Ben)")

BASE = f"""{INN}
property home(c : character) : place;
property rich(c : character) : boolean;
property fee() : number;
home(Ann) = Inn;
home(Ben) = Mill;
"""


@st.composite
def conditions(draw: st.DrawFn) -> str:
    joined = draw(st.sampled_from((" & ", " | ")))
    atoms = draw(st.lists(st.sampled_from(ATOMS), min_size=1, max_size=3, unique=True))
    condition = joined.join(atoms)
    return draw(st.sampled_from((f"({condition})", f"!({condition})")))


@st.composite
def actions(draw: st.DrawFn, name: str) -> str:
    precondition = " & ".join(draw(st.lists(conditions(), min_size=1, max_size=3)))
    changes = draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3, unique=True))
    if draw(st.booleans()):
        changes[0] = f"(if({draw(conditions())}) {changes[0]})"
    observing = draw(conditions()).replace("(c)", "(o)")
    return f"""
    action {name}(c : character, p : place) {{
      precondition: {precondition};
      effect: {" & ".join(changes)};
      observing(o : character): {observing};
    }};"""


@st.composite
def worlds(draw: st.DrawFn) -> str:
    parts = [draw(actions(f"do{number}")) for number in range(draw(st.integers(1, 4)))]
    parts += draw(st.lists(st.sampled_from(FACTS), unique=True))
    if draw(st.booleans()):
        parts.append(LIVELY)
    guard, change = draw(conditions()), draw(st.sampled_from(("open(p)", "believes(c, open(p))")))
    missing = change.replace("open", "!open", 1) if change == "open(p)" else "believes(c, !open(p))"
    parts.append(
        f"""trigger t(c : character, p : place) {{
        precondition: {guard} & {missing};
        effect: {change};
        }};"""
    )
    parts.append(f"utility(): {draw(st.sampled_from(UTILITIES))};")
    return BASE + "\n".join(parts)


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_pruning_changes_no_answer(text: str) -> None:
    world, problems = build_text(text)
    assert all(problem.code == "E234" for problem in errors(problems))
    if world is not None and not errors(ground(world)[1]):
        check_that_pruning_changes_nothing(world, walks=3, steps=4)


def test_pruning_changes_no_answer_in_a_lively_world() -> None:
    check_that_pruning_changes_nothing(built(INN + LIVELY), walks=5, steps=6)
