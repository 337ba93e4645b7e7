"""Small worlds, ground, and their parts as text."""

from __future__ import annotations

from dramaturge.ground import ground, show_condition, show_term
from dramaturge.ground.world import GroundEvent, GroundWorld
from dramaturge.model import World
from dramaturge.problems import errors
from tests.model.reading import build_text

INN = """
entity Ann : character;
entity Ben : character;
entity Inn : place;
entity Mill : place;
property at(c : character) : place;
property coins(c : character) : number;
property debt() : number;
property awake(c : character) : boolean;
property open(p : place) : boolean;
at(Ann) = Inn;
coins(Ann) = 3;
awake(Ann);
"""
"""Two people, two places, a property of every kind."""

LIVELY = """
action stir(c : character, p : place) {
  effect: at(c) = p & coins(c) = coins(c) - 1 & debt() = debt() + 2 &
    (if(awake(c)) !awake(c) else awake(c)) & (if(open(p)) !open(p) else open(p));
};
action lose(c : character) { effect: at(c) = ? & coins(c) = ? & debt() = debt() - 1; };
action win(c : character) { effect: coins(c) = coins(c) + 1; };
"""
"""Makes every property of INN change in all ways."""


def built(text: str) -> World:
    """The world of a text without errors; its warnings are for others to test."""
    world, problems = build_text(text)
    assert not errors(problems), "\n".join(map(str, problems))
    assert world is not None
    return world


def grounded(text: str, *, prune: bool = True, only: frozenset[str] | None = None) -> GroundWorld:
    """The ground form of a text without a problem."""
    world, problems = ground(built(text), prune=prune, only=only)
    assert not problems, "\n".join(map(str, problems))
    assert world is not None
    return world


def action(world: GroundWorld, name: str) -> GroundEvent:
    """The only action of that name."""
    (found,) = (event for event in world.actions if event.name == name)
    return found


def names(world: GroundWorld) -> list[str]:
    return [event.name for event in world.actions]


def precondition(condition: str, *, prune: bool = True) -> str:
    """What becomes of a condition of an action in the lively inn."""
    text = f"{INN}{LIVELY}action test() {{ precondition: {condition}; effect: debt() = 99; }};"
    world = grounded(text, prune=prune)
    found = [event for event in world.actions if event.name == "test()"]
    return show_condition(world, found[0].precondition) if found else "never"


def effects(world: GroundWorld, name: str) -> list[str]:
    """The effects of an action, each as `fluent = value if condition`."""
    shown = []
    for effect in action(world, name).effects:
        fluent = world.fluents[effect.fluent].name
        for character in reversed(effect.chain):
            fluent = f"believes({world.characters[character]}, {fluent})"
        condition = show_condition(world, effect.condition)
        shown.append(f"{fluent} = {show_term(world, effect.value)} if {condition}")
    return shown
