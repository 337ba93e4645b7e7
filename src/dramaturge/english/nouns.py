"""Articles, possessives, pronouns, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dramaturge.english.verbs import Agreement

_SILENT_H = ("hour", "heir", "honest", "honour", "honor")
_LIKE_YOU = re.compile(
    r"(?:uni(?!n|m)|us[ae]|use|usual|usur|uten|util|ubiq|ewe|eu|once|one(?:\b|-)|u\b)", re.I
)
_LETTERS_WITH_VOWEL = "AEFHILMNORSX"


def article(noun: str) -> str:
    """The noun with `a` or `an`: an hour, a unicorn, an X-ray, an 8."""
    return f"{'an' if starts_with_vowel(noun) else 'a'} {noun}"


def starts_with_vowel(noun: str) -> bool:
    """Whether it is spoken with a vowel at its beginning."""
    word = re.split(r"[\s-]", noun.strip(), maxsplit=1)[0]
    if word[:1].isdigit():
        return bool(re.match(r"8|1[18](?:\D|$|000)", word))
    is_spelt = len(word) <= 3 or not re.search("[AEIOU]", word)  # F-B-I, but NASA
    if word.isupper() and is_spelt:
        return word[0] in _LETTERS_WITH_VOWEL
    lowered = word.lower()
    if lowered.startswith(_SILENT_H):
        return True
    if _LIKE_YOU.match(lowered):
        return False
    return lowered[:1] in tuple("aeiouäöüéèêâàîôû")


def possessive(name: str, *, plural: bool = False) -> str:
    """`Tom's`, `Rufus's`, `the demons'`."""
    if plural and name.endswith("s"):
        return f"{name}'"
    return f"{name}'s"


def without_article(noun: str) -> str:
    """The noun as after a possessive: Ilse's coin, not Ilse's the coin."""
    first, space, rest = noun.partition(" ")
    return rest if space and first in ("the", "a", "an") else noun


def listed(parts: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


@dataclass(frozen=True, slots=True)
class Pronoun:
    """One personal pronoun in all its cases, and how verbs agree with it."""

    subject: str
    object: str
    possessive: str
    reflexive: str
    agreement: Agreement


HE = Pronoun("he", "him", "his", "himself", Agreement())
SHE = Pronoun("she", "her", "her", "herself", Agreement())
IT = Pronoun("it", "it", "its", "itself", Agreement())
THEY = Pronoun("they", "them", "their", "themselves", Agreement(3, True))
I = Pronoun("I", "me", "my", "myself", Agreement(1))  # noqa: E741
YOU = Pronoun("you", "you", "your", "yourself", Agreement(2))
BY_NAME = {"he": HE, "she": SHE, "it": IT, "they": THEY}
