"""Clauses in words, as one teller says them: names, pronouns, verbs that agree.

A pronoun stands only where it can mean nobody else: no other entity of its kind was named in this
sentence or the one before, or it goes on with who the one before was about, and that is the teller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from dramaturge.english import nouns
from dramaturge.english.nouns import Pronoun
from dramaturge.english.verbs import (
    SPEECH,
    THIRD,
    Agreement,
    Frame,
    Mood,
    finite,
    is_plural,
    negated,
)
from dramaturge.narrate.names import Names
from dramaturge.tell.templates import Act, Clause, Ref, Said, is_owned

# Before a name: "Queen Leonor" is "the Queen" or "Leonor" when she comes up again.
_TITLES = frozenset(
    (
        *("king", "queen", "prince", "princess", "duke", "duchess", "count", "countess", "lord"),
        *("lady", "baron", "baroness", "earl", "emperor", "empress", "captain", "inspector"),
        *("doctor", "professor", "general", "colonel", "major", "sergeant", "father", "sister"),
        *("brother", "bishop", "judge", "president", "senator", "sheriff", "officer", "detective"),
    )
)
_INNER = re.compile(r"\b(?:that|what|where|who|whom|whether|why|how|if|because|when)\b")
_SENTENCE_END = re.compile(r"(?:[.?!…:]| that) $")
_FORMAL = frozenset(("mr", "mrs", "miss", "ms", "sir", "dr"))


@dataclass(slots=True)
class Speech:
    """Who says I, and to whom."""

    speaker: str
    hearer: str | None = None


@dataclass(slots=True)
class _Memory:
    """Who was named in the last sentence and in this one, in order, and whom they are about."""

    last: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)
    last_about: str | None = None
    about: str | None = None
    known: set[str] = field(default_factory=set)  # named since the scene began
    is_fresh: bool = False  # a paragraph has just begun
    named: set[str] = field(default_factory=set)  # by name, in this sentence


class Voice:
    """The way of one telling. teller: whose mind it is; None: an observer's, who knows all.

    first_person: the teller says I.
    """

    def __init__(
        self, names: Names, teller: str | None, frame: Frame, chance: Random, *, first_person: bool
    ) -> None:
        self.names = names
        self.teller = teller
        self.frame = frame
        self._first = teller if first_person else None
        self._chance = chance
        self._memory = _Memory()

    @property
    def says_i(self) -> bool:
        """Whether the teller speaks of themselves as I."""
        return self._first is not None

    def begin_scene(self) -> None:
        """Everybody has to be named again."""
        self._memory = _Memory()

    def begin_paragraph(self) -> None:
        """Pronouns do not reach over it, but for the teller's where that is clear."""
        self._memory.is_fresh = True

    def end_sentence(self) -> None:
        self._memory.last, self._memory.now = self._memory.now, []
        self._memory.last_about, self._memory.about = self._memory.about, None
        self._memory.is_fresh = False
        self._memory.named.clear()

    def clause(
        self, clause: Clause, *, denied: bool = False, mood: Mood = Mood.plain, back: bool = False
    ) -> str:
        """A clause of narration. mood: bare comes after `to`. back: as of a time before that."""
        frame = self.frame.further_back() if back else self.frame
        return self._told(clause, frame.of(mood), None, denied=denied)

    def speech(self, clause: Clause, speech: Speech) -> str:
        """Words in quotation marks, without the marks; what they name does not count as named."""
        kept, self._memory = self._memory, _Memory()
        told = self._told(clause, SPEECH, speech, denied=False)
        self._memory = kept
        return re.sub(r"([.?!…] )([a-z])", lambda found: found[1] + found[2].upper(), told)

    def name(self, entity: str) -> str:
        """What the teller calls it, in full."""
        return self.names.of(entity, by=self.teller)

    def mention(self, entity: str, *, is_subject: bool = True) -> str:
        """The entity, as subject or object, in a sentence that is made by hand."""
        return self._ref(Ref(entity), is_subject, None, None)[0]

    def agreement(self, entity: str | None) -> Agreement:
        """How verbs agree with the entity, were it named."""
        if entity is None:
            return THIRD
        if entity == self._first:
            return nouns.I.agreement
        return THIRD if self.names.pronoun(entity) != "they" else Agreement(3, True)

    def _told(self, clause: Clause, frame: Frame, speech: Speech | None, *, denied: bool) -> str:
        words: list[str] = []
        about: str | None = None
        subject: str | None = None  # of the last verb
        agreements: dict[Ref, Agreement] = {}
        is_first_verb = True
        is_inner = False  # in a clause of its own, after `that`
        for index, token in enumerate(clause):
            match token:
                case Said(text):
                    words.append(text)
                    is_inner = is_inner or _INNER.search(text) is not None
                case Ref():
                    is_subject = self._is_subject(clause, index)
                    text, agreement = self._ref(
                        token, is_subject, speech, about, clause, index, subject
                    )
                    if is_subject:
                        agreements[token] = agreement
                        if about is None and index == 0:
                            about = token.entity
                            self._memory.about = self._memory.about or token.entity
                    words.append(text)
                case Act(written, of, next_word, is_denied):
                    subject = None if of is None else of.entity
                    if of is None:
                        agreement = Agreement(3, is_plural(written))
                    else:
                        agreement = agreements.get(of, self._agreement_of(of, speech))
                    own = frame
                    if is_inner and not is_first_verb:
                        own = (self.frame if speech is None else frame).of(Mood.plain)
                    elif not is_first_verb and frame.mood is Mood.coming:
                        own = frame.of(Mood.bare)  # "would go and see"
                    made = negated if is_denied or (denied and is_first_verb) else finite
                    verb = made(written, agreement, own, next_word=next_word)
                    helper, _, rest = verb.partition(" ")
                    adverb = words[-1].strip() if words else ""
                    if rest and of is not None and adverb.endswith("ly"):
                        words[-1] = " "  # "had secretly read"
                        verb = f"{helper} {adverb} {rest}"
                    words.append(verb)
                    is_first_verb = False
        return "".join(words)

    def _is_subject(self, clause: Clause, index: int) -> bool:
        """Whether a verb that follows agrees with this very token."""
        token = clause[index]
        before = clause[index - 1] if index else Said(". ")
        is_first = isinstance(before, Said) and _SENTENCE_END.search(before.text) is not None
        if is_first and index and not (isinstance(token, Ref) and token.form):
            return True
        for later in clause[index + 1 :]:
            if isinstance(later, Act):
                return later.of == token
            if isinstance(later, Ref) and later == token:
                return False
        return False

    def _agreement_of(self, ref: Ref, speech: Speech | None) -> Agreement:
        if speech is not None:
            if ref.entity == speech.speaker:
                return nouns.I.agreement
            if ref.entity == speech.hearer:
                return nouns.YOU.agreement
            return THIRD if self.names.pronoun(ref.entity) != "they" else Agreement(3, True)
        return self.agreement(ref.entity)

    def _ref(
        self,
        ref: Ref,
        is_subject: bool,
        speech: Speech | None,
        about: str | None,
        clause: Clause = (),
        index: int = 0,
        subject: str | None = None,
    ) -> tuple[str, Agreement]:
        """The words for an entity, and how a verb agrees with them."""
        if ref.form == " at":
            is_there = speech is None and ref.entity in (*self._memory.last, *self._memory.now)
            self._note(ref.entity)
            return "there" if is_there else self.names.where(ref.entity), THIRD
        person = self._person(ref.entity, speech)
        agreement = self._agreement_of(ref, speech)
        is_again = ref.entity == about
        is_own = ref.entity == subject and index > 1 and _is_object(clause, index)
        is_reflexive = ref.form == " self" or (is_own and not ref.form and not is_subject)
        if person is None:
            own = nouns.BY_NAME.get(self.names.pronoun(ref.entity) or "")
            # "Ann saw her" means somebody else than Ann, who would have seen herself.
            doer = None if is_subject or ref.form or subject not in self._memory.named else subject
            if is_reflexive:
                return (own or nouns.THEY).reflexive, agreement
            is_clear = own is not None and (
                self._is_clear(ref.entity, is_subject, speech, doer) or is_again
            )
            has_owner = is_owned(clause, index)
            is_clear = is_clear and not has_owner and not _is_second_object(clause, index)
            self._note(ref.entity)
            if own is None or not is_clear:
                named = self._named(ref, speech)
                return nouns.without_article(named) if has_owner else named, agreement
            person = own
            agreement = own.agreement
        elif is_reflexive:
            return person.reflexive, agreement
        if ref.form == "'s":
            return person.possessive, agreement
        return (person.subject if is_subject else person.object), agreement

    def _person(self, entity: str, speech: Speech | None) -> Pronoun | None:
        """I or you, if the entity is that here."""
        if speech is not None:
            if entity == speech.speaker:
                return nouns.I
            return nouns.YOU if entity == speech.hearer else None
        return nouns.I if entity == self._first else None

    def _note(self, entity: str) -> None:
        if entity not in self._memory.now:
            self._memory.now.append(entity)

    def _is_clear(
        self, entity: str, is_subject: bool, speech: Speech | None, doer: str | None
    ) -> bool:
        """Whether a pronoun can only mean this entity here; not the doer, whose object it is."""
        pronoun = self.names.pronoun(entity)
        memory = self._memory
        near = memory.now if entity in memory.now else [*memory.last, *memory.now]
        if entity not in near:
            return False
        is_person = self.names.is_character(entity)
        if memory.is_fresh and entity not in memory.now and entity != self.teller and is_person:
            return False
        rivals = {
            other
            for other in near
            if other not in (entity, self._first, doer) and self.names.pronoun(other) == pronoun
        }
        people = [o for o in memory.now if o != entity and self.names.is_character(o)]
        if entity not in memory.now and entity != self.teller and len(people) > 1:
            return False  # too far back
        if not rivals:
            return True
        goes_on = memory.last_about == entity == self.teller and not memory.now
        return speech is None and is_subject and goes_on and not memory.is_fresh

    def _named(self, ref: Ref, speech: Speech | None) -> str:
        caller = self.teller if speech is None else speech.speaker
        full = self.names.of(ref.entity, by=caller)
        self._memory.named.add(ref.entity)
        called = full
        if speech is None and ref.entity in self._memory.known:
            called = self._shorter(ref.entity, full)
        elif speech is None:
            self._memory.known.add(ref.entity)
        if ref.form == "'s":
            return nouns.possessive(called, plural=self.names.is_plural(ref.entity))
        return called

    def _shorter(self, entity: str, full: str) -> str:
        """A title with a name becomes one of the two when it comes up again."""
        first, _, rest = full.partition(" ")
        title = first.strip(".").lower()
        if not rest or not self.names.is_character(entity):
            return full
        if title in _FORMAL or title not in _TITLES:
            return full
        others = [
            o for o in self.names.all if o != entity and self.names.of(o).startswith(f"{first} ")
        ]
        if not others and self._chance.random() < 0.4:
            return f"the {first}"
        return rest


def _is_object(clause: Clause, index: int) -> bool:
    """Whether nothing but a space stands between a verb and this token."""
    before = clause[max(index - 2, 0) : index]
    match before:
        case (Act(), Said(text)):
            return not text.strip()
        case _:
            return bool(before) and isinstance(before[-1], Act)


def _is_second_object(clause: Clause, index: int) -> bool:
    """Whether it stands right behind another object: "handed Ann it" is no English."""
    before = clause[max(index - 2, 0) : index]
    match before:
        case (Ref(form=""), Said(text)):
            return not text.strip()
        case _:
            return False
