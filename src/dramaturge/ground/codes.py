"""The codes of everything that `ground` reports, with explanations. docs/problems.md is made from
this table, and a test grounds every example."""

from __future__ import annotations

from dramaturge.model.codes import Code

_BASE = (
    "entity Ann : character;\nentity Ben : character;\nentity Inn : place;\n"
    "property at(c : character) : place;\nproperty coins(c : character) : number;\n"
)
_MANY = ", ".join(f"c{number} : character" for number in range(24))
_BRANCHES = " ".join(f"elseif(coins(Ann) == {number}) {number}" for number in range(1, 300))

CODES: dict[str, Code] = {
    "E401": Code(
        "world too large",
        "Every property and event is written out for all its arguments before a story is sought. "
        "Each parameter multiplies their number; parts of a precondition that only compare "
        "parameters, or read properties that never change, keep it down.",
        _BASE + f"property pact({_MANY}) : boolean;",
    ),
    "E402": Code(
        "two values at once",
        "For these arguments the effects give one property two different values, whatever the "
        "state. Usually two parameters stand for the same thing: `a != b` in the precondition "
        "forbids it.",
        _BASE + "action swap(a : character, b : character) {\n"
        "  effect: coins(a) = 1 & coins(b) = 2;\n};",
    ),
    "E403": Code(
        "division by zero",
        "Dividing by the number 0 has no value. (Dividing by a property that happens to be 0 "
        "makes the result unknown.)",
        _BASE + "utility(): coins(Ann) / 0;",
    ),
    "E404": Code(
        "another property's arguments",
        "Several definitions of a property accept these arguments, and the first of them, whose "
        "values are of another type, owns them. Narrow the types of the parameters, or rename one "
        "of the properties.",
        "type person : character;\nentity Ann : person;\nentity Inn : place;\n"
        "property home(p : person) : number;\nproperty home(c : character) : place;\n"
        "action move(c : character, p : place) {\n  effect: home(c) = p;\n};",
    ),
    "E405": Code(
        "too many branches",
        "A value that is chosen by an endless row of `elseif` is better split up, or computed from "
        "other properties.",
        _BASE + f"utility(): if(coins(Ann) == 0) 0 {_BRANCHES} else 0;",
    ),
    "W401": Code(
        "event that can never happen",
        "A parameter has a type to which nothing belongs.",
        _BASE + "type dragon;\naction tame(d : dragon) {\n  effect: at(Ann) = Inn;\n};",
    ),
}
