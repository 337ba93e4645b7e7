"""Units of content: a clause, or words spoken, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dramaturge.feelings.table import Feeling
from dramaturge.ground.world import Value
from dramaturge.tell.templates import Clause, subject_of


class Kind(Enum):
    """What a sentence does."""

    setting = "setting"  # where the teller is, and with whom
    background = "background"  # how things stand, as far as the teller knows
    look = "look"  # what something is like
    time = "time"  # that it goes by, and what falls due
    act = "act"
    attempt = "attempt"
    speech = "speech"
    learnt = "learnt"  # noticed, understood, concluded
    motive = "motive"
    feeling = "feeling"


@dataclass(frozen=True, slots=True)
class Source:
    """What a sentence rests on.

    beat: 0 is the beginning. mind: whose; None: an observer's. kind:
    "event": perceived by the mind, or telling it something;
    "trigger": it showed the mind something, or fired in it;
    "fluent": `name` has `value` in the mind after that beat; "constant": `name` never changes;
    "plan": `name` is one of the acts of the plan in mind, in order;
    "aim": `name` has `value` where the plan leads to, in the mind at the end of `chain`;
    "supposed plan", "supposed aim": the same of somebody else, the first of `chain`, as the teller
    takes them to be; "fluent" with a `chain`: what the teller thinks that they believe;
    "feeling": `name` is its kind, `value` towards whom; "felt": `name` has `value` in the mind at
    the end of `chain` where that feeling looks to;
    "deadline": `name` has `value` once a deadline of the world falls, as everybody knows.
    """

    beat: int
    kind: str
    name: str
    mind: str | None
    chain: tuple[str, ...] = ()
    value: Value = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words, who says them, to whom."""

    words: Clause
    speaker: str
    hearer: str | None


@dataclass(frozen=True, slots=True)
class Why:
    """What an act is for: an aim as a clause, or an act to follow.

    word: "because", "so that", "meaning to", "even though" (of what will come), "although";
    "where": what the place is like.
    is_belief: the aim is that somebody believes something. who: whose it is; is_supposed: in the
    teller's opinion.
    """

    word: str
    clause: Clause
    denied: bool
    sources: tuple[Source, ...]
    is_belief: bool
    who: str
    is_supposed: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to tell. clause: with subject and verb. spoken: said in so many words."""

    kind: Kind
    beat: int
    clause: Clause
    sources: tuple[Source, ...]
    denied: bool = False
    spoken: Spoken | None = None
    why: tuple[Why, ...] = ()
    feeling: Feeling | None = None
    names: tuple[str, ...] = ()  # of a setting: who is there
    cause: Clause = ()  # of an attempt: why it fails
    about: tuple[Clause, bool] | None = (
        None  # of a feeling: what is hoped or feared; whether denied
    )

    @property
    def subject(self) -> str | None:
        return subject_of(self.clause)
