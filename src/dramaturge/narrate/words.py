"""The forms of words: names split into words, verbs in the third person, lists, capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dramaturge.english import nouns
from dramaturge.narrate.lexicon import BASE_IN_S, FUSED_VERBS, IRREGULAR_THIRD_PERSON

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"
_LOOSE = re.compile(r"\s+([,;:!?]|\.$)")


def split(name: str) -> list[str]:
    """The words of a name: `LivingRoom`, `living_room` and `living.room` have two.

    Capitals stay as they are: `HomeB` gives `Home`, `B`.
    """
    words: list[str] = []
    current = ""
    for index, letter in enumerate(name):
        if letter in "_.":
            words.append(current)
            current = ""
            continue
        following = name[index + 1 : index + 2]
        starts_word = letter.isupper() and (
            current[-1:].islower() or (current[-1:].isupper() and following.islower())
        )
        starts_number = letter.isdigit() and current[-1:].isalpha()
        if current and (starts_word or starts_number):
            words.append(current)
            current = ""
        current += letter
    words.append(current)
    return [word for word in words if word] or [name]


def verb_words(name: str) -> list[str]:
    """The words of an event's name in lower case; `pickup` becomes `pick`, `up`."""
    words = [word if word.isupper() and len(word) > 1 else word.lower() for word in split(name)]
    return [*FUSED_VERBS.get(words[0], words[0]).split(), *words[1:]]


def infinitive(verb: str) -> str:
    """The base form of a verb that may have been written in the third person."""
    for base, third in IRREGULAR_THIRD_PERSON.items():
        if verb == third:
            return base
    looks_third = verb.endswith("s") and not verb.endswith(("ss", "us", "is"))
    if len(verb) < 4 or not looks_third or verb in BASE_IN_S:
        return verb
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    if verb.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return verb[:-2]
    return verb[:-1]


def third_person(verb: str) -> str:
    """The present tense for he, she or it."""
    verb = infinitive(verb)
    if verb in IRREGULAR_THIRD_PERSON:
        return IRREGULAR_THIRD_PERSON[verb]
    if verb.endswith(_SIBILANTS):
        return f"{verb}es"
    if verb.endswith("o") and verb[-2:-1] not in ("", *_VOWELS):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in ("", *_VOWELS):
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def possessive(called: str) -> str:
    """`Tom's`, `Agnes's`, `the demons'`: names are one, common nouns as many as they look."""
    is_many = called[:1].islower() and is_plural(called.rpartition(" ")[2])
    return nouns.possessive(called, plural=is_many)


def is_plural(noun: str) -> bool:
    """Whether a noun, in lower case, looks like more than one: `coins`, not `class`, `status`."""
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun != "news"


def counted(count: int, noun: str) -> str:
    """`1 act`, `2 acts`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def article(noun: str) -> str:
    """The noun with `a` or `an`, judged by its first letter."""
    return f"{'an' if noun[:1].lower() in tuple(_VOWELS) else 'a'} {noun}"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def joined(*parts: str) -> str:
    """The parts that are not empty, with spaces between them, but for one before a comma."""
    return _LOOSE.sub(r"\1", " ".join(part for part in parts if part))


def capitalised(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def as_sentence(clause: str) -> str:
    return f"{capitalised(clause)}."


def as_clause(text: str) -> str:
    """What an author wrote, to stand in a sentence: without a full stop, commas close up."""
    return _LOOSE.sub(r"\1", text.strip()).removesuffix(".")


def number(value: float) -> str:
    """A number as written by hand: whole numbers without a point."""
    return str(int(value)) if value == int(value) else repr(value)
