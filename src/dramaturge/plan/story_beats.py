"""Acts as written into beats: every name known, every argument one that the action takes."""

from __future__ import annotations

import re

from dramaturge.ground.table import show_value
from dramaturge.ground.world import ATTEMPT, Value
from dramaturge.model.expression import Argument, Variable
from dramaturge.model.report import Report
from dramaturge.model.terms import spaced
from dramaturge.model.types import Entity
from dramaturge.model.world import Event, World
from dramaturge.plan.story_items import Act, cut, shown
from dramaturge.plan.story_text import Beat, Deliberate
from dramaturge.problems import Problem
from dramaturge.source import Span
from dramaturge.syntax.findings import Findings

DEPTH_LIMIT = 20
MOST_LISTED = 12  # actions in a hint
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


class Resolver:
    """Looks up what acts name in one world; what they name wrongly is told."""

    def __init__(self, world: World, findings: Findings) -> None:
        self._findings = findings
        self.guesses = Report()
        self.entities = {entity.name: entity for entity in world.entities}
        self._triggers = {trigger.name for trigger in world.triggers}
        self._is_listed = False
        self.actions: dict[str, list[Event]] = {}
        for action in world.actions:
            self.actions.setdefault(action.name, []).append(action)

    def beat(self, act: Act) -> Beat | None:
        """The act with everything in it known, or None after telling what is not."""
        actions = self.actions.get(act.name)
        if actions is None:
            self._add("S102", *self._unknown_action(act))
            return None
        values = [self._value(text, span) for text, span in act.arguments]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        misfits = [_misfit(action, known) for action in actions]
        if None not in misfits:
            self._report_misfit(act, actions, misfits, known)
            return None
        arguments = tuple(show_value(_plain(value)) for value in known)
        fitting = [a for a, misfit in zip(actions, misfits, strict=True) if misfit is None]
        if act.is_attempt and all(action.fails is None for action in fitting):
            hint = f"say in '{act.name}' what happens then: 'fails;'"
            self._add("S113", f"{shown(act.name)} cannot be tried in vain", act.span, hint)
            return None
        text = f"{ATTEMPT if act.is_attempt else ''}{act.name}({', '.join(arguments)})"
        mark = None if act.deliberate is None else Deliberate(*act.deliberate)
        return Beat(text, act.name, arguments, act.span, act.is_attempt, mark)

    def _add(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self._findings.add(Problem(code, message, span, hint))

    def _unknown_action(self, act: Act) -> tuple[str, Span, str | None]:
        span = Span(act.span.source, act.span.start, act.span.start + len(act.name))
        if act.name in self._triggers:
            advice = "leave it out: it happens whenever its condition holds"
            return f"{shown(act.name)} is a trigger, no action", span, advice
        hint = self.guesses.did_you_mean(act.name, self.actions) or self._listing()
        return f"unknown action {shown(act.name)}", span, hint

    def _listing(self) -> str | None:
        """The actions that there are, as a hint; not again for every act of another world."""
        if self._is_listed or not self.actions:
            return None
        self._is_listed = True
        names = list(self.actions)
        more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
        return f"the actions are {', '.join(map(cut, names[:MOST_LISTED]))}{more}"

    def _value(self, text: str, span: Span) -> Entity | bool | float | None:
        if text in self.entities:
            return self.entities[text]
        # A fact with arguments may be written more loosely than this program shows it.
        plain = spaced(text) if text.count("(") <= DEPTH_LIMIT else text
        if plain in self.entities:
            return self.entities[plain]
        if text in ("True", "False"):
            return text == "True"
        if _NUMBER.fullmatch(text) and len(text) <= 300:
            return float(text) + 0.0
        if not text:
            self._add("S103", "an argument is missing here", span)
            return None
        hint = self.guesses.did_you_mean(text, self.entities)
        self._add("S103", f"unknown entity {shown(text)}", span, hint)
        return None

    def _report_misfit(
        self,
        act: Act,
        actions: list[Event],
        misfits: list[int | None],
        values: list[Entity | bool | float],
    ) -> None:
        """What is wrong, by the definition of the action that fits furthest."""
        same = [i for i, action in enumerate(actions) if len(action.parameters) == len(values)]
        if not same:
            self._report_count(act, actions)
            return
        best = max(same, key=lambda i: (misfits[i] or 0, -i))
        place = misfits[best]
        assert place is not None
        text, where = act.arguments[place]
        slot = actions[best].parameters[place]
        takes = f"it is {_signature(actions[best])}"
        if not isinstance(slot, Variable):
            message = f"'{act.name}' takes only {_slot(slot)} here, not '{text}'"
        elif _accepts(slot, values[place]):
            message = f"'{act.name}' takes the same {slot.name} twice, not '{text}' as well"
        else:
            message = f"'{text}' is no {slot.type.name}"
        self._add("S105", message, where, takes)

    def _report_count(self, act: Act, actions: list[Event]) -> None:
        counts = sorted({len(action.parameters) for action in actions})
        wanted = " or ".join(str(count) for count in counts[:5])
        plural = "" if counts == [1] else "s"
        message = f"'{act.name}' takes {wanted} argument{plural}, not {len(act.arguments)}"
        self._add("S104", message, act.span, f"it is {_signature(actions[0])}")


def _plain(value: Entity | bool | float) -> Value:
    return value.name if isinstance(value, Entity) else value


def _misfit(action: Event, values: list[Entity | bool | float]) -> int | None:
    """The place (from 0) of the first argument that the action does not take; None if it takes
    them all."""
    if len(values) != len(action.parameters):
        return 0
    names: dict[str, Value] = {}
    for place, (slot, value) in enumerate(zip(action.parameters, values, strict=True)):
        if not _accepts(slot, value):
            return place
        plain = _plain(value)
        if isinstance(slot, Variable) and names.setdefault(slot.name, plain) != plain:
            return place
    return None


def _accepts(slot: Argument, value: Entity | bool | float) -> bool:
    if isinstance(slot, Variable):
        if isinstance(value, Entity):
            return value.is_a(slot.type.name)
        return isinstance(value, bool) and slot.type.name == "boolean"
    return type(slot) is type(value) and _plain(slot) == _plain(value)


def _slot(slot: Argument) -> str:
    return slot.name if isinstance(slot, Variable) else show_value(_plain(slot))


def _signature(action: Event) -> str:
    slots = ", ".join(
        f"{slot.name} : {slot.type.name}" if isinstance(slot, Variable) else _slot(slot)
        for slot in action.parameters
    )
    return f"{action.name}({slots})"
