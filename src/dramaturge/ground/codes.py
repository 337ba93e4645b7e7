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
    "E410": Code(
        "deadline in the past",
        "The clock starts at its initial value, 0 if nothing else is said. A deadline must come "
        "later; what is over before anything happens belongs to the initial facts.",
        _BASE + "now() = 30;\ndeadline dusk at 20 : at(Ann) = Inn;\n"
        "action wait() { effect: coins(Ann) = 1; lasts: 5; };",
    ),
    "E411": Code(
        "negative duration",
        "Time never runs backwards: what an action lasts is at least 0.",
        _BASE + "action haste() { effect: coins(Ann) = 1; lasts: -5; };",
    ),
    "E412": Code(
        "public trigger with a private cause",
        "What is public changes everywhere at once. So a trigger that changes it depends only on "
        "what is public, too: otherwise it might fire in one mind and not in another.",
        _BASE + "public property alarm : boolean;\n"
        "trigger ring() { precondition: coins(Ann) > 3 & !alarm(); effect: alarm(); };\n"
        "action earn() { effect: coins(Ann) = coins(Ann) + 1; };",
    ),
    "E413": Code(
        "public fact in a mind",
        "What a fact says is brought about in a mind here, but it speaks of a public property, "
        "which has the same value in every mind.",
        _BASE + "public property bell : boolean;\nfact rung : bell();\n"
        "action hear(c : character, f : fact) { effect: believes(c, holds(f)); };",
    ),
    "W401": Code(
        "event that can never happen",
        "A parameter has a type to which nothing belongs.",
        _BASE + "type dragon;\naction tame(d : dragon) {\n  effect: at(Ann) = Inn;\n};",
    ),
    "W402": Code(
        "action that is of no use",
        "With all that holds at the start, and all that the effects of actions can bring about, "
        "its precondition never holds; or whatever it brings about is so in any case; or it has no "
        "effect. Often a fact of the start is missing, such as where somebody is, or a name was "
        "taken for another. Stories are found as though the action was not there.",
        _BASE + "at(Ann) = Inn;\naction visit(c : character, host : character) {\n"
        "  precondition: c != host & at(c) == at(host);\n  effect: coins(c) = 1;\n};",
    ),
    "W410": Code(
        "deadline that never comes",
        "Nothing that can happen advances the clock to it. Actions last no time unless they say "
        "`lasts: 10;`, or `lasts default 1;` says it for all.",
        _BASE + "deadline dusk at 20 : at(Ann) = Inn;\naction earn() { effect: coins(Ann) = 1; };",
    ),
}
