"""From a world to its ground form: instantiate, prune, number. Source: SEMANTICS.md 2, 5."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dramaturge.ground import fold
from dramaturge.ground.checks import check_world
from dramaturge.ground.collection import no_collection
from dramaturge.ground.deadlines import past_deadlines, unreached_deadlines
from dramaturge.ground.effects import (
    Entries,
    assigned_fluents,
    initial_entries,
    initial_values,
)
from dramaturge.ground.instances import Grounder, Prefixes
from dramaturge.ground.limits import DEFAULT_LIMIT, Budget, GroundingError
from dramaturge.ground.lower import Lowering
from dramaturge.ground.prune import prune as pruned
from dramaturge.ground.reach import Reach
from dramaturge.ground.table import Table, fluent_table
from dramaturge.ground.world import (
    ATTEMPT,
    Const,
    Entry,
    GroundEvent,
    GroundWorld,
    Term,
    Value,
)
from dramaturge.model.terms import split_term
from dramaturge.model.world import Event, World
from dramaturge.problems import Problem, errors


def ground(
    world: World,
    *,
    prune: bool = True,
    only: frozenset[str] | None = None,
    limit: int = DEFAULT_LIMIT,
) -> tuple[GroundWorld | None, tuple[Problem, ...]]:
    """The ground world and all problems found; None instead of it if there are errors.

    prune: leave out what can never happen, change or matter; else everything stays, and only
    variables and type tests are decided. Both forms mean the same; to that end the precondition of
    a pruned action may have TRUE beside others in an `Any`, for what surprise repairs.
    only: the names of the actions to instantiate ("walk(Tom, Cottage, Market)"); the others count
    as missing. limit: of instances and terms together.
    """
    problems: list[Problem] = []
    try:
        problems += check_world(world)
        if errors(problems):
            return None, tuple(problems)
        with no_collection():
            found = _instantiated(world, prune, only, Budget(limit), problems)
    except GroundingError as refused:
        return None, (*problems, refused.problem)
    except RecursionError:
        message = "a value is nested too deeply to ground"
        return None, (*problems, Problem("E405", message, hint="split it up"))
    return (None if errors(problems) else found), tuple(problems)


def _instantiated(
    world: World,
    prune: bool,
    only: frozenset[str] | None,
    budget: Budget,
    problems: list[Problem],
) -> GroundWorld:
    table = fluent_table(world, budget)
    budget.start(None, "the initial state", None)
    entries = initial_entries(world, Lowering(table, budget))
    problems += past_deadlines(world, table, entries)
    start = _start(world, table, entries)
    lowering = Lowering(table, budget)
    grounder = Grounder(lowering, start, prune)

    def instances(events: Iterable[Event], names: frozenset[str] | None) -> list[GroundEvent]:
        """All of them, then the failing attempts at them."""
        found: list[GroundEvent] = []
        attempts: list[GroundEvent] = []
        for event in events:
            wanted = None if names is None else _prefixes(event, names)
            made, failing, problem = grounder.ground(event, wanted)
            for attempt in failing:
                assert attempt.motive is not None
                attempts.append(replace(attempt, motive=attempt.motive + len(found)))
            found += made
            if problem is not None:
                problems.append(problem)
        return found + attempts

    actions = instances(world.actions, only)
    triggers = instances(world.triggers, None)
    budget.start(None, "the utilities", None)
    found = GroundWorld(
        name=world.name,
        characters=tuple(entity.name for entity in world.characters),
        entities=tuple(entity.name for entity in world.entities),
        fluents=tuple(table.fluents),
        actions=tuple(actions),
        triggers=tuple(triggers),
        utilities=tuple(_utilities(world, lowering)),
        initial=_sorted_entries(entries),
    )
    if not prune:
        return found
    found = pruned(found, table, entries)
    if only is None:
        problems += unreached_deadlines(world, found)
    return found


def _start(world: World, table: Table, entries: Entries) -> Reach:
    """What fluents can hold as far as the text of the effects tells; also sets `table.fixed`."""
    values: list[Sequence[Value] | None] = []
    initial = initial_values(table, entries)
    for fluent, is_assigned in enumerate(assigned_fluents(world, table)):
        known = initial[fluent]
        if is_assigned:
            values.append(None)
        elif len(known) == 1:
            table.fixed[fluent] = known[0]
            values.append(known)
        else:
            can_be_unknown = table.fluents[fluent].kind != "boolean"
            values.append((*known, None) if can_be_unknown else known)
    return Reach(table.fluents, values)


def _utilities(world: World, lowering: Lowering) -> Iterable[Term]:
    """The author's, then each character's; a condition counts 1 where it holds, else 0."""
    for owner in ("", *(entity.name for entity in world.characters)):
        utility = world.utilities.get(owner)
        if utility is None:
            yield Const(0.0)
        elif lowering.names.kind(utility, {}) == "boolean":
            yield fold.choice(lowering.condition(utility, {}), Const(1.0), Const(0.0))
        else:
            yield lowering.term(utility, {})


def _sorted_entries(entries: Entries) -> tuple[Entry, ...]:
    """Reality first, in fluent order; then chains by length."""
    order = sorted(entries, key=lambda place: (len(place[0]), place))
    return tuple(Entry(chain, fluent, entries[chain, fluent]) for chain, fluent in order)


def _prefixes(event: Event, names: frozenset[str]) -> Prefixes:
    """The argument lists under which an event is named, and all their beginnings."""
    wanted: Prefixes = set()
    for name in names:
        name = name.removeprefix(ATTEMPT)
        head, arguments = split_term(name) or ("", ())
        if head == event.name and len(arguments) == len(event.parameters):
            wanted.update(arguments[:count] for count in range(len(arguments) + 1))
    return wanted
