"""A world opened for questions: what the conformance tests ask of the reference semantics."""

from __future__ import annotations

from dramaturge.ground import ground, ground_term
from dramaturge.ground.world import GroundWorld, Value
from dramaturge.model.build import build, build_expression
from dramaturge.model.world import World
from dramaturge.problems import errors
from dramaturge.semantics import Dynamics, Reasons, State
from dramaturge.source import Source
from dramaturge.syntax.parser import parse, parse_expression


class RejectedError(Exception):
    """The text was refused; carries the codes."""


def understand(text: str, name: str) -> World:
    """The world of a text, read with the old arithmetic; RejectedError if it has mistakes."""
    tree, wrong = parse(Source(name, text), legacy_arithmetic=True)
    if not errors(wrong):
        world, more = build(tree, name)
        wrong = (*wrong, *more)
        if world is not None and not errors(wrong):
            return world
    raise RejectedError(", ".join(problem.code for problem in errors(wrong)))


class Opened:
    """One world, ground, with its reference semantics."""

    def __init__(self, text: str, name: str, *, prune: bool = True) -> None:
        self.world = understand(text, name)
        grounded, wrong = ground(self.world, prune=prune)
        if grounded is None:
            raise RejectedError(", ".join(problem.code for problem in errors(wrong)))
        self.ground: GroundWorld = grounded
        self.dynamics = Dynamics(grounded)

    def action(self, name: str) -> int | None:
        """The index of a ground action; None if grounding dropped it."""
        names = [action.name for action in self.ground.actions]
        return names.index(name) if name in names else None

    def after(self, actions: list[str]) -> State | None:
        """The state after the actions; None if one is impossible."""
        state = self.dynamics.initial
        for name in actions:
            action = self.action(name)
            if state is None or action is None:
                return None
            state = self.dynamics.after(state, action)
        return state

    def believed(self, state: State, believers: list[str]) -> State:
        for name in believers:
            state = state.believed(self.ground.characters.index(name))
        return state

    def value(self, state: State, expression: str) -> Value:
        """The value of an expression; RejectedError if it is none."""
        tree, wrong = parse_expression(Source("expression", expression), legacy_arithmetic=True)
        if tree is None or errors(wrong):
            raise RejectedError(", ".join(problem.code for problem in wrong))
        built, wrong = build_expression(tree, self.world)
        if built is None:
            raise RejectedError(", ".join(problem.code for problem in wrong))
        return self.dynamics.value(ground_term(self.world, self.ground, built), state)

    def reasons(self, character_limit: int, epistemic_limit: int) -> Reasons:
        return Reasons(self.dynamics, character_limit, epistemic_limit)


def shown(value: Value) -> str:
    """A value as Sabre writes it."""
    if value is None:
        return "?"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
