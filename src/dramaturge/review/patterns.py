"""Patterns sifted out of a story: where and with whom they come about. Source: docs/patterns.md.

Moments are counted so that the state after beat b is 2b and the act of beat b is 2b - 1: then what
comes later is what has the greater number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import product

from dramaturge.ground.limits import GroundingError
from dramaturge.ground.walk import reads
from dramaturge.ground.world import FALSE, Condition, Value
from dramaturge.model.expression import Argument, Expression, Quantified, Variable
from dramaturge.model.types import Entity
from dramaturge.model.world import Pattern, PatternStep
from dramaturge.review.consequence import Consequences
from dramaturge.review.minds import value_at
from dramaturge.review.reading import Reading
from dramaturge.semantics import State
from dramaturge.verdict import Finding

MOST_TRIED = 200_000  # choices of who and what, in one pattern
CODES = {"broken": "C111", "unfired": "C112"}

Bindings = Mapping[Variable, Value]
_Found = tuple[int, dict[Variable, Value]]


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern come about. bindings: who and what, by the names of its parameters; beats: of its
    steps, from 1 (0: at the start). sentence: its text, with them in it."""

    pattern: str
    bindings: tuple[tuple[str, Value], ...]
    beats: tuple[int, ...]
    sentence: str
    role: str = ""

    def __str__(self) -> str:
        shown = ", ".join(str(beat) for beat in self.beats)
        return f"{self.pattern}, beats {shown}: {self.sentence}"


class TooManyChoicesError(Exception):
    """A pattern has more choices of who and what than can be tried."""


class Sifter:
    """Looks for patterns in one story."""

    def __init__(self, reading: Reading, consequences: Consequences) -> None:
        self._reading = reading
        self._consequences = consequences
        checker = reading.checker
        self._members = checker.world.members
        self._lowering = checker.queries.lowering()
        self._known: dict[tuple[int, tuple[Value, ...]], Condition | None] = {}
        self._variables_of: dict[int, tuple[Variable, ...]] = {}
        self._tried = 0
        self._name = ""

    def matches(self, pattern: Pattern) -> list[Match]:
        """Where the pattern comes about, each choice of who and what once, at its first moments.

        Raises TooManyChoicesError.
        """
        self._tried, self._name = 0, pattern.name
        found: dict[tuple[Value, ...], Match] = {}
        for bound, moments in self._rest(pattern, 0, {}, -1, ()):
            values = tuple(bound.get(each) for each in pattern.parameters)
            if values not in found:
                found[values] = self._match(pattern, bound, moments)
        return list(found.values())

    def _match(self, pattern: Pattern, bound: Bindings, moments: Sequence[int]) -> Match:
        names, text = self._reading.words.names, pattern.text or pattern.name
        for variable, value in bound.items():
            text = text.replace(f"{{{variable.name}}}", names.of(value))
        beats = tuple((moment + 1) // 2 for moment in moments)
        given = tuple((each.name, bound.get(each)) for each in pattern.parameters)
        return Match(pattern.name, given, beats, text[:1].upper() + text[1:], pattern.role)

    def _rest(
        self, pattern: Pattern, index: int, bound: Bindings, now: int, moments: tuple[int, ...]
    ) -> Iterator[tuple[Bindings, tuple[int, ...]]]:
        """The ways to go on from a step, after a moment."""
        steps = pattern.steps[index:]
        barred = []
        for step in steps:
            if step.order != "never":
                break
            barred.append(step)
        last = 2 * len(self._reading.story)
        if len(barred) == len(steps):
            if not self._happens(barred, bound, now, last + 1):
                yield bound, moments
            return
        step = steps[len(barred)]
        for moment, more in self._occurrences(step, bound, now):
            if self._happens(barred, more, now, moment):
                continue
            is_end = step.order == "finally"
            told = moments if is_end and moments else (*moments, moment)
            after = now if is_end else moment
            yield from self._rest(pattern, index + len(barred) + 1, more, after, told)

    def _happens(
        self, steps: Sequence[PatternStep], bound: Bindings, after: int, before: int
    ) -> bool:
        """Whether one of the steps comes about between two moments."""
        return any(
            moment < before for step in steps for moment, _ in self._occurrences(step, bound, after)
        )

    def _occurrences(self, step: PatternStep, bound: Bindings, after: int) -> Iterator[_Found]:
        """The moments after one at which a step comes about; of a condition, for each choice, the
        first."""
        if step.condition is not None:
            yield from self._conditions(step, step.condition, bound, after)
            return
        for beat in range(1, len(self._reading.story) + 1):
            if 2 * beat - 1 <= after:
                continue
            for more, who in self._doers(step, beat, bound):
                for chosen in self._reasons(step, beat, who, more):
                    if not step.is_idle or self._is_idle(beat):
                        yield 2 * beat - 1, chosen

    def _conditions(
        self, step: PatternStep, condition: Expression, bound: Bindings, after: int
    ) -> Iterator[_Found]:
        states = self._reading.states
        is_end = step.order == "finally"
        beats = range(len(states) - 1 if is_end else 0, len(states))
        holds = self._reading.dynamics.holds
        for chosen in self._choices([condition], bound):
            asked = self._condition(condition, chosen)
            if asked is None or asked is FALSE:
                continue
            for beat in beats:
                if 2 * beat <= after and not is_end:
                    continue
                if not holds(asked, states[beat]):
                    continue
                if step.becomes and (not beat or holds(asked, states[beat - 1])):
                    continue
                if step.is_idle and not (beat and self._is_idle(beat)):
                    continue
                yield 2 * beat, chosen
                break

    def _doers(
        self, step: PatternStep, beat: int, bound: Bindings
    ) -> Iterator[tuple[dict[Variable, Value], int | None]]:
        """The choices with which the act of a beat is that of the step, and whose reasons count."""
        told = self._reading.story[beat - 1]
        action = self._reading.walk.actions[beat - 1]
        if action is None:
            return
        event = self._reading.ground.actions[action]
        if step.act is not None:
            if told.name != step.act or told.is_attempt != step.is_attempt:
                return
            if len(step.arguments) != len(event.arguments):
                return
            more = dict(bound)
            for argument, value in zip(step.arguments, event.arguments, strict=True):
                if not _fits(argument, value, more):
                    return
            yield more, event.consenting[0] if event.consenting else None
            return
        assert step.who is not None
        for character in event.consenting:
            more = dict(bound)
            if _fits(step.who, self._reading.ground.characters[character], more):
                yield more, character

    def _reasons(
        self, step: PatternStep, beat: int, who: int | None, bound: Bindings
    ) -> Iterator[dict[Variable, Value]]:
        """The choices with which the reason of who acts is that of the step."""
        asked = [each for each in (step.because, step.aim) if each is not None]
        if not asked:
            yield dict(bound)
            return
        plan = None if who is None else self._plan(beat, who)
        if plan is None or who is None:
            return
        mind = self._reading.states[beat - 1].believed(who)
        for chosen in self._choices(asked, bound):
            if step.because is not None and not self._rests(step.because, chosen, mind, who, plan):
                continue
            if step.aim is not None and not self._leads(step.aim, chosen, mind, plan):
                continue
            yield chosen

    def _plan(self, beat: int, who: int) -> list[int] | None:
        name = self._reading.ground.characters[who]
        for explanation in self._reading.walk.explanations[beat - 1]:
            if explanation.character == name:
                return [self._reading.numbers[step.action] for step in explanation.plan]
        return None

    def _rests(
        self, because: Expression, bound: Bindings, mind: State, who: int, plan: Sequence[int]
    ) -> bool:
        """Whether somebody thinks so, and would have nothing of the plan if they did not."""
        condition = self._condition(because, bound)
        if condition is None or not self._reading.dynamics.holds(condition, mind):
            return False
        otherwise = {}
        for read in reads(condition):
            place = (read.chain, read.fluent)
            value = value_at(mind, place)
            otherwise[place] = (not value) if isinstance(value, bool) else None
        dynamics = self._reading.dynamics
        changed = dynamics.enlightened(mind, who, otherwise)
        return changed is not None and not dynamics.improves(changed, 1 + who, plan)

    def _leads(self, aim: Expression, bound: Bindings, mind: State, plan: Sequence[int]) -> bool:
        """Whether the plan makes it so, in the mind of who has it."""
        if self._holds(aim, bound, mind):
            return False
        state = self._reading.dynamics.after_all(mind, plan)
        return state is not None and self._holds(aim, bound, state)

    def _is_idle(self, beat: int) -> bool:
        late = max((fault.index for fault in self._reading.walk.faults), default=-1)
        return beat - 1 > late and self._consequences.of(beat - 1) is None

    def _choices(
        self, expressions: Sequence[Expression], bound: Bindings
    ) -> Iterator[dict[Variable, Value]]:
        """The bindings with all variables of some expressions bound."""
        wanted: dict[Variable, None] = {}
        for expression in expressions:
            wanted.update(dict.fromkeys(self._variables(expression)))
        missing = [each for each in wanted if each not in bound and each.type.name in self._members]
        domains = [[entity.name for entity in self._members[v.type.name]] for v in missing]
        for values in product(*domains):
            self._tried += 1
            if self._tried > MOST_TRIED:
                raise TooManyChoicesError(self._name)
            yield {**bound, **dict(zip(missing, values, strict=True))}

    def _holds(self, expression: Expression, bound: Bindings, state: State) -> bool:
        condition = self._condition(expression, bound)
        return condition is not None and self._reading.dynamics.holds(condition, state)

    def _condition(self, expression: Expression, bound: Bindings) -> Condition | None:
        """The condition with everything put in; None where it names what there is not."""
        names = [each for each in self._variables(expression) if each in bound]
        key = (id(expression), tuple(bound[each] for each in names))
        if key not in self._known:
            try:
                self._known[key] = self._lowering.condition(expression, dict(bound))
            except GroundingError:
                self._known[key] = None
        return self._known[key]

    def _variables(self, expression: Expression) -> tuple[Variable, ...]:
        """The variables in an expression, each once, as they come."""
        if id(expression) not in self._variables_of:
            self._variables_of[id(expression)] = tuple(dict.fromkeys(_variables(expression)))
        return self._variables_of[id(expression)]


def _fits(argument: Argument, value: Value, bound: dict[Variable, Value]) -> bool:
    """Whether an argument of a pattern can stand for a value; binds it then."""
    if isinstance(argument, Variable):
        if argument in bound:
            return bound[argument] == value
        bound[argument] = value
        return True
    return (argument.name if isinstance(argument, Entity) else argument) == value


def _variables(node: object) -> Iterator[Variable]:
    """The variables that an expression leaves open."""
    if isinstance(node, Variable):
        yield node
    elif isinstance(node, Quantified):
        yield from (each for each in _variables(node.body) if each != node.variable)
    elif isinstance(node, tuple):
        for part in node:
            yield from _variables(part)
    elif is_dataclass(node) and not isinstance(node, type | Entity):
        for each in fields(node):
            if each.name not in ("span", "type", "property"):
                yield from _variables(getattr(node, each.name))


def faults(reading: Reading, sifter: Sifter, patterns: Sequence[Pattern]) -> Iterator[Finding]:
    """What the patterns of a world say is wrong with a story."""
    for pattern in patterns:
        if not pattern.role:
            continue
        try:
            found = sifter.matches(pattern)
        except TooManyChoicesError:
            continue
        for match in found:
            beat = match.beats[-1] or len(reading.story)
            yield reading.finding(
                CODES[pattern.role],
                beat - 1,
                match.sentence,
                [f"The pattern '{pattern.name}' of the world."],
                evidence=match.beats,
                repair="let something follow from it, or mark it as deliberate",
                warning=True,
            )
