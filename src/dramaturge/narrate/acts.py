"""What an act is in words: "Tom walks from the cottage to the market".

The words come from the names in the world: the verb from the action's name, the subject from who
must consent, prepositions from the names and types of the parameters. Nothing here knows a world.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dramaturge.ground.world import ATTEMPT
from dramaturge.model.expression import Argument, Variable
from dramaturge.model.terms import split_term
from dramaturge.model.types import Entity
from dramaturge.model.world import Event, World
from dramaturge.narrate import lexicon
from dramaturge.narrate.journeys import journey
from dramaturge.narrate.names import Names
from dramaturge.narrate.slots import Slot, arrange, complements, slot_of
from dramaturge.narrate.templates import parts_of
from dramaturge.narrate.words import infinitive, joined, listed, number, third_person, verb_words


@dataclass(frozen=True, slots=True)
class Act:
    """A ground action's name taken apart: the event and the text of each argument."""

    event: Event
    arguments: tuple[str, ...]
    is_attempt: bool = False  # tried in vain


@dataclass(frozen=True, slots=True)
class Phrase:
    """An act in words: `doer` (names of entities) and what they do, verb first.

    doer: empty where nobody and nothing can be named. vain: how an attempt fails, if its author
    says.
    """

    doer: tuple[str, ...]
    subject: str
    verb: str  # in the base form; adverbs stand in `before`
    rest: str
    before: str = ""
    is_attempt: bool = False
    vain: str = ""
    names: Names | None = field(default=None, compare=False, repr=False)

    @property
    def clause(self) -> str:
        """`Tom walks to the market`, or `Tom tries to walk to the market, but fails`."""
        if self.vain:
            return self.vain
        if self.subject and not self.verb:
            return f"in vain: {self.subject}" if self.is_attempt else self.subject
        if not self.subject:
            return f"it happens: {joined(self.before, self.verb, self.rest)}"
        if self.is_attempt:
            tries, fails = self._agreed("try"), self._agreed("fail")
            return f"{self.subject} {tries} to {self._meant}, but {fails}"
        return joined(self.subject, self.before, self._agreed(self.verb), self.rest)

    @property
    def infinitive(self) -> str:
        """`walk to the market`."""
        if self.is_attempt:
            return f"try to {self._meant} in vain"
        return self._meant

    @property
    def _meant(self) -> str:
        if self.subject and not self.verb:
            return f"see to it that {self.subject}"
        verb = self.verb if self.names is None else self.names.bare(self.verb)
        return joined(self.before, verb, self.rest)

    def _agreed(self, verb: str) -> str:
        if self.names is not None:
            return self.names.acts(verb, self.doer)
        return verb if len(self.doer) > 1 else third_person(verb)


def parse_act(world: World, text: str) -> Act | None:
    """The action behind `walk(Tom, Cottage, Market)`; None if the world has no such action."""
    is_attempt = text.startswith(ATTEMPT)
    term = split_term(text.removeprefix(ATTEMPT))
    if term is None:
        return None
    name, arguments = term
    entities = {entity.name: entity for entity in world.entities}
    for event in world.actions:
        if event.name == name and _accepts(event.parameters, arguments, entities):
            return Act(event, arguments, is_attempt)
    return None


def phrase(act: Act, names: Names) -> Phrase:
    """The act in words: its author's, else what its names tell."""
    if act.event.text is not None:
        parts = parts_of(act.event.text, _given(act), names)
        return Phrase(*parts, act.is_attempt, _vain(act, names), names)
    words = verb_words(act.event.name)
    before = ""
    if len(words) > 1 and words[0].endswith("ly"):
        before, words = words[0], words[1:]
    verb, tail = infinitive(words[0]), words[1:]
    doer, slots = _doer(act, names)
    tail = arrange(verb, tail, slots)
    if verb in lexicon.SEEKING and any(s.preposition == "to" and s.is_place for s in slots):
        # Nobody "looks for Ann from the kitchen to the yard": they go there for that.
        there = [s for s in slots if s.is_place and s.preposition in ("from", "to")]
        sought = complements(verb, tail, [s for s in slots if s not in there], names)
        rest = joined(complements("go", [], there, names), "to", before, verb, sought)
        subject = listed([names.of(name) for name in doer])
        return Phrase(doer, subject, "go", rest, "", act.is_attempt, _vain(act, names), names)
    subject = listed([names.of(name) for name in doer])
    rest = complements(verb, tail, slots, names)
    return Phrase(doer, subject, verb, rest, before, act.is_attempt, _vain(act, names), names)


def _given(act: Act) -> dict[str, str]:
    """The arguments by the names of the parameters."""
    pairs = zip(act.event.parameters, act.arguments, strict=True)
    return {slot.name: name for slot, name in pairs if isinstance(slot, Variable)}


def _vain(act: Act, names: Names) -> str:
    """How the attempt fails, in the words of its author; empty for other acts."""
    failure = act.event.fails
    if not act.is_attempt or failure is None or failure.text is None:
        return ""
    return Phrase(*parts_of(failure.text, _given(act), names), names=names).clause


def _accepts(
    slots: Sequence[Argument], arguments: Sequence[str], entities: dict[str, Entity]
) -> bool:
    """Whether an event with these slots takes the arguments."""
    if len(slots) != len(arguments):
        return False
    for slot, argument in zip(slots, arguments, strict=True):
        if isinstance(slot, Variable):
            entity = entities.get(argument)
            is_boolean = slot.type.name == "boolean" and argument in ("True", "False")
            if not is_boolean and (entity is None or not entity.is_a(slot.type.name)):
                return False
        elif _text(slot) != argument:
            return False
    return True


def _text(slot: Argument) -> str:
    """An argument as written: an entity's or variable's name, or a constant."""
    if isinstance(slot, Entity | Variable):
        return slot.name
    return str(slot) if isinstance(slot, bool) else number(slot)


def _doer(act: Act, names: Names) -> tuple[tuple[str, ...], list[Slot]]:
    """Who acts, and the other arguments: the first who must consent, else the first character,
    else whatever comes first (a volcano erupts)."""
    slots = [
        slot_of(parameter, argument, names)
        for parameter, argument in zip(act.event.parameters, act.arguments, strict=True)
    ]
    if sum(slot.role == "at" for slot in slots) > 1:
        for slot, parameter in zip(slots, act.event.parameters, strict=True):
            if slot.role == "at" and not isinstance(parameter, Variable):
                slot.role = "with"  # "summons the genie with the lamp at the mountain"
    _lead(act, slots)
    consenting = {_text(who) for who in act.event.consenting}
    for index, parameter in enumerate(act.event.parameters):
        if _text(parameter) in consenting:
            return (slots[index].name,), slots[:index] + slots[index + 1 :]
    if consenting:
        return tuple(_text(who) for who in act.event.consenting), slots
    chosen = [i for i, slot in enumerate(slots) if slot.is_character] or list(range(len(slots)))
    if not chosen:
        return (), slots
    first = chosen[0]
    return (slots[first].name,), slots[:first] + slots[first + 1 :]


def _lead(act: Act, slots: list[Slot]) -> None:
    """Places from which and to which the act leads say so, whatever their parameters are called."""
    origin, goal = journey(act.event)
    if origin is None and verb_words(act.event.name)[0] not in lexicon.MOVING:
        return
    for slot, parameter in zip(slots, act.event.parameters, strict=True):
        if slot.role != "at" or not isinstance(parameter, Variable):
            continue
        if parameter.name == goal:
            slot.role = "to"
        elif parameter.name == origin:
            slot.role = "from"
