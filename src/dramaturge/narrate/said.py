"""What the values of properties mean, in the words that the author gave them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dramaturge.ground.world import GroundFluent, Value
from dramaturge.model.expression import Property, Variable
from dramaturge.model.words import VALUE, place
from dramaturge.model.world import World
from dramaturge.narrate.names import Names
from dramaturge.narrate.templates import owned
from dramaturge.narrate.words import as_clause, number, possessive

_PIECES = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]")
_LEADING = re.compile(r"(\s*\{[^{}]*\} )([a-z]\w*)(.*)", re.DOTALL)


class Said:
    """Clauses from the `text`, `denied` and `unknown` of properties, in the present."""

    def __init__(self, world: World, names: Names) -> None:
        self._world = world
        self._names = names
        self._entities = {entity.name for entity in world.entities}
        found: dict[tuple[str, int], list[Property]] = {}
        for each in world.properties:
            found.setdefault((each.name, len(each.slots)), []).append(each)
        # Where types alone tell two apart, the words of neither are used.
        self._properties = {key: each[0] for key, each in found.items() if len(each) == 1}

    def clause(self, fluent: GroundFluent, value: Value, holds: bool = True) -> str | None:
        """That the fluent has the value, or has not; None: the author gave no words for it."""
        found = self._properties.get((fluent.property, len(fluent.arguments)))
        words = None if found is None else found.words
        if found is None or words is None:
            return None
        given = _given(found, fluent)
        if value is None:
            written = words.unknown if holds else None
            return None if written is None else self._made(written.text, given, denied=False)
        if fluent.kind == "boolean":
            is_so = bool(value) == holds
            if not is_so and words.denied is not None:
                return self._made(words.denied.text, given, denied=False)
            return (
                None if words.text is None else self._made(words.text.text, given, denied=not is_so)
            )
        given[VALUE] = number(value) if isinstance(value, float) else str(value)
        return None if words.text is None else self._made(words.text.text, given, denied=not holds)

    def question(self, fluent: GroundFluent) -> str | None:
        """What the value answers, from the author's words: `{who} [was] {value at} at noon` makes
        "where Tom was at noon", `it [was] {value} who went` "who it was who went"."""
        found = self._properties.get((fluent.property, len(fluent.arguments)))
        text = None if found is None or found.words is None else found.words.text
        if found is None or text is None or text.text.count(f"{{{VALUE}") != 1:
            return None
        before, _, after = text.text.partition(f"{{{VALUE} at}}")
        word = "where"
        if not after and text.text.startswith("it ["):
            before, _, after = text.text.partition(f"{{{VALUE}}}")
            word = "who" if all(map(self._names.is_character, fluent.domain)) else "what"
        if not after.strip(" ."):
            return None
        given = _given(found, fluent)
        return self._made(f"{word} {before.strip()} {after.strip()}", given, denied=False)

    def has_unknown(self, fluent: GroundFluent, holds: bool) -> bool:
        """Whether the author says what it is if the value is not known (holds), or known."""
        found = self._properties.get((fluent.property, len(fluent.arguments)))
        words = None if found is None else found.words
        return holds and words is not None and words.unknown is not None

    def _made(self, text: str, given: Mapping[str, str], *, denied: bool) -> str | None:
        """The text filled in; None if it is to be denied and has no verb."""
        text = as_clause(text)
        leading = None if "[" in text else _LEADING.fullmatch(text)
        if leading is not None:
            text = f"{leading.group(1)}[{leading.group(2)}]{leading.group(3)}"
        made, end, subject = "", 0, ""
        for piece in _PIECES.finditer(text):
            made += text[end : piece.start()]
            end = piece.end()
            if piece.group(2) is None:
                name, form = place(piece.group(1), {*given, *self._entities, *self._world.facts})
                subject = given.get(name, name)
                called = self._called(subject, form)
                made += called if form else owned(called, text[: piece.start()])
                continue
            first, _, more = piece.group(2).strip().partition(" ")
            ahead = more or text[end:].strip()
            next_word = ahead.partition(" ")[0]
            made += self._names.verb(first, (subject,), denied=denied, next_word=next_word)
            made += f" {more}" if more else ""
            denied = False
        return None if denied else made + text[end:]

    def _called(self, name: str, form: str) -> str:
        if form == " at":
            return self._names.where(name)
        if form == " self":
            return self._names.own(name)
        called = self._names.of(name)
        if form == "'s":
            return possessive(called)
        return called


def _given(found: Property, fluent: GroundFluent) -> dict[str, str]:
    """The arguments by the names of the parameters."""
    return {
        slot.name: argument
        for slot, argument in zip(found.slots, fluent.arguments, strict=True)
        if isinstance(slot, Variable)
    }
