"""The situations that a plan can lead to, the answers of others included."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dramaturge.explore.advice import Act, Line
from dramaturge.kernel.explorer import Explorer, StoppedError
from dramaturge.semantics.state import State


@dataclass(frozen=True, slots=True)
class Node:
    state: int
    done: int  # steps of the plan
    answers: int  # since the last step


class PlanTree:
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
        self.root = Node(start, 0, 0)
        self.came: dict[Node, tuple[Node, Act] | None] = {self.root: None}
        self.following: dict[Node, list[Node]] = {}
        self.failed: dict[Node, int] = {}  # node -> the step
        self.limit: str | None = None

    def grow(self, until: float | None = None) -> None:
        """Everything, unless the time is up (on the monotonic clock)."""
        queue = [self.root]
        try:
            for node in queue:  # grows while it is walked
                if until is not None and time.monotonic() > until:
                    raise StoppedError("time")
                self.following[node] = []
                for act, reached in self._moves(node):
                    self.following[node].append(reached)
                    if reached not in self.came:
                        self.came[reached] = (node, act)
                        queue.append(reached)
        except StoppedError as stopped:
            self.limit = stopped.limit

    def _moves(self, node: Node) -> Iterator[tuple[Act, Node]]:
        possible = self._explorer.moves(node.state, ask=False)
        if node.done < len(self._plan):
            wanted = self._plan[node.done]
            step = next((m for m in possible if self._actions[m.action].name == wanted), None)
            if step is None:  # unless somebody answers in time
                self.failed[node] = node.done + 1
            else:
                yield Act(wanted, node.done + 1), Node(step.after, node.done + 1, 0)
        if node.answers < self._answers:
            for move in self._explorer.moves(node.state):
                who = self._actions[move.action].consenting
                if move.willing and who and not self._planners.intersection(who):
                    answer = Act(self._actions[move.action].name, None)
                    yield answer, Node(move.after, node.done, node.answers + 1)

    @property
    def ends(self) -> list[Node]:
        """Where a line may end, those with the shortest lines first."""
        return [n for n in self.came if n in self.failed or n.done == len(self._plan)]

    def is_good(self, node: Node) -> bool:
        if node.done < len(self._plan):
            return False
        return self._wanted is None or self._wanted(self._explorer.view(node.state))

    def line(self, node: Node) -> Line:
        acts: list[Act] = []
        at = node
        while (came := self.came[at]) is not None:
            at, act = came
            acts.append(act)
        return Line(tuple(acts[::-1]), self.failed.get(node), self.is_good(node))

    def failures(self) -> list[Node]:
        """For each step that can fail, and for a bad end, the node with the shortest line."""
        first: dict[int, Node] = {}
        for node in self.ends:
            if not self.is_good(node):
                first.setdefault(self.failed.get(node, len(self._plan) + 1), node)
        return [first[step] for step in sorted(first)]

    def reversals(self) -> list[tuple[Node, Node]]:
        """Moves from where the plan can come out well to where it cannot; only the first on each
        line."""
        before: dict[Node, list[Node]] = {}
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
            if reached not in alive
        ]
