"""Reasons in words: at the end of the sentence about an act, or as sentences of their own.

Where a plan leads its owner to be or have something, the infinitive says it: "went home to be with
Ann". Where it makes somebody believe something, so it is told: "to make Ann believe that …". What
others are after is what the teller takes them to be after: "no doubt to be with Ann".
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from dramaturge.english.verbs import Mood
from dramaturge.tell.templates import (
    Act,
    Clause,
    Ref,
    Said,
    bound,
    contains,
    predicate,
    simple,
    subject_of,
)
from dramaturge.tell.units import Why
from dramaturge.tell.voice import Voice

# How long the sentence before a reason may be, in characters, if the reason is to join it.
ROOM = {"because": 80, "so that": 80, "meaning to": 90, "even though": 110, "although": 110}
HEDGES = ("no doubt", "perhaps")  # before a name or an infinitive
SEEMS = (Said("it "), Act("seems"), Said(" that "))  # before a name, too


def is_sentence(why: Why) -> bool:
    """Whether the reason can stand alone. What an act rests on goes without saying there."""
    return why.word != "because"


def is_joinable(why: Why) -> bool:
    """Whether the reason can end the sentence about the act: what somebody else hopes for gets a
    sentence of its own."""
    is_own = subject_of(why.clause) == why.who
    if why.word == "where":
        return False
    return not why.is_supposed or why.word != "so that" or why.is_belief or is_own


def joined(voice: Voice, why: Why, chance: Random, *, back: bool, said: Clause) -> str:
    """The end of a sentence about the act. said: what was told just now, which is then "it"."""
    hedge = f", {chance.choice(HEDGES)}" if why.is_supposed else ""
    if why.word == "meaning to":
        start = f"{hedge} to" if hedge else ", meaning to"
        return f"{start} {_bare(voice, why.clause)}"
    if why.word == "so that" and why.is_belief:
        return f"{hedge} to make {_believing(voice, why.clause, said)}"
    if why.word == "so that" and subject_of(why.clause) == why.who:
        return f"{hedge} {'so as not to' if why.denied else 'to'} {_bare(voice, why.clause)}"
    comma = "" if why.word == "so that" else ","
    if why.word in ("because", "although"):
        return f"{comma} {why.word} {_plain(voice, why, back)}"
    return f"{comma} {why.word} {_coming(voice, why, back)}"


def sentence(voice: Voice, why: Why, chance: Random, *, back: bool, said: Clause) -> str:
    """A sentence about what somebody has in mind. said: as above."""

    def opening(verb: str) -> str:
        if not why.is_supposed:
            return voice.clause(simple(why.who, verb), back=back)
        hedge = chance.choice((*((Said(f"{each} "),) for each in HEDGES), SEEMS))
        return voice.clause(bound((*hedge, Ref(why.who), Said(" "), Act(verb))), back=back)

    if why.word == "where":
        return _plain(voice, why, back)
    if why.word == "meaning to":
        return f"{opening('means')} to {_bare(voice, why.clause)}"
    if why.word == "although":
        return f"{opening('does')} so although {_plain(voice, why, back)}"
    if why.word == "even though":
        return f"{opening('knows')} that {_coming(voice, why, back)}"
    if why.is_belief:
        return f"{opening('wants')} {_believing(voice, why.clause, said, ' to ')}"
    if subject_of(why.clause) == why.who:
        return f"{opening('hopes')} {'not to' if why.denied else 'to'} {_bare(voice, why.clause)}"
    return f"{opening('hopes')} that {_coming(voice, why, back)}"


def _plain(voice: Voice, why: Why, back: bool) -> str:
    return voice.clause(why.clause, denied=why.denied, back=back)


def _coming(voice: Voice, why: Why, back: bool) -> str:
    return voice.clause(why.clause, denied=why.denied, mood=Mood.coming, back=back)


def _bare(voice: Voice, clause: Clause) -> str:
    return voice.clause(predicate(clause), mood=Mood.bare).strip()


def _believing(voice: Voice, clause: Clause, said: Clause, joint: str = " ") -> str:
    """`Ann believe that …`, as after `make`; or with `to`, as after `want`."""
    who, _, believes, *rest = clause
    assert isinstance(believes, Act)
    if contains(said, tuple(rest[1:])):
        rest = [Said(" it")]
    told = (who, Said(joint), replace(believes, of=None), *rest)
    return voice.clause(told, mood=Mood.bare).strip()
