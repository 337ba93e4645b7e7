"""What becomes of a plan: how the others would answer each step, on motives of their own.

The planners do what they agreed on, step by step, wanted by each of them or not. Before each step
and after the last, others may do whatever all concerned in it have a reason for, up to so many acts
in a row; what needs a planner's consent is not an answer. A line ends after the last step and some
answers to it, or fails where the next step is not possible (and nobody makes it so).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dramaturge.explore.advice import Counsel, Fate, Foresight, Line, Loss, Result, Reversal
from dramaturge.explore.explore import Target, after
from dramaturge.explore.plan_tree import Node, PlanTree
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.explorer import Explorer
from dramaturge.semantics.state import State
from dramaturge.story import Limits

FOR_THE_PLAN = 0.5  # of the time; the rest is for what the planners could have foreseen


def counsel(
    ground: GroundWorld,
    plan: Sequence[str],
    limits: Limits,
    start: Sequence[str] = (),
    *,
    answers: int = 2,
    planners: Sequence[str] | None = None,
    wanted: Callable[[State], bool] | None = None,
    targets: Sequence[Target] = (),
) -> Counsel:
    """What would become of a plan after the acts in `start`.

    answers: the most acts of others in a row. planners: default: all who consent to a step.
    wanted: what the planners want to come of it, read at the end; default: that all steps are
    done. targets: endings to look out for. limits: of plans in minds; of time, memory and states.
    Raises ValueError for acts that the world does not have, and if those in `start` are not
    possible.
    """
    by_name = {action.name: action for action in ground.actions}
    for act in plan:
        if act not in by_name:
            raise ValueError(f"this can never happen in the world: {act}")
    who = tuple(
        dict.fromkeys(ground.characters[c] for act in plan for c in by_name[act].consenting)
    )
    names = who if planners is None else tuple(planners)
    team = frozenset(ground.characters.index(name) for name in names)
    explorer = Explorer(ground, limits)
    here = after(explorer, start)
    tree = PlanTree(explorer, here, plan, team, answers, wanted)
    began, seconds = time.monotonic(), limits.time_s
    tree.grow(None if seconds is None else began + FOR_THE_PLAN * seconds)
    failures = [tree.line(node) for node in tree.failures()]
    success = next((tree.line(n) for n in tree.ends if tree.is_good(n)), None)
    minds: list[PlanTree] = []
    for number, character in enumerate(sorted(team) if failures else ()):
        mind = explorer.believed(here, character)
        minds.append(PlanTree(explorer, mind, plan, team, answers, wanted))
        share = FOR_THE_PLAN + (1 - FOR_THE_PLAN) * (number + 1) / len(team)
        minds[-1].grow(None if seconds is None else began + share * seconds)
    return Counsel(
        start=tuple(start),
        plan=tuple(plan),
        planners=names,
        success=success,
        failures=tuple(failures),
        reversals=_reversals(tree),
        fates=_fates(ground, explorer, tree, here),
        foresight=tuple(
            Foresight(
                ground.characters[character], failure, _foreseen(mind, failure), mind.limit is None
            )
            for character, mind in zip(sorted(team), minds, strict=False)
            for failure in failures
        ),
        situations=len(tree.came),
        limit=next((t.limit for t in (tree, *minds) if t.limit), None),
        losses=tuple(_losses(ground, explorer, node, here) for node in tree.failures()),
        results=tuple(_results(explorer, tree, targets, here)),
    )


def _reversals(tree: PlanTree) -> tuple[Reversal, ...]:
    """The same act with the same effect after several steps is one."""
    found: dict[str, Reversal] = {}
    for node, reached in tree.reversals():
        came = tree.came[reached]
        if came is None or came[0] != node:
            continue
        act = came[1]
        known = found.get(act.action)
        if known is None:
            before = tree.line(node).acts
            found[act.action] = Reversal(before, act.action, (node.done,), act.step is not None)
        elif node.done not in known.steps:
            found[act.action] = replace(known, steps=tuple(sorted((*known.steps, node.done))))
    return tuple(found.values())


def _results(
    explorer: Explorer, tree: PlanTree, targets: Sequence[Target], here: int
) -> Iterator[Result]:
    """The endings that hold at the end of some line, and not now."""
    for target in targets:
        if target.test(explorer.view(here)):
            continue
        ends = (node for node in tree.ends if target.test(explorer.view(node.state)))
        node = next(ends, None)
        if node is not None:
            yield Result(target.name, target.text, tree.line(node))


def _losses(ground: GroundWorld, explorer: Explorer, node: Node, here: int) -> tuple[Loss, ...]:
    """Who is worse off at the end of a line than at its beginning."""
    found: list[Loss] = []
    for index, name in enumerate(ground.characters):
        before = explorer.utility(here, index + 1)
        after_ = explorer.utility(node.state, index + 1)
        if before is not None and after_ is not None and after_ < before:
            found.append(Loss(name, before, after_))
    return tuple(found)


def _foreseen(mind: PlanTree, failure: Line) -> Line | None:
    """A line in a mind that goes wrong in the same way."""
    for node in mind.failures():
        line = mind.line(node)
        if line.failed_at == failure.failed_at:
            return line
    return None


def _fates(ground: GroundWorld, explorer: Explorer, tree: PlanTree, here: int) -> tuple[Fate, ...]:
    found: list[Fate] = []
    for index, name in enumerate(ground.characters):
        agent = index + 1
        ends = [(explorer.utility(node.state, agent), node) for node in tree.ends]
        known = [(value, node) for value, node in ends if value is not None]
        if not known:
            continue
        worst = min(known, key=lambda end: end[0])
        best = max(known, key=lambda end: end[0])
        found.append(
            Fate(
                character=name,
                before=explorer.utility(here, agent),
                worst=worst[0],
                worst_line=tree.line(worst[1]),
                best=best[0],
                best_line=tree.line(best[1]),
                worst_at=_first(explorer, tree, worst[1], agent, worst[0]),
                best_at=_first(explorer, tree, best[1], agent, best[0]),
            )
        )
    return tuple(found)


def _first(explorer: Explorer, tree: PlanTree, node: Node, agent: int, value: float) -> int | None:
    """After which act of the line to the node (an index) the utility is, and stays, what it is at
    the end; None: it is from the beginning."""
    nodes = [node]
    while (came := tree.came[nodes[-1]]) is not None:
        nodes.append(came[0])
    at = 0
    while at + 1 < len(nodes) and explorer.utility(nodes[at + 1].state, agent) == value:
        at += 1
    index = len(nodes) - 1 - at  # of the node on the line; the act before it has one less
    return None if index == 0 else index - 1
