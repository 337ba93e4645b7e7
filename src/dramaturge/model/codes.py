"""The codes of everything that `build` reports, with explanations. docs/problems.md is made from
this table, and a test builds every example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means. example: a world whose only problem it is."""

    title: str
    explanation: str
    example: str


_PEOPLE = "entity Ann : character;\nentity Inn : place;\n"
_WORLD = (
    _PEOPLE + "property open(p : place) : boolean;\n"
    "property at(c : character) : place;\nproperty coins(c : character) : number;\n"
)

CODES: dict[str, Code] = {
    "E201": Code(
        "unknown type",
        "A type must be declared, or be created by naming it as a parent or as the type of an "
        "entity. It is reported once, however often it is used.",
        _PEOPLE + "property wet(t : thing) : boolean;",
    ),
    "E202": Code(
        "circular types",
        "Following the parents of a type must never lead back to it.",
        _PEOPLE + "type tool : weapon;\ntype weapon : tool;",
    ),
    "E203": Code(
        "built-in type changed",
        "`boolean` and `number` can neither have parents nor be parents, and `entity` stands above "
        "all other types of entities. Only `character` can get more parents.",
        _PEOPLE + "type age : number;",
    ),
    "E204": Code(
        "entity of a value type",
        "The values of `boolean` and `number` are fixed: no entity can be one of them.",
        _PEOPLE + "entity Five : number;",
    ),
    "E205": Code(
        "world without entities",
        "A story needs somebody or something. Declare at least one entity.",
        "type place;",
    ),
    "E206": Code(
        "variable over numbers",
        "A variable stands for each member of its type in turn, and there are too many numbers.",
        _PEOPLE + "property owes(n : number) : boolean;",
    ),
    "E208": Code(
        "parameter with two types",
        "Two parameters of one name are one and the same value, so they must have the same type.",
        _PEOPLE + "property owns(x : character, x : place) : boolean;",
    ),
    "E209": Code(
        "defined twice",
        "Definitions of one name must differ in how many arguments they take, in the types of "
        "their variables, or in their constants. These two accept the same arguments, and no "
        "variable tells them apart.",
        _PEOPLE + "property day() : number;\nproperty day() : boolean;",
    ),
    "E211": Code(
        "unknown entity or variable",
        "The name is neither a variable in sight nor a declared entity. The variable of a "
        "quantifier is in sight in its body only, which ends at the next `&` or `|` unless it "
        "stands in brackets.",
        _WORLD + "at(Anne) = Inn;",
    ),
    "E212": Code(
        "unknown property",
        "No property of that name is defined.",
        _WORLD + "closed(Inn);",
    ),
    "E213": Code(
        "wrong arguments",
        "There are properties of that name, but none whose slots accept these arguments. A "
        "variable is accepted where its declared type is the type of the slot or below it.",
        _WORLD + "open(Ann);",
    ),
    "E214": Code(
        "not a character",
        "Only characters have beliefs, consent, and utilities. A variable must be declared as a "
        "character or of a type below.",
        _WORLD + "believes(Inn, open(Inn));",
    ),
    "E221": Code(
        "not a condition",
        "Here stands something that is true or false.",
        _WORLD + "action go() { precondition: at(Ann); effect: open(Inn); };",
    ),
    "E222": Code(
        "not a number",
        "Sums, products and the four operations need numbers.",
        _WORLD + "coins(Ann) = 1 + at(Ann);",
    ),
    "E223": Code(
        "value of the wrong type",
        "A property only takes values of its own type or of types below it.",
        _WORLD + "at(Ann) = Ann;",
    ),
    "E224": Code(
        "unknown boolean",
        "A boolean property is True or False. Only numbers and entities can be unknown.",
        _WORLD + "open(Inn) = ?;",
    ),
    "E225": Code(
        "condition compared with a number",
        "A condition is never equal to a number, nor larger or smaller.",
        _WORLD + "utility(): if(open(Inn) == 1) 1 else 0;",
    ),
    "E226": Code(
        "if without else",
        "Without `else` an if means: when the condition holds, so does the rest. This only makes "
        "sense for conditions and effects; a number or an entity needs an `else`.",
        _WORLD + "utility(): if(open(Inn)) 1;",
    ),
    "E227": Code(
        "assignment in a condition",
        "`=` changes something; it cannot stand where something is only read. To compare, use "
        "`==`.",
        _WORLD + "action go() { precondition: coins(Ann) = 1; effect: open(Inn); };",
    ),
    "E228": Code(
        "utility without a number",
        "A utility says how good things are: a number, or a condition, which counts 1 or 0.",
        _WORLD + "utility(Ann): at(Ann);",
    ),
    "E231": Code(
        "not an effect",
        "An effect assigns: `open(Inn)`, `!open(Inn)`, `at(Ann) = Inn`, several of them with `&`, "
        "under `if` or `forall`, or in `believes(…)`. Other conditions only describe.",
        _WORLD + "action go() { effect: coins(Ann) > 4; };",
    ),
    "E232": Code(
        "several outcomes",
        "An effect must say exactly what happens. `a | b`, `exists` and `at(Ann) != Inn` leave a "
        "choice.",
        _WORLD + "action go() { effect: open(Inn) | coins(Ann) = 1; };",
    ),
    "E233": Code(
        "impossible effect",
        "Nothing can make `False` true.",
        _WORLD + "False;",
    ),
    "E234": Code(
        "contradictory effect",
        "All effects of an event happen at once, so each property gets one value. Give them "
        "conditions that exclude each other, or remove one.",
        _WORLD + "action go() { effect: open(Inn) & !open(Inn); };",
    ),
    "E235": Code(
        "effect without a value",
        "A boolean property alone means that it becomes true. Any other property needs a value.",
        _WORLD + "action go() { effect: coins(Ann); };",
    ),
    "E241": Code(
        "observer of the wrong type",
        "The condition after `observing` is asked of every character, so its variable is a "
        "`character` or of a type above.",
        _WORLD + "type hero : character;\n"
        "action go() { effect: open(Inn); observing(h : hero): True; };",
    ),
    "E250": Code(
        "name defined again",
        "A name is defined once in all the files of a world; both places are shown. Properties, "
        "definitions and facts share their names, and so do entities and facts. Within one file "
        "properties and events of one name may differ in their arguments, and types may be named "
        "anywhere.",
        _WORLD + "define open(c : character) : at(c) == Inn;",
    ),
    "E251": Code(
        "recursive definition",
        "A definition is put in wherever it is used, so it must not use itself, nor others that "
        "use it. The same goes for what facts say.",
        _WORLD + "define busy(p : place) : open(p) & busy(p);",
    ),
    "E252": Code(
        "definitions too large",
        "Definitions that use definitions grow quickly: one may come to 20,000 parts, nested 50 "
        "deep, when all it uses is put in, and all uses together to 500,000.",
        _WORLD
        + "define a0(p : place) : open(p) & !open(p);\n"
        + "".join(
            f"define a{n}(p : place) : a{n - 1}(p) | a{n - 1}(p) & a{n - 1}(p);\n"
            for n in range(1, 12)
        )
        .replace("p) | a", "p) | (a")
        .replace(");\n", "));\n")
        .replace("!open(p));", "!open(p);"),
    ),
    "E253": Code(
        "fact that no effect brings about",
        "`holds(f)` in an effect needs facts that say the value of a property, or several of "
        "them joined by `&`. `!holds(f)` sets a truth value to its opposite; of another property "
        "it takes away the value, if it is that one.",
        _WORLD
        + "fact rich(c : character) : coins(c) >= 3;\n"
        + "action pay(f : rich) { effect: holds(f); };",
    ),
    "E254": Code(
        "facts about themselves",
        "A fact may be about other facts, but never about all facts, which would include itself.",
        _WORLD + "fact sure(c : character, f : fact) : believes(c, holds(f));",
    ),
    "E255": Code(
        "no fact",
        "`holds(f)` takes a fact, or a variable of the type `fact` or of a type below.",
        _WORLD + "action nap(c : character) { precondition: holds(c); };",
    ),
    "E258": Code(
        "too many facts",
        "There is a fact for every choice of arguments; a world may have 100,000 in all.",
        _WORLD
        + "".join(f"entity P{n} : place;\n" for n in range(60))
        + "fact row(a : place, b : place, c : place) : open(a) & open(b) & open(c);",
    ),
    "E259": Code(
        "unknown place in a text",
        "In the text of an action, a fact or a property `{name}` stands for a parameter of it, or "
        "for an entity of the world; `{name's}` is what belongs to it, `{name self}` he himself.",
        _WORLD + 'action nap(c : character) { effect: coins(c) = 0; text: "{d} naps."; };',
    ),
    "E260": Code(
        "no clock",
        "Where durations, deadlines or a unit are used, `now` is the clock: a public number, which "
        "need not be declared.",
        _WORLD + 'unit "hours";\nproperty now() : number;',
    ),
    "E261": Code(
        "attempt of nobody's",
        "An action is tried in vain where those who consent to it believe in its precondition. If "
        "nobody consents, it is chance, which never tries.",
        _WORLD + "action rain() { effect: open(Inn); fails; };",
    ),
    "E264": Code(
        "no such act, or part of one, in a pattern",
        "An act in a pattern names an action of the world, with as many arguments as it takes, "
        "each a parameter of the pattern or an entity. The text of a pattern has its parameters "
        "in braces.",
        _PEOPLE + "pattern theft (c : character) : act steal(c);",
    ),
    "E262": Code(
        "public property in a mind",
        "A public property has the same value in the world and in every mind, so nobody can have a "
        "belief of their own about it.",
        _WORLD + "public property bell : boolean;\n"
        "action whisper(c : character) { effect: believes(c, bell()); };",
    ),
    "W201": Code(
        "hidden property",
        "Two definitions accept some of the same arguments. The first one in the text is used.",
        _WORLD + "property open(q : place) : number;",
    ),
    "W202": Code(
        "doubled event",
        "Two actions, or two triggers, have the same name and accept some of the same arguments. "
        "Both can happen, but look alike in a story.",
        _WORLD + "open(Inn);\naction shut(p : place) { effect: !open(p); };\n"
        "action shut(p : place) { effect: !open(p) & coins(Ann) = 0; };",
    ),
    "W203": Code(
        "utility replaced",
        "Of several utilities of one character the last counts.",
        _WORLD + "utility(Ann): 1;\nutility(Ann): coins(Ann);",
    ),
    "W204": Code(
        "never equal",
        "The two sides belong to types without a common member, so the answer is known beforehand.",
        _WORLD + "utility(): at(Ann) == Ann;",
    ),
    "W205": Code(
        "order of things without order",
        "Only numbers have an order. Between other values `<` and `>` are false, and `<=` and `>=` "
        "mean `==`.",
        _WORLD + "utility(): at(Ann) < Inn;",
    ),
    "W206": Code(
        "order with unknown",
        "An unknown value is neither larger nor smaller than anything. It is equal to `?` only.",
        _WORLD + "utility(): coins(Ann) > ?;",
    ),
    "W207": Code(
        "type perhaps misspelt",
        "Naming an unknown type as a parent or as the type of an entity creates it. This one looks "
        "much like another, so it may be a slip.",
        "type weapon;\n" + _PEOPLE + "entity Sword : wepon;",
    ),
}
