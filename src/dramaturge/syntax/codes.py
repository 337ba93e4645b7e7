"""The codes of everything that reading a text reports, with explanations. docs/problems.md is made
from this table, and a test reads every example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means. example: a text whose only problem it is; empty where no short text
    shows it."""

    title: str
    explanation: str
    example: str


CODES: dict[str, Code] = {
    "E101": Code(
        "strange character",
        "Names, numbers, brackets and the signs of the language are all there is; comments begin "
        "with `//`. Invisible characters, which often come along when text is copied from "
        "elsewhere, are told by their number.",
        "entity Ann : person; # a comment?",
    ),
    "E102": Code(
        "malformed number",
        "A number is written in the digits 0 to 9 with at most one `.`, and `-` directly before "
        "it if it is negative. There are no exponents.",
        "coins(Ann) = 2e6;",
    ),
    "E103": Code(
        "malformed name",
        "A name starts with a letter of any script. After it anything may follow except spaces "
        "and signs; so there is no `-` in a name, but `_` is fine.",
        "entity Mary-Ann : person;",
    ),
    "E104": Code("text in quotes", "Names are written without quotes.", 'entity "Ann" : person;'),
    "E105": Code(
        "unknown sign",
        "The signs are `&`, `|` and `!` for and, or and not; `=` for setting; `==`, `!=`, `<`, "
        "`<=`, `>`, `>=` for comparing; and `+`, `-`, `*`, `/`.",
        "rich(Ann) && happy(Ann);",
    ),
    "E106": Code("square bracket", "All brackets are round or curly.", "rich[Ann];"),
    "E107": Code(
        "text too long",
        "A file may have 16 MiB and half a million words and signs.",
        "",
    ),
    "E108": Code("file not readable", "There is no file of this name, or it is closed to you.", ""),
    "E109": Code(
        "not a text file",
        "World files are UTF-8 text without NUL characters. The message tells the first byte that "
        "is neither.",
        "",
    ),
    "E110": Code(
        "open bracket",
        "Every `(` needs its `)` before the next `;`, `{` or `}`.",
        "happy(Ann;",
    ),
    "E111": Code("stray closing bracket", "There is a `)` without `(`.", "happy(Ann));"),
    "E112": Code(
        "open body",
        "The `{` of an action or trigger needs its `}`. It is told where the next statement "
        "begins inside the body, or at the end of the file.",
        "action nap() { effect: tired() = False;\nentity Ann : person;",
    ),
    "E113": Code("stray closing brace", "There is a `}` without `{`.", "action nap() { }; };"),
    "E114": Code(
        "misplaced body",
        "Only actions and triggers have a body in `{ }`, and nothing inside it has another; "
        "entities and facts may have words there.",
        "type person { };",
    ),
    "E115": Code(
        "nested too deep",
        "Brackets, beliefs, `if`s and unbracketed arithmetic may be nested 100 levels deep.",
        "lost() = " + "(" * 120 + "True" + ")" * 120 + ";",
    ),
    "E116": Code(
        "too tangled",
        "Reading is given up where the signs of an enormous expression could be grouped in far "
        "too many ways. Brackets help; told once for a file.",
        "",
    ),
    "E117": Code(
        "open quote",
        "A text in quotes ends with a quote on the same line; there is no quote inside it.",
        'entity Ann : person { called "Annie\n; };',
    ),
    "E119": Code("more errors", "Only the first hundred errors of a file are shown.", ""),
    "E120": Code(
        "missing semicolon",
        "Every statement, actions and triggers included, and every part of a body ends with `;`; "
        "only the last may do without.",
        "action nap() { effect: !tired() }\nentity Ann : person;",
    ),
    "E121": Code("semicolon too many", "Nothing stands between two `;`.", "entity Ann : person;;"),
    "E122": Code(
        "unknown statement",
        "A statement is a `type`, `entity`, `property`, `action`, `trigger`, `utility`, `use`, "
        "`define`, `fact` or `ending`, or says something about the beginning such as "
        "`at(Ann) = Home`.",
        "entty Ann : person;",
    ),
    "E123": Code("missing name", "A name belongs here, not a sign or constant.", "type ;"),
    "E124": Code(
        "missing colon",
        "`:` stands before a type, and after the heading of a utility.",
        "entity Ann person;",
    ),
    "E125": Code(
        "missing comma", "Parameters stand between commas.", "property at(a : b c : d) : e;"
    ),
    "E126": Code(
        "malformed parameter",
        "A parameter is a variable with its type, `c : character`, or a value: then only that "
        "value is accepted. `?` is no parameter. A utility belongs to the author, `utility()`, or "
        "to one character.",
        "property at(?) : place;",
    ),
    "E127": Code(
        "missing parameter list",
        "Properties, actions and triggers have brackets after their name, be they empty.",
        "property rainy : boolean;",
    ),
    "E128": Code(
        "missing body",
        "An action or trigger says what it does in `{ }`.",
        "action nap();",
    ),
    "E129": Code(
        "text left over",
        "The statement was complete before this; perhaps a `;` or `,` is missing.",
        "type place : thing big;",
    ),
    "E130": Code(
        "unknown part",
        "The parts of an action are `precondition:`, `effect:`, `consenting:`, "
        "`observing(c : character):` and `text:`; a trigger has the first two.",
        "action nap() { efect: !tired(); };",
    ),
    "E131": Code(
        "part not for triggers",
        "Nobody decides on a trigger and nobody sees it: it has no `consenting` or `observing`.",
        "trigger nap() { effect: !tired(); consenting: Ann; };",
    ),
    "E132": Code(
        "malformed part",
        "A part is its name, `:` and what it says; `observing` has a variable before the `:`.",
        "action nap() { effect !tired(); };",
    ),
    "E133": Code(
        "malformed list of consenting characters",
        "Characters, by name or variable, stand between commas.",
        "action nap() { effect: !tired(); consenting: boss(Ann); };",
    ),
    "E134": Code(
        "unknown clause",
        'In the braces of an entity stand `called "…"`, `by NAME "…"` and `pronoun he`; in those '
        'of a fact `text: "…"` and `kind: TYPE`.',
        'entity Ann : person { caled "Annie"; };',
    ),
    "E135": Code(
        "malformed clause",
        "A clause is its word and a text in quotes, or one of the pronouns he, she, it, they.",
        "entity Ann : person { pronoun hers; };",
    ),
    "E136": Code(
        "malformed pattern",
        "A pattern is a row of steps with `then`, `never` or `finally` between them. A step is an "
        "act (`act lie(a, b, f)`), anything somebody does (`b acts`), or a condition (`becomes` "
        "before it if it must come to be so). `because`, `for` and `without consequence` may end "
        "a step.",
        "pattern lies (a : character) : a acts then;",
    ),
    "E137": Code(
        "malformed statement about time",
        "`deadline name at 60 : effect;` has a time and what happens then; `lasts default 1;` says "
        'how long most actions last; `unit "minutes";` names what the clock counts.',
        "deadline dusk : dark(Inn);",
    ),
    "E140": Code(
        "missing expression",
        "Something is missing before or after a sign, or between brackets.",
        "happy(Ann) & ;",
    ),
    "E141": Code(
        "missing sign",
        "Two expressions stand side by side with nothing to join them; or a word is used that is "
        "no sign here, such as `and`.",
        "happy(Ann) and rich(Ann);",
    ),
    "E142": Code(
        "doubtful minus",
        "`-` directly before a digit makes a negative number: put a space after it to subtract. "
        "Only numbers can be negative: `0 - coins(Ann)`.",
        "coins(Ann) = coins(Ben)-1;",
    ),
    "E143": Code(
        "malformed argument",
        "An argument is a name, a constant or a fact, never an expression or `?`. For the value of "
        "a property, quantify: `exists(p : place) (at(Ann) == p & dark(p))`.",
        "dark(!lit(Ann));",
    ),
    "E144": Code(
        "malformed if",
        "`if(a) b elseif(c) d else e`: the conditions stand in brackets. An `if` inside another "
        "needs brackets of its own, and so does a part with `&` or `|`.",
        "if happy(Ann) rich(Ann);",
    ),
    "E145": Code(
        "malformed quantifier",
        "`forall`, `exists`, `sum` and `product` have one variable with its type in brackets.",
        "forall(c) happy(c);",
    ),
    "E146": Code(
        "malformed belief",
        "`believes(c, …)` has a character and what it believes.",
        "believes(happy(Ann));",
    ),
    "E147": Code(
        "not a property",
        "Only a property, or a property in `believes`, can be set with `=`.",
        "Ann = Ben;",
    ),
    "E148": Code("malformed type test", "One type name follows the `:`.", "x() = (Ann : !person);"),
    "E149": Code(
        "arithmetic without brackets",
        "`1 + 2 * 3` had an unusual meaning in an older language of this family. Where the usual "
        "reading and that one differ in value, brackets must tell which is meant. "
        "`a + b - c` and the like need none.",
        "coins(Ann) = 1 + 2 * 3;",
    ),
    "E151": Code(
        "no such module",
        '`use speech;` takes a module of the library, `use "house.world";` a file beside the one '
        "that says so.",
        "",
    ),
    "E152": Code(
        "files in a circle",
        "A file that is being read is used again. What both need belongs in a third file.",
        "",
    ),
    "E153": Code(
        "file outside the folder",
        "A world uses only files in its own folder or below, so that nothing else on a machine is "
        "read by surprise.",
        "",
    ),
    "E154": Code(
        "too many files",
        "A world is made of at most 200 files of 16 MiB together, used at most 20 deep.",
        "",
    ),
    "W101": Code(
        "endless comment",
        "A comment that begins with `/*` and never ends takes in the rest of the file.",
        "entity Ann : person; /* and so on",
    ),
    "W102": Code(
        "very short comment",
        "`/*/` is a whole comment: what comes after it is read.",
        "entity Ann : person; /*/",
    ),
    "W103": Code(
        "and mixed with or",
        "Without brackets `a & b | c` is read as `a & (b | c)`, unlike in most languages.",
        "x() = (happy(Ann) & rich(Ann) | dark(Inn));",
    ),
    "W104": Code(
        "repeated part",
        "The last part of a kind counts; to have both, join them with `&`.",
        "action nap() { effect: !tired(); effect: happy(Ann); };",
    ),
    "W105": Code(
        "greedy else",
        "In a sum of `if`s the last `else` takes in everything that follows it.",
        "utility(): if(happy(Ann)) 2 else 0 + if(rich(Ann)) 1 else 0 + 5;",
    ),
    "W119": Code("more warnings", "Only the first hundred warnings of a file are shown.", ""),
}
