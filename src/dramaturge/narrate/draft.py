"""Sentences in the making: who is meant stands in them instead of a name, until all is known.

A `Draft` writes marks for characters and for the verbs that agree with them. `settled` puts in the
words: a name where somebody is first spoken of, then a pronoun where it can mean nobody else, and
"you" for the one spoken to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dramaturge.english.nouns import BY_NAME, THEY, YOU, Pronoun
from dramaturge.english.verbs import Agreement, base_of, finite, negated
from dramaturge.model.world import World
from dramaturge.narrate.lexicon import PREPOSITIONS
from dramaturge.narrate.names import PRESENT, Names
from dramaturge.narrate.words import possessive, third_person

# Marks, from Unicode's private use area: no author writes them.
_WHO, _VERB, _NEXT, _END = "\ue000", "\ue001", "\ue002", "\ue003"
_MARK = re.compile(
    f"{_WHO}(?P<who>[^{_END}]*){_END}(?P<owner>'s|')?(?P<self> self{_END})?"
    f"|{_VERB}(?P<verb>[^{_END}]*){_END}"
)
_OWN_VERB = re.compile(f" (?:[a-z]+ly )?{_VERB}(?P<verb>[^{_END}]*){_END}")
_BASE, _FINITE, _DENIED, _BARE = "base", "finite", "denied", "bare"

# Before an object that is no clause's subject; "before Ann goes" would be one.
_LEADING = PREPOSITIONS - {"before", "by", "about", "like", "near", "than"}
_AUXILIARIES = (
    *("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may"),
    *("might", "must", "does", "do", "did", "wants", "means", "intends", "loves"),
)


class Draft(Names):
    """Names that leave marks for characters and verbs."""

    def __init__(self, world: World, names: Names) -> None:
        self._facts = frozenset(world.facts)
        self._called_by = names
        super().__init__(world)

    def of(self, value: str | float | bool | None, *, by: str | None = None) -> str:
        if isinstance(value, str) and self.is_character(value):
            return f"{_WHO}{value}{_END}"
        if isinstance(value, str) and value in self._facts:
            return super().of(value, by=by)
        return self._called_by.of(value, by=by)

    def verb(
        self, written: str, who: Sequence[str], *, denied: bool = False, next_word: str = ""
    ) -> str:
        return _verb(_DENIED if denied else _FINITE, written, next_word, *who)

    def acts(self, base: str, who: Sequence[str]) -> str:
        return _verb(_BASE, base, "", *who)

    def bare(self, base: str) -> str:
        return _verb(_BARE, base, "")

    def own(self, name: str) -> str:
        if self.is_character(name):
            return f"{_WHO}{name}{_END} self{_END}"
        return self._called_by.own(name)


def _verb(kind: str, written: str, next_word: str, *who: str) -> str:
    follows = next_word if next_word.isalpha() else ""  # a place in braces would be filled in
    return f"{_VERB}{_NEXT.join((kind, written, follows, *who))}{_END}"


def settled(text: str, names: Names, you: str | None = None) -> str:
    """A drafted sentence in words. you: the name of the character spoken to."""
    return _Sentence(text, names, you).words()


@dataclass(slots=True)
class _Sentence:
    """A sentence on its way from marks to words."""

    text: str
    names: Names
    you: str | None
    spoken_of: list[str] = field(default_factory=list)  # in order of their last mention
    shown: dict[str, Agreement] = field(default_factory=dict)  # as each was last put

    def words(self) -> str:
        made, end = "", 0
        for mark in _MARK.finditer(self.text):
            made += self.text[end : mark.start()]
            end = mark.end()
            made += self._person(mark) if mark["who"] is not None else self._verb(mark["verb"])
        return made + self.text[end:]

    def _person(self, mark: re.Match[str]) -> str:
        name = mark["who"]
        last = self.spoken_of[-1] if self.spoken_of else None
        pronoun = self._pronoun(name)
        if mark["self"]:
            return (pronoun or THEY).reflexive
        case = "possessive" if mark["owner"] else self._case(mark)
        is_first = name not in self.spoken_of
        is_reflexive = case == "object" and last == name
        put = ""
        if name == self.you:
            put = str(getattr(YOU, case or "object"))
        elif pronoun and case and not is_first and not is_reflexive and self._is_clear(name):
            put = str(getattr(pronoun, case))
            self.shown[name] = pronoun.agreement
        if name != self.you and not put:
            is_many = self.names.is_plural(name)
            called = self.names.of(name)
            put = possessive(called) if mark["owner"] else called
            self.shown[name] = Agreement(3, is_many)
        self.spoken_of = [*(each for each in self.spoken_of if each != name), name]
        return put

    def _pronoun(self, name: str) -> Pronoun | None:
        """What a person can be called; things are called `it` too, so that stays out."""
        if name == self.you:
            return YOU
        found = self.names.pronoun(name)
        return None if found in (None, "it") else BY_NAME[found or ""]

    def _is_clear(self, name: str) -> bool:
        """Whether the pronoun can mean nobody else of whom the sentence has spoken so far."""
        own = self._pronoun(name)
        others = (each for each in self.spoken_of if each not in (name, self.you))
        return all(self.names.pronoun(each) not in (None, self.names.pronoun(name))
                   and self._pronoun(each) is not own for each in others)  # fmt: skip

    def _case(self, mark: re.Match[str]) -> str:
        """subject, object, or "" where that is not sure."""
        follows = _OWN_VERB.match(self.text, mark.end())
        if follows is not None and follows["verb"].split(_NEXT)[3:] == [mark["who"]]:
            return "subject"
        after = self.text[mark.end() :].strip().partition(" ")[0]
        if after in _AUXILIARIES or after.startswith(_VERB):
            return ""
        before = self.text[: mark.start()].rstrip().rpartition(" ")[2]
        verb = _MARK.fullmatch(before)
        if verb is not None and verb["verb"] is not None:
            return "" if base_of(verb["verb"].split(_NEXT)[1])[0] == "be" else "object"
        return "object" if before in _LEADING else ""

    def _verb(self, packed: str) -> str:
        kind, written, next_word, *who = packed.split(_NEXT)
        if kind == _BARE:
            return written
        agreement = self._agreement(who)
        if kind == _BASE:
            is_third = agreement.person == 3 and not agreement.plural
            return third_person(written) if is_third else written
        made = negated if kind == _DENIED else finite
        return made(written, agreement, PRESENT, next_word=next_word)

    def _agreement(self, who: Sequence[str]) -> Agreement:
        if len(who) != 1:
            return Agreement(3, len(who) > 1)
        if who[0] == self.you:
            return YOU.agreement
        return self.shown.get(who[0], Agreement(3, self.names.is_plural(who[0])))
