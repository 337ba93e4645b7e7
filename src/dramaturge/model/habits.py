"""Words that people write out of habit, and what this language has instead."""

from __future__ import annotations

_NOT_THERE = "nobody, nothing and nowhere are all '?', which is unknown"
_TRUE, _FALSE = "write 'True'", "write 'False'"
_NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]

VALUES = {
    **dict.fromkeys(
        [
            "none",
            "nobody",
            "nothing",
            "nowhere",
            "null",
            "nil",
            "unknown",
            "undefined",
            "noone",
            "empty",
        ],
        _NOT_THERE,
    ),
    **dict.fromkeys(["true", "yes", "on"], _TRUE),
    **dict.fromkeys(["false", "no", "off"], _FALSE),
    **{word: f"write it in digits: {number}" for number, word in enumerate(_NUMBERS)},
}
"""Instead of a value, by the word in small letters."""

_THINKS = "what somebody thinks is 'believes(Ann, at(Tom) = Inn)'"
_WANTS = "what somebody wants is 'utility(Ann): …'"

PROPERTIES = {
    **dict.fromkeys(
        ["believe", "believed", "belief", "knows", "know", "thinks", "think", "thought"], _THINKS
    ),
    **dict.fromkeys(
        ["wants", "want", "wish", "wishes", "goal", "goals", "desire", "desires"], _WANTS
    ),
    "utility": "a utility has ':', not '='",
}
"""Instead of a property."""

_NUMBER = "numbers of all kinds are of the type 'number'"
_TEXT = "no value is a text: declare a type, and an entity for each of its values"

TYPES = {
    **dict.fromkeys(["integer", "int", "float", "double", "real", "decimal", "count"], _NUMBER),
    **dict.fromkeys(["string", "str", "text"], _TEXT),
    **dict.fromkeys(
        ["person", "people", "human", "man", "woman", "actor", "agent"],
        "who wants and believes something is a 'character'",
    ),
    "bool": "did you mean 'boolean'?",
}
"""Instead of a type."""
