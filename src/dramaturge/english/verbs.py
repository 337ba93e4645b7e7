"""The forms of English verbs, made from the base form or found from any of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from dramaturge.english.irregular import IRREGULAR, PREFIXES, REGULAR, STRESSED, words

_VOWELS = "aeiou"
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_IRREGULAR_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_BASES_IN_S = words("focus bias gas bus canvas")


class Tense(Enum):
    """When a telling places what happens."""

    present = "present"
    past = "past"


@dataclass(frozen=True, slots=True)
class Verb:
    """All forms of one verb."""

    base: str
    third: str  # goes
    past: str  # went
    participle: str  # gone


@dataclass(frozen=True, slots=True)
class Agreement:
    """With whom a verb agrees: person 1, 2 or 3, one or many."""

    person: int = 3
    plural: bool = False


THIRD = Agreement()


@cache
def verb(base: str) -> Verb:
    """The forms of a verb given in its base form."""
    past, participle = _irregular(base) or (_regular_past(base), _regular_past(base))
    return Verb(base, _third(base), past, participle)


def _irregular(base: str) -> tuple[str, str] | None:
    if base in IRREGULAR:
        return IRREGULAR[base]
    for prefix in PREFIXES:
        stem = base.removeprefix(prefix)
        if stem != base and base not in REGULAR and stem in IRREGULAR and stem not in ("be", "let"):
            past, participle = IRREGULAR[stem]
            return prefix + past, prefix + participle
    return None


def _third(base: str) -> str:
    if base in _IRREGULAR_THIRD:
        return _IRREGULAR_THIRD[base]
    for prefix in PREFIXES:
        if base.removeprefix(prefix) in ("do", "go") and base not in ("do", "go"):
            return f"{base}es"
    if base.endswith("z") and not base.endswith("zz") and _is_doubled(base[:-1] + "t"):
        return f"{base}zes"  # quizzes
    if base.endswith(_SIBILANTS):
        return f"{base}es"
    if base.endswith("o") and base[-2:-1] not in ("", *_VOWELS):
        return f"{base}es"
    if base.endswith("y") and base[-2:-1] not in ("", *_VOWELS):
        return f"{base[:-1]}ies"
    return f"{base}s"


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2:-1] not in ("", *_VOWELS):
        return f"{base[:-1]}ied"
    if base.endswith("c"):
        return f"{base}ked"
    return f"{base}{base[-1] if _is_doubled(base) else ''}ed"


def _is_doubled(base: str) -> bool:
    """Whether the last consonant is doubled before a vowel: `stop`, `prefer`, not `open`."""
    if base in STRESSED:
        return True
    if not re.fullmatch(r"(?:qu|[^aeiou])*[aeiouy][^aeiouwxy]", base) or len(base) < 3:
        return _has_doubled_stem(base)
    return not base.endswith(("h",))


def _has_doubled_stem(base: str) -> bool:
    return any(
        len(stem) > 2
        and stem != base
        and (stem in IRREGULAR or stem in _SHORT)
        and _is_doubled(stem)
        for stem in (base.removeprefix(prefix) for prefix in PREFIXES)
    )


_SHORT = words("plan stop step trap wrap plug pin tap map bar clog stock skip trip")


# Found from a form.

_MODALS = {
    "will": "would", "can": "could", "may": "might", "shall": "should", "must": "had to",
    "would": "would", "could": "could", "might": "might", "should": "should", "ought": "ought",
}  # fmt: skip
MODALS = frozenset(_MODALS)
_PARTICIPLES = frozenset(participle for _, participle in IRREGULAR.values())
_PASTS = {past: base for base, (past, _) in reversed(IRREGULAR.items()) if past != base}
_THIRDS = {third: base for base, third in _IRREGULAR_THIRD.items()}


def base_of(word: str) -> tuple[str, bool]:
    """The base form of a verb in the present or past, and whether it is in the past."""
    if word in ("am", "are", "is"):
        return "be", False
    if word in ("was", "were"):
        return "be", True
    if word in _THIRDS:
        return _THIRDS[word], False
    if word in IRREGULAR and word != "saw":  # seldom done with a saw
        return word, False
    if word in _PASTS:
        return _PASTS[word], True
    for prefix in PREFIXES:
        stem = word.removeprefix(prefix)
        if stem != word and stem in _PASTS:
            return prefix + _PASTS[stem], True
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        return _unregular(word), True
    return _unthird(word), False


def _unthird(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word in _BASES_IN_S:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("zzes"):
        return word[:-3] if word.startswith("quiz") else word[:-2]
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")) and word not in ("aches",):
        return word[:-2]
    return word[:-1]


# What the stem of `moved`, `handled`, `merged`, `created` ends with: an `e` is missing.
_LACKS_E = re.compile(
    r"(?:[cvu]|[^s]s|[^z]z|[dlrw]g|[^aeiourwl]l|[^aeioun]th|(?:ch|rr|ll|str|v|pl|l|cr|h)[aeu]ng"
    r"|(?:^|[^aeiou])(?:a[dgkprt]|i[bdkmnr]|o[klpsv]|u[cdlmrst]|y[zp])"
    r"|[aiu]l?iz|(?:pl|p|l|m|cr)et|[iu]at|quir|(?:nv|xc|un|gn|nc|rec)it|[aeiou]g|ee)$"
)
_PLAIN_SHORT = re.compile(r"^(?:qu|[^aeiou])*[aeiou][^aeiouwxy]$")


def _unregular(word: str) -> str:
    """`stopped` to `stop`, `moved` to `move`, `cried` to `cry`: the likeliest base."""
    stem = word[:-2]
    if word.endswith("ied"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        if stem[-1] in "lsfz" and stem[:-1] not in STRESSED:
            return stem
        return stem[:-1]
    if stem.endswith("ck") and stem[:-1] in ("panick", "picnick", "mimick"):
        return stem[:-1]
    if _PLAIN_SHORT.match(stem) or _LACKS_E.search(stem):
        return word[:-1]
    return stem


def is_plural(written: str) -> bool:
    """Whether a verb was written as it goes with many: `are`, `hang`, not `hangs` or `hung`."""
    if written in ("is", "was", "am") or written in MODALS:
        return False
    return written in ("are", "were") or base_of(written) == (written, False)


def is_participle(word: str) -> bool:
    """Whether a word can follow `has`: `sworn`, `promised`."""
    return word in _PARTICIPLES or (word.endswith("ed") and len(word) > 3)


def base_of_participle(word: str) -> str:
    """The base form of a verb from the word that follows `has`: `sworn` to `swear`."""
    found = (base for base, (_, participle) in IRREGULAR.items() if participle == word)
    return next(found, base_of(word)[0])


# Made finite.

_UNTRUE = ("to", "about", "that", "once", "again")  # after `lies`: not as one lies in bed


class Mood(Enum):
    """Whether a clause says what is, or what is meant to come."""

    plain = "goes, went"
    coming = "will go, would go"
    bare = "go"  # after `to`


@dataclass(frozen=True, slots=True)
class Frame:
    """How a telling puts its verbs.

    tense: of the telling. back: one step further back, as in a flashback or in reported speech
    about what had happened before.
    """

    tense: Tense = Tense.past
    back: bool = False
    mood: Mood = Mood.plain

    def further_back(self) -> Frame:
        return Frame(self.tense, True, self.mood)

    def of(self, mood: Mood) -> Frame:
        return Frame(self.tense, self.back, mood)


SPEECH = Frame(Tense.present)  # what is said in quotation marks


def finite(written: str, agreement: Agreement, frame: Frame, *, next_word: str = "") -> str:
    """A verb, written in any finite form, as the frame asks for it.

    next_word: what follows, which tells `has sworn` from `has a key`.
    """
    if frame.mood is not Mood.plain:
        helper = "" if frame.mood is Mood.bare else _modal("will", frame) + " "
        return helper + infinitive(written)
    if written in MODALS:
        return _modal(written, frame)
    base, is_past = base_of(written)
    is_past_frame = frame.tense is Tense.past
    if base == "lie" and next_word in _UNTRUE:
        past = "had lied" if is_past_frame and (is_past or frame.back) else "lied"
        is_told_now = not (is_past_frame or is_past or frame.back)
        return _present("lie", agreement) if is_told_now else past
    if base == "have" and not is_past and is_participle(next_word):
        return "had" if is_past_frame or frame.back else _present("have", agreement)
    if is_past_frame and (is_past or frame.back):
        return f"had {verb(base).participle}"
    if is_past_frame or is_past or frame.back:
        return _past(base, agreement)
    return _present(base, agreement)


def negated(written: str, agreement: Agreement, frame: Frame, *, next_word: str = "") -> str:
    """The same, denied: `is not`, `has not`, `did not go`."""
    if frame.mood is not Mood.plain:
        helper = "" if frame.mood is Mood.bare else _modal("will", frame) + " "
        return f"{helper}not {infinitive(written)}"
    if written in MODALS:
        made = _modal(written, frame)
        if made == "had to":
            return "did not have to"
        return "cannot" if made == "can" else f"{made} not"
    base, is_past = base_of(written)
    is_auxiliary = base == "have" and is_participle(next_word)
    plain = finite(written, agreement, frame, next_word=next_word)
    if base == "be" or is_auxiliary or " " in plain:
        first, _, rest = plain.partition(" ")
        return f"{first} not {rest}".strip()
    is_past_form = frame.tense is Tense.past or is_past or frame.back
    helper = _past("do", agreement) if is_past_form else _present("do", agreement)
    return f"{helper} not {base}"


def infinitive(written: str) -> str:
    """The base form of a verb written in any finite form: `is` gives `be`, `will` `be going to`."""
    if written in ("can", "could"):
        return "be able to"
    if written == "must":
        return "have to"
    if written in MODALS:
        return "be about to"
    return base_of(written)[0]


def _modal(written: str, frame: Frame) -> str:
    if frame.tense is Tense.present and not frame.back:
        return written
    return _MODALS[written]


def _present(base: str, agreement: Agreement) -> str:
    is_third = agreement.person == 3 and not agreement.plural
    if base == "be":
        if is_third:
            return "is"
        return "am" if agreement == Agreement(1) else "are"
    return verb(base).third if is_third else base


def _past(base: str, agreement: Agreement) -> str:
    if base == "be":
        return "were" if agreement.plural or agreement.person == 2 else "was"
    return verb(base).past
