"""Questions that a player types: what they are about, and what the player knows of that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dramaturge.narrate.words import split
from dramaturge.play.match import cleaned
from dramaturge.play.stage import Stage

_WORD = re.compile(r"[^\W_]+")
_ASKING = frozenset(("who", "what", "where", "when", "how", "which", "whose", "whom"))
_SELF = frozenset(("i", "me", "my", "myself"))
_SHORTEST = 3  # letters of a word that names something by itself
_COMMON = frozenset(("the", "and", "for", "with", "from", "that", "who", "what", "where", "has"))


def is_question(text: str) -> bool:
    """Whether a text begins like one: "where is the key?"; an act may end with a mark, too."""
    words = _words(text)
    return bool(words) and words[0] in _ASKING


def named(stage: Stage, text: str, player: str | None) -> tuple[str, ...]:
    """The entities that a text names, in the order of the world; "I" is the player."""
    said = {*_words(text)}
    found = []
    for entity in stage.model.entities:
        if entity.name in stage.model.facts:
            continue
        is_own = entity.name == player and bool(said & _SELF)
        if is_own or any(said >= each for each in _names(stage, entity.name)):
            found.append(entity.name)
    return tuple(found)


def _names(stage: Stage, name: str) -> Sequence[frozenset[str]]:
    """Words that name an entity: all of what it is called by anybody, or one that says enough."""
    words = stage.model.words.get(name)
    others = [] if words is None else [called.text for _, called in words.called_by]
    called = [stage.words.names.of(name), " ".join(split(name)), *others]
    rows = [frozenset(_words(each)) - {"the", "a", "an"} for each in called]
    single = {
        frozenset((word,))
        for row in rows
        if stage.words.names.is_character(name)
        for word in row
        if len(word) >= _SHORTEST and word not in _COMMON
    }
    return [row for row in (*rows, *single) if row]


def _words(text: str) -> list[str]:
    return [word.casefold().removesuffix("s'") for word in _WORD.findall(cleaned(text))]
