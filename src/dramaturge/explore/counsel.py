"""What becomes of a plan: how the others would answer each step, on motives of their own.

The planners do what they agreed on, step by step, wanted by each of them or not. Before each step
and after the last, others may do whatever all concerned in it have a reason for, up to so many acts
in a row; what needs a planner's consent is not an answer. A line ends after the last step and some
answers to it, or fails where the next step is not possible (and nobody makes it so).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dramaturge.explore.explore import after
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.explorer import Explorer, StoppedError
from dramaturge.semantics.state import State
from dramaturge.story import Limits


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a line; step: its number in the plan (from 1), None: somebody's answer."""

    action: str
    step: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One way that things can go. failed_at: the step (from 1) that is not possible any more;
    None: all were done. good: all done, and what the planners wanted has come."""

    acts: tuple[Act, ...]
    failed_at: int | None
    good: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """How a person can end: utilities (None: unknown) and a shortest line to each."""

    character: str
    before: float | None
    worst: float | None
    worst_line: Line
    best: float | None
    best_line: Line


@dataclass(frozen=True, slots=True)
class Reversal:
    """The answer after which the plan cannot come out well any more, though before it could."""

    before: tuple[Act, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Foresight:
    """What a planner, by what they know, could have foreseen: a line in their own mind that fails
    at the same step, or ends badly too, as the failure in question; None: nothing of the kind."""

    character: str
    failure: Line
    foreseen: Line | None


@dataclass(frozen=True, slots=True)
class Counsel:
    """What would become of a plan.

    successes: shortest lines first, one per order of answers that comes out well; failures: for
    each step that can fail, and for the end, a shortest line that does. limit: what ended the
    search early, if anything; then there may be more.
    """

    start: tuple[str, ...]
    plan: tuple[str, ...]
    planners: tuple[str, ...]
    success: Line | None
    failures: tuple[Line, ...]
    reversals: tuple[Reversal, ...]
    fates: tuple[Fate, ...]
    foresight: tuple[Foresight, ...]
    situations: int
    limit: str | None

    @property
    def safe(self) -> bool:
        """Whether nothing that the others would do spoils it."""
        return self.success is not None and not self.failures and self.limit is None


@dataclass(frozen=True, slots=True)
class _Node:
    state: int
    done: int  # steps of the plan
    answers: int  # since the last step


class _Tree:
    """The situations that a plan can lead to from one state, breadth first."""

    def __init__(
        self,
        explorer: Explorer,
        start: int,
        plan: Sequence[str],
        planners: frozenset[int],
        answers: int,
        wanted: Callable[[State], bool] | None,
    ) -> None:
        self._explorer = explorer
        self._actions = explorer.ground.actions
        self._plan = plan
        self._planners = planners
        self._answers = answers
        self._wanted = wanted
        self.root = _Node(start, 0, 0)
        self.came: dict[_Node, tuple[_Node, Act] | None] = {self.root: None}
        self.following: dict[_Node, list[_Node]] = {}
        self.failed: dict[_Node, int] = {}  # node -> the step
        self.limit: str | None = None

    def grow(self) -> None:
        queue = [self.root]
        try:
            for node in queue:  # grows while it is walked
                self.following[node] = []
                for act, reached in self._moves(node):
                    self.following[node].append(reached)
                    if reached not in self.came:
                        self.came[reached] = (node, act)
                        queue.append(reached)
        except StoppedError as stopped:
            self.limit = stopped.limit

    def _moves(self, node: _Node) -> Iterator[tuple[Act, _Node]]:
        possible = self._explorer.moves(node.state, ask=False)
        if node.done < len(self._plan):
            wanted = self._plan[node.done]
            step = next((m for m in possible if self._actions[m.action].name == wanted), None)
            if step is None:  # unless somebody answers in time
                self.failed[node] = node.done + 1
            else:
                yield Act(wanted, node.done + 1), _Node(step.after, node.done + 1, 0)
        if node.answers < self._answers:
            for move in self._explorer.moves(node.state):
                who = self._actions[move.action].consenting
                if move.willing and who and not self._planners.intersection(who):
                    answer = Act(self._actions[move.action].name, None)
                    yield answer, _Node(move.after, node.done, node.answers + 1)

    @property
    def ends(self) -> list[_Node]:
        """Where a line may end, those with the shortest lines first."""
        return [n for n in self.came if n in self.failed or n.done == len(self._plan)]

    def is_good(self, node: _Node) -> bool:
        if node.done < len(self._plan):
            return False
        return self._wanted is None or self._wanted(self._explorer.view(node.state))

    def line(self, node: _Node) -> Line:
        acts: list[Act] = []
        at = node
        while (came := self.came[at]) is not None:
            at, act = came
            acts.append(act)
        return Line(tuple(acts[::-1]), self.failed.get(node), self.is_good(node))

    def failures(self) -> list[_Node]:
        """For each step that can fail, and for a bad end, the node with the shortest line."""
        first: dict[int, _Node] = {}
        for node in self.ends:
            if not self.is_good(node):
                first.setdefault(self.failed.get(node, len(self._plan) + 1), node)
        return [first[step] for step in sorted(first)]

    def reversals(self) -> list[tuple[_Node, _Node]]:
        """Moves of others from where the plan can come out well to where it cannot; only the
        first on each line."""
        before: dict[_Node, list[_Node]] = {}
        for node, following in self.following.items():
            for reached in following:
                before.setdefault(reached, []).append(node)
        alive = {node for node in self.ends if self.is_good(node)}
        queue = list(alive)
        for node in queue:  # grows while it is walked
            for earlier in before.get(node, ()):
                if earlier not in alive:
                    alive.add(earlier)
                    queue.append(earlier)
        return [
            (node, reached)
            for node, following in self.following.items()
            if node in alive
            for reached in following
            if reached not in alive and reached.done == node.done
        ]


def counsel(
    ground: GroundWorld,
    plan: Sequence[str],
    limits: Limits,
    start: Sequence[str] = (),
    *,
    answers: int = 2,
    planners: Sequence[str] | None = None,
    wanted: Callable[[State], bool] | None = None,
) -> Counsel:
    """What would become of a plan after the acts in `start`.

    answers: the most acts of others in a row. planners: default: all who consent to a step.
    wanted: what the planners want to come of it, read at the end; default: that all steps are
    done. limits: of plans in minds; of time, memory and states. Raises ValueError for acts that the
    world does not have, and if those in `start` are not possible.
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
    tree = _Tree(explorer, here, plan, team, answers, wanted)
    tree.grow()
    failures = [tree.line(node) for node in tree.failures()]
    success = next((tree.line(n) for n in tree.ends if tree.is_good(n)), None)
    minds: list[_Tree] = []
    for character in sorted(team) if failures else ():
        mind = explorer.believed(here, character)
        minds.append(_Tree(explorer, mind, plan, team, answers, wanted))
        minds[-1].grow()
    return Counsel(
        start=tuple(start),
        plan=tuple(plan),
        planners=names,
        success=success,
        failures=tuple(failures),
        reversals=_reversals(tree),
        fates=_fates(ground, explorer, tree, here),
        foresight=tuple(
            Foresight(ground.characters[character], failure, _foreseen(mind, failure))
            for character, mind in zip(sorted(team), minds, strict=False)
            for failure in failures
        ),
        situations=len(tree.came),
        limit=next((t.limit for t in (tree, *minds) if t.limit), None),
    )


def _reversals(tree: _Tree) -> tuple[Reversal, ...]:
    found: dict[tuple[int, str], Reversal] = {}
    for node, reached in tree.reversals():
        line = tree.line(reached)
        own = tree.line(node)
        came = tree.came[reached]
        if came is not None and came[0] == node:
            answer = line.acts[-1].action
            found.setdefault((node.done, answer), Reversal(own.acts, answer))
    return tuple(found.values())


def _foreseen(mind: _Tree, failure: Line) -> Line | None:
    """A line in a mind that goes wrong in the same way."""
    for node in mind.failures():
        line = mind.line(node)
        if line.failed_at == failure.failed_at:
            return line
    return None


def _fates(ground: GroundWorld, explorer: Explorer, tree: _Tree, here: int) -> tuple[Fate, ...]:
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
            )
        )
    return tuple(found)
