"""What one mind has to tell of a story, beat by beat: units of content with their sources.

A unit is a clause, or words spoken, with what it rests on: an event that the mind perceives, a
value that it holds, a plan that it has, a feeling that it feels. Nothing else is ever told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import islice

from dramaturge.feelings.table import Degree, Feeling, Feelings
from dramaturge.feelings.table import Kind as Emotion
from dramaturge.ground.walk import reads
from dramaturge.ground.world import (
    Compare,
    Const,
    GroundEvent,
    GroundFluent,
    Leaf,
    Match,
    Read,
    Value,
)
from dramaturge.model.terms import split_term
from dramaturge.narrate import Teller
from dramaturge.narrate.lexicon import WHERE
from dramaturge.semantics import Dynamics, State
from dramaturge.tell.perception import Happening, How, Learnt, Manner, Perception
from dramaturge.tell.templates import Act, Clause, Ref, Said, bound, refs, simple, subject_of
from dramaturge.tell.wording import Wording

# A clause, whether it is denied, and what it rests on.
_Aim = tuple[Clause, bool, tuple["Source", ...]]
Plans = Callable[[int, str], Sequence[str] | None]

MOST_BACKGROUND = 4  # sentences about how things stand when a teller begins


class Kind(Enum):
    """What a sentence does."""

    setting = "setting"  # where the teller is, and with whom
    background = "background"  # how things stand, as far as the teller knows
    look = "look"  # what something is like
    act = "act"
    attempt = "attempt"
    speech = "speech"
    learnt = "learnt"  # noticed, understood, concluded
    motive = "motive"
    feeling = "feeling"
    time = "time"


@dataclass(frozen=True, slots=True)
class Source:
    """What a sentence rests on.

    beat: 0 is the beginning. mind: whose; None: an observer's. kind:
    "event": perceived by the mind, or telling it something;
    "trigger": it showed the mind something, or fired in it;
    "fluent": `name` has `value` in the mind after that beat; "constant": `name` never changes;
    "plan": `name` is one of the acts of the plan in mind, in order;
    "aim": `name` has `value` where the plan leads to, in the mind at the end of `chain`;
    "feeling": `name` is its kind, `value` towards whom.
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

    word: "so that", "meaning to", "even though".
    """

    word: str
    clause: Clause
    denied: bool
    sources: tuple[Source, ...]


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

    @property
    def subject(self) -> str | None:
        return subject_of(self.clause)


@dataclass(slots=True)
class Journey:
    """A story walked through. happenings[b - 1] leads from states[b - 1] to states[b]."""

    states: list[State]
    happenings: list[Happening] = field(default_factory=list)
    impossible: int | None = None


def journey(dynamics: Dynamics, actions: Sequence[str]) -> Journey:
    """The states and events of a story, as far as its acts are possible."""
    numbers = {action.name: i for i, action in enumerate(dynamics.ground.actions)}
    assert dynamics.initial is not None
    found = Journey([dynamics.initial])
    for beat, action in enumerate(actions, 1):
        index = numbers.get(action)
        if index is None or dynamics.after(found.states[-1], index) is None:
            found.impossible = beat
            return found
        found.happenings.append(Happening(dynamics, found.states[-1], index))
        found.states.append(found.happenings[-1].after)
    return found


class Account:
    """What one mind can tell. mind: its character; None: an observer, who looks into nobody."""

    def __init__(
        self,
        wording: Wording,
        teller: Teller,
        dynamics: Dynamics,
        path: Journey,
        mind: int | None,
        plans: Plans | None,
        feelings: Feelings | None,
    ) -> None:
        self._wording = wording
        self._teller = teller
        self._dynamics = dynamics
        self._ground = dynamics.ground
        self._path = path
        self._mind = mind
        self._plans = plans
        self._feelings = feelings
        self.name = None if mind is None else self._ground.characters[mind]
        self._numbers = {action.name: i for i, action in enumerate(self._ground.actions)}
        self._aims: set[Clause] = set()
        self._felt: Emotion | None = None

    # How things stand.

    def setting(self, beat: int) -> Iterator[Unit]:
        """Where the teller is after a beat, and who else is there in their opinion."""
        place = self.place(beat)
        if place is None or self.name is None:
            return
        fluent, where = place
        company = [
            (index, other)
            for index, other in enumerate(self._places())
            if other is not None
            and other != self.name
            and self._is_alive(beat, other)
            and self._held(beat).values[index] == where
        ]
        sources = [self._fluent(beat, fluent), *(self._fluent(beat, i) for i, _ in company)]
        clause = simple(self.name, "is", Said(" "), *self._at(where))
        others = tuple(other for _, other in company if other is not None)
        yield Unit(Kind.setting, beat, clause, tuple(sources), names=others)

    def background(self, beat: int) -> Iterator[Unit]:
        """What the teller knows of those who are elsewhere, where the world has words for it."""
        if self.name is None:
            return
        here = self.place(beat)
        told = 0
        for index, fluent in enumerate(self._ground.fluents):
            value = self._held(beat).values[index]
            people = [a for a in fluent.arguments if a in self._ground.characters]
            is_absent = bool(people) and not any(
                person == self.name or self._is_at(beat, person, here) for person in people
            )
            if not is_absent or value in (None, False) or fluent.property.lower() in WHERE:
                continue
            if self._is_common(beat, fluent.property, value):
                continue
            found = self._wording.holds(fluent, value)
            if found is None or found[1]:
                continue
            told += 1
            yield Unit(Kind.background, beat, found[0], (self._fluent(beat, index),))
            if told == MOST_BACKGROUND:
                break
        yield from islice(self._constants(beat, here), MOST_BACKGROUND - 1)

    def _constants(self, beat: int, here: tuple[int, str] | None) -> Iterator[Unit]:
        """The same of what never changes, which everybody knows."""
        for name, value in self._ground.constants.items():
            term = split_term(name)
            if term is None or value is not True:
                continue
            people = [a for a in term[1] if a in self._ground.characters]
            if not people or any(p == self.name or self._is_at(beat, p, here) for p in people):
                continue
            found = self._wording.holds(GroundFluent(name, term[0], term[1], "boolean"), True)
            if found is not None and not self._is_usual(term[0]):
                source = Source(beat, "constant", name, self.name, (), True)
                yield Unit(Kind.background, beat, found[0], (source,))

    def _is_usual(self, name: str) -> bool:
        values = [v for n, v in self._ground.constants.items() if n.startswith(f"{name}(")]
        is_most = len(values) > 1 and values.count(True) * 2 > len(values)
        return is_most or values.count(True) > 2

    def _is_common(self, beat: int, name: str, value: Value) -> bool:
        """Whether it is nothing special: most have it so."""
        values = [
            self._held(beat).values[index]
            for index, fluent in enumerate(self._ground.fluents)
            if fluent.property == name
        ]
        return values.count(value) > 2 or (
            len(values) > 1 and values.count(value) * 2 > len(values)
        )

    def place(self, beat: int) -> tuple[int, str] | None:
        """The fluent that says where the teller is, and where that is."""
        for index, who in enumerate(self._places()):
            if who is not None and who == self.name:
                value = self._held(beat).values[index]
                return (index, value) if isinstance(value, str) else None
        return None

    def is_alive(self, beat: int) -> bool:
        return self.name is None or self._is_alive(beat, self.name)

    def knows_of(self, beat: int) -> bool:
        """Whether a beat is anything to the teller."""
        seen = self._perception(beat)
        return seen is None or seen.is_known or any(self._is_told(seen)) or bool(seen.own)

    # What happens.

    def beat(self, beat: int) -> Iterator[Unit]:
        """What the teller has to say of one beat."""
        seen = self._perception(beat)
        event = self._path.happenings[beat - 1].event
        is_heard = False
        if seen is None or seen.is_known:
            yield self._event(beat, event, seen)
        elif any(self._is_told(seen)):
            heard = self._wording.heard(event.name)
            if heard is not None:
                is_heard = True
                yield self._as_speech(beat, event, heard)
        if seen is None:
            return
        yield from self._findings(beat, seen, is_heard)
        yield from self._feeling(beat)

    def _perception(self, beat: int) -> Perception | None:
        if self._mind is None:
            return None
        return self._path.happenings[beat - 1].perceived_by(self._mind, 1)

    def _event(self, beat: int, event: GroundEvent, seen: Perception | None) -> Unit:
        clause = self._here(beat, self._wording.act(event.name))
        if event.motive is not None:
            source = self._source(beat, "event", event.name)
            causes = [] if seen is None else list(self._cause(beat, seen))[:1]
            for cause, _ in causes:
                clause = (*clause, Said(", but "), *cause)
            unit = Unit(Kind.attempt, beat, clause, (source, *(s for _, s in causes)))
        else:
            clause = self._coming(beat, event, clause)
            unit = self._as_speech(beat, event, clause)
        if seen is not None and seen.is_doer:
            unit = replace(unit, why=tuple(self._why(beat, event, seen)))
        return unit

    def _as_speech(self, beat: int, event: GroundEvent, clause: Clause) -> Unit:
        """The act with the words that are spoken, if there are any."""
        sources = (self._source(beat, "event", event.name),)
        words = self._wording.says(event.name)
        speaker = subject_of(clause)
        if words is None or speaker is None:
            return Unit(Kind.act, beat, clause, sources)
        people = [r for r in refs(clause) if r in self._ground.characters and r != speaker]
        hearer = people[0] if people and people[0] in event.arguments else None
        return Unit(Kind.speech, beat, clause, sources, spoken=Spoken(words, speaker, hearer))

    def _here(self, beat: int, clause: Clause) -> Clause:
        """Where somebody comes from is not told if the teller knows that they were there."""
        subject = subject_of(clause)
        found: list[Said | Ref | Act] = []
        skip = False
        for index, token in enumerate(clause):
            if skip:
                skip = False
                continue
            following = clause[index + 1] if index + 1 < len(clause) else None
            if (
                isinstance(token, Said)
                and token.text.endswith(" from ")
                and isinstance(following, Ref)
                and subject is not None
                and self.name is not None
                and not following.form
                and self._is_at(beat - 1, subject, (0, following.entity))
                and index + 2 < len(clause)
            ):
                skip = True
                found.append(Said(token.text.removesuffix(" from ")))
            else:
                found.append(token)
        return tuple(token for token in found if token != Said(""))

    def _coming(self, beat: int, event: GroundEvent, clause: Clause) -> Clause:
        """Who goes to where the teller is comes there."""
        subject = subject_of(clause)
        here = self.place(beat)
        if subject is None or subject == self.name or here is None:
            return clause
        if not self._is_at(beat, subject, here) or self._is_at(
            beat - 1, subject, self.place(beat - 1)
        ):
            return clause
        return tuple(
            replace(token, written="comes")
            if isinstance(token, Act) and token.written in ("go", "goes")
            else token
            for token in clause
        )

    # What is learnt by it.

    def _is_told(self, seen: Perception) -> Iterator[bool]:
        return (True for each in seen.learnt if each.how is How.told)

    def _findings(self, beat: int, seen: Perception, is_heard: bool) -> Iterator[Unit]:
        done: set[str] = set()
        found: list[Unit] = []
        told = sorted(seen.own, key=lambda each: -self._length(each))
        for each in told:
            if self._is_implied(each, seen, is_heard):
                continue
            unit = self._finding(beat, each, done)
            if unit is not None and not any(_ends_with(u.clause, unit.clause) for u in found):
                found.append(unit)
        yield from _merged(found)

    def _cause(self, beat: int, seen: Perception) -> Iterator[tuple[Clause, Source]]:
        """Why an attempt fails, as far as the teller sees it."""
        for each in seen.own:
            if each.how is not How.corrected:
                continue
            words = self._wording.holds(self._ground.fluents[each.fluent], each.new)
            if words is not None:
                clause, denied = words
                yield (_denied(clause) if denied else clause), self._fluent(beat, each.fluent)

    def _length(self, each: Learnt) -> int:
        """How much there is to say of what was told, which begins with what says most."""
        if each.how is not How.told:
            return 0
        words = self._wording.holds(self._ground.fluents[each.fluent], each.new)
        return 0 if words is None else len(words[0])

    def _is_implied(self, each: Learnt, seen: Perception, is_heard: bool) -> bool:
        """Whether telling the event has told it."""
        if each.how in (How.seen, How.public):
            return True
        if each.how is How.corrected and seen.manner is Manner.attempt:
            return True
        speaks = any(argument in self._wording.world.facts for argument in seen.event.arguments)
        return each.how is How.told and (is_heard or (seen.is_known and speaks))

    def _finding(self, beat: int, each: Learnt, done: set[str]) -> Unit | None:
        source = self._fluent(beat, each.fluent)
        if each.by is not None and each.how in (How.noticed, How.inferred):
            told = self._wording.trigger(each.by.name, each.by.arguments, each.by.event)
            if told is not None:
                is_own = subject_of(told) == self.name
                if each.by.name in done or not (is_own or each.how is How.noticed):
                    return None
                done.add(each.by.name)
                rule = self._source(beat, "trigger", each.by.name)
                return Unit(Kind.learnt, beat, told, (rule, source))
        fluent = self._ground.fluents[each.fluent]
        if self.name is None or (each.by is not None and each.by.name in done):
            return None
        is_own = fluent.arguments[:1] == (self.name,)
        if is_own and (fluent.property.lower() in WHERE or each.how is How.inferred):
            return None
        words = self._wording.holds(fluent, each.new)
        if words is None:
            return None
        clause, denied = words
        verb = "sees" if each.how is How.noticed else "realises"
        if each.how is How.told:
            verb = "learns"
        if denied:
            # "sees that it is not so": the denial belongs inside.
            clause = _denied(clause)
        return Unit(
            Kind.learnt,
            beat,
            simple(self.name, verb, Said(" that "), *clause),
            (source,),
        )

    # Why.

    def _why(self, beat: int, event: GroundEvent, seen: Perception) -> Iterator[Why]:
        """The aim of the teller's own act, if it is a new one."""
        assert self.name is not None
        assert self._mind is not None
        plan = self._plans(beat, self.name) if self._plans is not None else None
        if not plan:
            return
        end: State | None = seen.before
        for act in plan:
            end = None if end is None else self._dynamics.after(end, self._numbers[act])
        if end is None:
            return
        sources = tuple(self._source(beat, "plan", act) for act in plan)
        following = next((a for a in plan[1:] if self._is_own(a)), None)
        meant: Clause = self._wording.act(event.name)
        done_next = (
            self._path.happenings[beat].event.name if beat < len(self._path.happenings) else ""
        )
        if following is not None and plan[1] == following and following != done_next:
            clause = self._shortened(self._wording.act(following))
            if subject_of(clause) == self.name and clause not in self._aims:
                self._aims.add(clause)
                meant = (*meant, *clause)
                yield Why("meaning to", clause, False, sources)
        for part in self._teller.decisive(1 + self._mind, seen.before, end):
            if self._is_own_place(part):
                continue
            found = self._aim(beat, part, end, seen, event)
            if found is not None and found[0] not in self._aims:
                self._aims.add(found[0])
                if found[2][0].chain and set(refs(found[0])) <= set(refs(meant)):
                    break  # one says something to be believed
                yield Why("so that", found[0], found[1], (*sources, *found[2]))
                break
        yield from self._although(beat, event, seen, sources)

    def _although(
        self, beat: int, event: GroundEvent, seen: Perception, plan: tuple[Source, ...]
    ) -> Iterator[Why]:
        """What the teller would rather not bring about, and does."""
        assert self._mind is not None
        after = self._dynamics.after(seen.before, self._ground.meant(self._numbers[event.name]))
        if after is None:
            return
        for part in self._teller.decisive(1 + self._mind, seen.before, after, worse=True):
            if self._teller.cost(1 + self._mind, (part,), seen.before, after) <= 0:
                continue
            found = self._aim(beat, part, after, seen, None)
            if isinstance(part, Match) or self._is_whereabouts(part):
                continue
            read = part if isinstance(part, Read) else next(iter(reads(part)), None)
            if read is None or any(e.fluent == read.fluent for e in event.effects):
                continue  # that is the act itself
            if found is not None and found[0] not in self._aims and not found[1]:
                self._aims.add(found[0])
                yield Why("even though", found[0], found[1], (*plan[:1], *found[2]))
                return

    def _shortened(self, clause: Clause) -> Clause:
        """Of an act to come: where to, not where from."""
        for index, token in enumerate(clause[:-2]):
            if isinstance(token, Said) and token.text.endswith(" from "):
                return (
                    *clause[:index],
                    Said(token.text.removesuffix(" from ")),
                    *clause[index + 2 :],
                )
        return clause

    def _is_own_place(self, part: Leaf | Read) -> bool:
        every = [part] if isinstance(part, Read) else list(reads(part))
        return isinstance(part, Compare) and all(
            not read.chain
            and self._ground.fluents[read.fluent].property.lower() in WHERE
            and self._ground.fluents[read.fluent].arguments == (self.name,)
            for read in every
        )

    def _is_whereabouts(self, part: Leaf | Read) -> bool:
        """Whether it is only about where somebody is."""
        every = [part] if isinstance(part, Read) else list(reads(part))
        return all(
            not read.chain and self._ground.fluents[read.fluent].property.lower() in WHERE
            for read in every
        )

    def _is_own(self, act: str) -> bool:
        return self._mind in self._ground.actions[self._numbers[act]].consenting

    def _aim(
        self, beat: int, part: Leaf | Read, end: State, seen: Perception, only: GroundEvent | None
    ) -> _Aim | None:
        """A part of what the teller wants as a clause. only: the one act of the plan, whose own
        effects are no aim beyond it."""
        if isinstance(part, Match):
            return self._beside(beat, part, end)
        read = part if isinstance(part, Read) else next(iter(reads(part)), None)
        if read is None or (isinstance(part, Compare) and not isinstance(part.right, Const)):
            return None
        if read.chain[:1] == (self._mind,):
            return None  # to know something oneself: a question says that
        if (
            only is not None
            and not read.chain
            and any(e.fluent == read.fluent for e in only.effects)
        ):
            return None
        value = self._dynamics.value(read, end)
        if value == self._dynamics.value(read, seen.before):
            return None
        found = self._wording.holds(self._ground.fluents[read.fluent], value)
        if found is None:
            return None
        clause, denied = found
        for character in reversed(read.chain):
            clause = self._wording.believed(
                self._ground.characters[character], _denied(clause) if denied else clause
            )
            denied = False
        return clause, denied, (self._aimed(beat, read, value),)

    def _aimed(self, beat: int, read: Read, value: Value) -> Source:
        """What a plan leads to in the mind of who has it."""
        chain = tuple(self._ground.characters[c] for c in read.chain)
        name = self._ground.fluents[read.fluent].name
        return Source(beat, "aim", name, self.name, chain, value)

    def _beside(self, beat: int, part: Match, end: State) -> _Aim | None:
        """That two are in one place."""
        one = self._ground.fluents[part.left.fluent]
        other = self._ground.fluents[part.right.fluent]
        if not {one.property.lower(), other.property.lower()} <= WHERE or part.left.chain:
            return None
        first, second = one.arguments[0], other.arguments[0]
        if second == self.name:
            first, second = second, first
        clause = simple(first, "is", Said(" with "), Ref(second))
        left, right = self._dynamics.value(part.left, end), self._dynamics.value(part.right, end)
        sources = (self._aimed(beat, part.left, left), self._aimed(beat, part.right, right))
        return clause, left != right, sources

    # What is felt.

    def _feeling(self, beat: int) -> Iterator[Unit]:
        """The feeling that counts most after a beat, if it is a new one."""
        if self._feelings is None or self.name is None:
            return
        found = [
            (feeling, words)
            for feeling in self._feelings.at(beat, self.name)
            if feeling.degree >= Degree.mild and not self._is_slight(beat, feeling)
            for words in [self._about(beat, feeling)]
            if words is not None
        ]
        if not found:
            return
        feeling, clause = min(found, key=lambda each: (_WEIGHT[each[0].kind], -each[0].degree))
        if feeling.kind is self._felt:
            return
        self._felt = feeling.kind
        name = feeling.kind.value
        source = Source(beat, "feeling", name, self.name, (), feeling.toward)
        yield Unit(Kind.feeling, beat, clause, (source,), feeling=feeling)

    def _is_slight(self, beat: int, feeling: Feeling) -> bool:
        """Whether it goes without saying: contentment, or unease, about one's own act."""
        own = self._mind in self._path.happenings[beat - 1].event.consenting
        kinds = (Emotion.joy, Emotion.distress, Emotion.satisfaction, Emotion.gratitude)
        vague = (Emotion.disappointment, Emotion.satisfaction)
        if feeling.kind in vague and feeling.degree < Degree.strong:
            return True
        return own and feeling.degree is Degree.mild and feeling.kind in kinds

    def _about(self, beat: int, feeling: Feeling) -> Clause | None:
        """What hope or fear is about, as a clause; empty for feelings that need no more said; None:
        not to be told."""
        if feeling.kind not in _WEIGHT:
            return None
        if feeling.kind not in (Emotion.hope, Emotion.fear):
            return ()
        del beat
        return None

    # Below: values in the mind.

    def _source(self, beat: int, kind: str, name: str) -> Source:
        return Source(beat, kind, name, self.name)

    def _held(self, beat: int) -> State:
        state = self._path.states[beat]
        return state if self._mind is None else state.believed(self._mind)

    def _fluent(self, beat: int, fluent: int) -> Source:
        value = self._held(beat).values[fluent]
        return Source(beat, "fluent", self._ground.fluents[fluent].name, self.name, (), value)

    def _places(self) -> Iterator[str | None]:
        """Per fluent the character whose place it is, or None."""
        for fluent in self._ground.fluents:
            is_place = fluent.property.lower() in WHERE and len(fluent.arguments) == 1
            who = fluent.arguments[0] if is_place else None
            yield who if who in self._ground.characters else None

    def _is_at(self, beat: int, who: str, place: tuple[int, str] | None) -> bool:
        if place is None:
            return False
        return any(
            other == who and self._held(beat).values[index] == place[1]
            for index, other in enumerate(self._places())
        )

    def _is_alive(self, beat: int, who: str) -> bool:
        for index, fluent in enumerate(self._ground.fluents):
            if fluent.property == "alive" and fluent.arguments == (who,):
                if who == self.name:
                    return self._path.states[beat].values[index] is not False
                return self._held(beat).values[index] is not False
        return self._ground.constants.get(f"alive({who})") is not False

    def _at(self, place: str) -> Clause:
        where = self._wording.names.where(place)
        called = self._wording.names.of(place)
        before, _, after = where.partition(called)
        if called not in where:
            return (Said(where),)
        parts = (Said(before), Ref(place), Said(after))
        return tuple(token for token in parts if token != Said(""))


# What is told first, of all that is felt after a beat.
_WEIGHT = {
    kind: weight
    for weight, kind in enumerate(
        (
            *(Emotion.guilt, Emotion.hurt, Emotion.anger, Emotion.relief, Emotion.shame),
            *(Emotion.fears_confirmed, Emotion.gratitude, Emotion.hope, Emotion.fear),
            *(Emotion.disappointment, Emotion.distress, Emotion.joy, Emotion.satisfaction),
        )
    )
}


def _denied(clause: Clause) -> Clause:
    """The clause with a mark that its first verb is denied."""
    for index, token in enumerate(clause):
        if isinstance(token, Act):
            return (*clause[:index], replace(token, is_denied=True), *clause[index + 1 :])
    return clause


def _ends_with(told: Clause, clause: Clause) -> bool:
    """Whether what somebody learns was said already, inside something else that is learnt."""
    inner = clause[3:] if len(clause) > 3 else clause
    return len(told) > len(clause) and told[-len(inner) :] == inner


def _merged(units: Iterable[Unit]) -> list[Unit]:
    """Units that differ in one name only become one: "sees Ann, Bob and the key"."""
    found: list[Unit] = []
    for unit in units:
        joined = _joined(found[-1], unit) if found else None
        if joined is None:
            found.append(unit)
        else:
            found[-1] = joined
    return found


def _joined(one: Unit, other: Unit) -> Unit | None:
    if one.kind is not other.kind or one.denied != other.denied:
        return None
    first, second = one.clause, other.clause
    if not second or not isinstance(second[-1], Ref) or second[:-1] != first[: len(second) - 1]:
        return None
    rest = first[len(second) - 1 :]
    if not rest or not isinstance(rest[0], Ref) or any(isinstance(t, Act) for t in rest):
        return None
    names = [token for token in rest if isinstance(token, Ref)] + [second[-1]]
    listed: list[Said | Ref | Act] = []
    for index, name in enumerate(names):
        if index:
            listed.append(Said(" and " if index == len(names) - 1 else ", "))
        listed.append(name)
    clause = bound((*second[:-1], *listed))
    return replace(one, clause=clause, sources=(*one.sources, *other.sources))
