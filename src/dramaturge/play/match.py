"""Free text matched to choices: by number, by words, by names, with spelling mistakes forgiven.

What fits one choice better than all others is taken; what fits several is asked back; what fits
none gets the nearest ones as suggestions. Nothing is ever an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dramaturge.narrate.words import split
from dramaturge.play.view import Choice, Do

LONGEST = 400  # characters of an input that are looked at
MOST_WORDS = 30
CLOSE = 0.05  # fits that differ by no more are alike
ENOUGH = 0.99  # every word has found its place
SUGGESTED = 3
WORTH = 0.4  # of a suggestion

_WORD = re.compile(r"[^\W_]+")
_FILLERS = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "at",
        "in",
        "on",
        "for",
        "from",
        "with",
        "that",
        "is",
        "are",
        "was",
        "my",
        "i",
        "me",
        "and",
        "into",
        "it",
        "will",
        "would",
        "want",
        "please",
        "about",
        "do",
        "then",
        "now",
        "off",
        "up",
        "out",
        "away",
    ]
)
# Words that people use for one another; the first that the choice itself uses counts fully.
_SYNONYMS = tuple(
    frozenset(words.split())
    for words in (
        "go walk move run head leave enter travel return step",
        "tell say confide lie claim whisper inform assure speak talk mention persuade warn",
        "ask question inquire",
        "take get grab pick fetch seize steal lift snatch",
        "give hand pass offer deliver entrust",
        "promise swear vow",
        "wait pass rest stay skip z",
        "attack hit kill stab strike fight slay",
        "look see watch examine search find",
        "agree accept yes ok okay sure y",
        "refuse decline no reject deny n",
    )
)
_SYNONYM = 0.9
_PREFIX = 0.85
_MISSPELT = 0.8


@dataclass(frozen=True, slots=True)
class Match:
    """What an input means. One choice: that one. Several: any of them. suggestions: where none
    fits, the nearest."""

    choices: tuple[Choice, ...]
    suggestions: tuple[Choice, ...] = ()

    @property
    def only(self) -> Choice | None:
        """The choice, if the input means just one."""
        return self.choices[0] if len(self.choices) == 1 else None


def cleaned(text: str) -> str:
    """An input without what cannot be meant: control and direction marks, endless length."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    kept = (c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join("".join(kept).split())[:LONGEST]


def match(text: str, choices: Sequence[Choice]) -> Match:
    """Which of the choices a text means."""
    text = cleaned(text)
    number = text.rstrip(".)").lstrip("#")
    if number.isdecimal() and len(number) < 6:
        return Match(tuple(c for c in choices if c.number == int(number)))
    same = [c for c in choices if text.casefold() in (c.text.casefold(), c.act.casefold())]
    if text and len(same) == 1:
        return Match((same[0],))
    words = _meant(text)
    if not words:
        return Match(())
    fits = sorted(((_fit(words, choice), choice) for choice in choices), key=lambda fit: -fit[0])
    best = fits[0][0] if fits else 0.0
    found = [(fit, choice) for fit, choice in fits if fit >= best - CLOSE]
    if best * len(words) >= len(words) - (1 - _MISSPELT) * len(words) - 1e-9:
        alike = _closest(words, [choice for _, choice in found])
        begun = [choice for choice in alike if words[0] in _verbs(choice)]
        return Match(tuple(begun or alike))  # "steal the heron", not "tell that she steals it"
    close = [choice for fit, choice in fits if fit >= WORTH][:SUGGESTED]
    return Match((), tuple(close))


def _meant(text: str) -> tuple[str, ...]:
    """The words of an input that say something."""
    words = _words(text)[:MOST_WORDS]
    telling = [word for word in words if word not in _FILLERS]
    return tuple(dict.fromkeys(telling or words))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _fit(words: Sequence[str], choice: Choice) -> float:
    """From 0 to 1: how well the words of an input are met by a choice."""
    own = _own_words(choice)
    return sum(max((_alike(word, each) for each in own), default=0.0) for word in words) / len(
        words
    )


@lru_cache(maxsize=4096)
def _own_words(choice: Choice) -> frozenset[str]:
    """All words by which a choice can be meant: of its text, and the names in its act."""
    named = " ".join(part for name in _WORD.findall(choice.act) for part in split(name))
    extra = {Do.wait: "wait continue", Do.accept: "accept yes", Do.refuse: "refuse no"}
    return frozenset(_words(f"{choice.text} {named} {extra.get(choice.do, '')}"))


def _verbs(choice: Choice) -> set[str]:
    """What a choice is called first: by its text, and by its act."""
    return {*_words(choice.text)[:1], *_words(" ".join(split(choice.act.split("(")[0])))[:1]}


def _closest(words: Sequence[str], choices: Sequence[Choice]) -> list[Choice]:
    """Of choices that fit alike, one that says nothing beyond the input, if there is just one."""

    def beyond(choice: Choice) -> int:
        own = [word for word in set(_words(choice.text)) if word not in _FILLERS]
        return sum(max(_alike(word, each) for word in words) < _MISSPELT for each in own)

    exact = [choice for choice in choices if beyond(choice) == 0]
    return exact if len(exact) == 1 else list(choices)


@lru_cache(maxsize=100_000)
def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if any(word in group and other in group for group in _SYNONYMS):
        return _SYNONYM
    if len(word) >= 3 and (other.startswith(word) or (len(word) >= 4 and other.endswith(word))):
        return _PREFIX
    if min(len(word), len(other)) < 4 or abs(len(word) - len(other)) > 2 or len(word) > 40:
        return 0.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return _MISSPELT if ratio >= 0.75 else 0.0
