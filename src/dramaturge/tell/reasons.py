"""Reasons in words: at the end of the sentence about an act, or as sentences of their own.

Where a plan leads the teller to be or have something, the infinitive says it: "went home to be with
Ann". Where it makes somebody believe something, so it is told: "to make Ann believe that …".
"""

from __future__ import annotations

from dataclasses import replace

from dramaturge.english.verbs import Mood
from dramaturge.tell.templates import Act, Clause, Said, predicate, simple, subject_of
from dramaturge.tell.units import Why
from dramaturge.tell.voice import Voice

# How long the sentence before a reason may be, in characters, if the reason is to join it.
ROOM = {"so that": 80, "meaning to": 90, "even though": 110}


def joined(voice: Voice, why: Why, *, back: bool) -> str:
    """The end of a sentence about the teller's act."""
    if why.word == "meaning to":
        return f", meaning to {_bare(voice, why.clause)}"
    if why.word == "so that" and why.is_belief:
        return f" to make {_believing(voice, why.clause)}"
    if why.word == "so that" and subject_of(why.clause) == voice.teller:
        return f" {'so as not to' if why.denied else 'to'} {_bare(voice, why.clause)}"
    comma = "" if why.word == "so that" else ","
    return f"{comma} {why.word} {_coming(voice, why, back)}"


def sentence(voice: Voice, teller: str, why: Why, *, back: bool) -> str:
    """A sentence about what the teller has in mind."""

    def opening(verb: str) -> str:
        return voice.clause(simple(teller, verb), back=back)

    if why.word == "meaning to":
        return f"{opening('means')} to {_bare(voice, why.clause)}"
    if why.word == "even though":
        return f"{opening('knows')} that {_coming(voice, why, back)}"
    if why.is_belief:
        return f"{opening('wants')} {_believing(voice, why.clause, ' to ')}"
    if subject_of(why.clause) == teller:
        return f"{opening('hopes')} {'not to' if why.denied else 'to'} {_bare(voice, why.clause)}"
    return f"{opening('hopes')} that {_coming(voice, why, back)}"


def _coming(voice: Voice, why: Why, back: bool) -> str:
    return voice.clause(why.clause, denied=why.denied, mood=Mood.coming, back=back)


def _bare(voice: Voice, clause: Clause) -> str:
    return voice.clause(predicate(clause), mood=Mood.bare).strip()


def _believing(voice: Voice, clause: Clause, joint: str = " ") -> str:
    """`Ann believe that …`, as after `make`; or with `to`, as after `want`."""
    who, _, believes, *rest = clause
    assert isinstance(believes, Act)
    told = (who, Said(joint), replace(believes, of=None), *rest)
    return voice.clause(told, mood=Mood.bare).strip()
