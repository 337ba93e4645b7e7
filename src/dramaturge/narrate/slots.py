"""The arguments of an act on their way into its sentence: objects, and what leads the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dramaturge.model.expression import Argument, Variable
from dramaturge.narrate import lexicon
from dramaturge.narrate.names import Names
from dramaturge.narrate.words import infinitive, joined, listed, split


@dataclass(slots=True)
class Slot:
    """One argument on its way into the sentence; preposition "" is a direct object."""

    name: str  # the entity's name or the constant's text
    labels: tuple[str, ...]  # words of the parameter's name and type, lower case
    is_character: bool
    is_place: bool
    instrument: bool = False  # the parameter is named as a means
    role: str | None = None  # what the parameter's own name says
    preposition: str | None = None
    first: bool = False  # belongs right behind the verb


def slot_of(parameter: Argument, argument: str, names: Names) -> Slot:
    """An argument with all that its own name and its parameter say of it."""
    labels = [word.lower() for word in split(argument)]
    role, instrument = None, False
    if isinstance(parameter, Variable):
        own = [word.lower() for word in split(parameter.name)]
        labels = [*own, *(word.lower() for word in split(parameter.type.name)), *labels]
        roles = (lexicon.ROLE_PREPOSITIONS.get(word) for word in own)
        role = next((found for found in roles if found is not None), None)
        instrument = bool(set(own) & lexicon.INSTRUMENTS)
    is_place = names.is_place(argument)
    is_character = names.is_character(argument)
    if role is None and not isinstance(parameter, Variable) and is_place:
        role = "at"
    if role is None and set(labels) & lexicon.PLACE_TYPES and not is_character:
        role = "at"
    return Slot(argument, tuple(labels), is_character, is_place, instrument, role)


def arrange(verb: str, tail: list[str], slots: list[Slot]) -> list[str]:
    """Gives each slot its preposition; the words of the tail that a slot stands for are dropped."""
    tail = _named_in_tail(tail, slots)
    to_character, to_thing = lexicon.FRAMES.get(verb, ("", ""))
    free = [slot for slot in slots if slot.preposition is None and slot.role is None]
    has_object = _is_object(tail) or any(slot.preposition == "" for slot in slots)
    if not free and not has_object and verb in lexicon.PLACE_OBJECT_VERBS:
        places = [slot for slot in slots if slot.preposition is None and slot.role == "at"]
        for slot in places[:1]:
            slot.preposition = ""
    if len(free) > 1 and verb not in lexicon.FRAMES:
        for slot in free:
            if slot.instrument and not has_object:
                slot.preposition = "with"
    free = [slot for slot in free if slot.preposition is None]
    only_characters = all(slot.is_character for slot in free)
    if has_object or (verb in lexicon.INTRANSITIVE and not (to_character or to_thing)):
        to_character, to_thing = to_character or "with", to_thing or "with"
    elif (to_character, to_thing) == ("from", "") and only_characters:
        to_character = ""  # "takes Ann": there is nothing to take from her
    for slot in free:
        wanted = to_character if slot.is_character else to_thing
        if wanted in ("", "of", "about") and any(s.preposition == wanted for s in slots):
            wanted = "about" if to_thing == "about" and wanted == "" else "with"
        slot.preposition = wanted
    for slot in slots:
        if slot.preposition is None:
            slot.preposition = slot.role
    return tail


def _named_in_tail(tail: list[str], slots: list[Slot]) -> list[str]:
    """`take_item` drops `item` before the item's name; in `teleport_to_ship` the ship gets `to`;
    a preposition at the end takes the next object."""
    if not tail:
        return tail
    last = tail[-1]
    before = tail[-2] if len(tail) > 1 else ""
    if last in lexicon.PREPOSITIONS and last not in lexicon.PARTICLES:
        for slot in slots:
            if slot.role is None or slot.role == last:
                slot.preposition, slot.first = last, True
                return tail[:-1]
        return tail
    for slot in slots:
        if last in slot.labels and (slot.role is None or slot.role == before):
            is_led = before in lexicon.PREPOSITIONS
            slot.preposition = before if is_led else ""
            return tail[:-2] if is_led else tail[:-1]
    return tail


def _is_object(tail: Sequence[str]) -> bool:
    """Whether the words after the verb are an object of their own: `play basketball`."""
    return bool(tail) and tail[0] not in lexicon.PREPOSITIONS | lexicon.PARTICLES


def complements(verb: str, tail: list[str], slots: list[Slot], names: Names) -> str:
    """Everything after the verb."""
    direct = [names.of(slot.name) for slot in slots if slot.preposition == ""]
    others = [slot for slot in slots if slot.preposition]
    order = {"from": 0, "to": 1, "at": 9}
    others.sort(key=lambda slot: -1 if slot.first else order.get(slot.preposition or "", 5))
    objects = listed(direct)
    words = " ".join(tail)
    if verb in lexicon.CAUSATIVES and _is_object(tail):
        helpers = [slot for slot in slots if slot.is_character]
        if helpers:
            others = [slot for slot in others if slot is not helpers[0]]
            objects = f"{names.of(helpers[0].name)} to {infinitive(tail[0])}"
            more = [slot for slot in others if slot.preposition != "at"]
            others = [slot for slot in others if slot.preposition == "at"]
            words = " ".join([*tail[1:], listed([names.of(slot.name) for slot in more])])
    elif verb in lexicon.BEGINNINGS and _is_object(tail) and tail[0] != "to":
        words = f"to {infinitive(tail[0])} {' '.join(tail[1:])}".rstrip()
        objects, words = words, objects
    elif tail and tail[0] not in lexicon.PREPOSITIONS:
        objects, words = words, objects  # "picks up the sword", "plays basketball"
    return joined(objects, words, *_led(others, names))


def _led(slots: Sequence[Slot], names: Names) -> list[str]:
    """Slots with their prepositions, one for neighbours that share it; a place has the one that
    its name asks for."""
    led: list[str] = []
    for preposition, group in groupby(slots, key=lambda slot: slot.preposition):
        if preposition == "at":
            led += dict.fromkeys(names.where(slot.name) for slot in group)
        else:
            led.append(f"{preposition} {listed([names.of(slot.name) for slot in group])}")
    return led
