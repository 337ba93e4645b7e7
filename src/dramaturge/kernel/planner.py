"""The search for a story in the kernel, with numbers for names."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from typing import NamedTuple, TypedDict

from dramaturge import _kernel
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel import counts
from dramaturge.kernel.compile import Compiled, compiled_within
from dramaturge.story import Aim, Limits, Outcome, Progress, Round

# A character and the plan it has in mind.
Reason = tuple[int, tuple["Deed", ...]]

# An action, and the reason of each consenting character (but the owner of the plan it stands in):
# a plan that begins with the action itself.
Deed = tuple[int, tuple[Reason, ...]]

# How much is spent on refuting that anything could be left out of a story and of the plans behind
# it, in small steps of work, so that answers do not depend on the clock.
PROOF_EFFORT = 100_000
NEVER = 2**30 - 1  # more acts than any story has


class Rounds(Enum):
    """Which ways of searching: all, one after the other; those that may miss a story, after which
    nothing is proved; or those that miss none."""

    all = "all"
    hopeful = "hopeful"
    certain = "certain"


@dataclass(frozen=True, slots=True)
class Tale:
    """A story that is proved; undecided: see `dramaturge.story.SearchResult`."""

    deeds: tuple[Deed, ...]
    utility: float
    undecided: int
    round: str


@dataclass(frozen=True, slots=True)
class Answer:
    """See `dramaturge.story.SearchResult`. tales: in the order found."""

    outcome: Outcome
    limit: str | None
    tales: tuple[Tale, ...]
    round: str
    bound: int | None
    exhausted: bool
    expanded: int
    states: int


def rounds() -> tuple[Round, ...]:
    """The ways of searching, in the order in which they are tried."""
    return tuple(Round(*round) for round in _kernel.rounds())


class Hope(NamedTuple):
    """Limits of plans in minds, at most those of a search, within which its hopeful rounds look
    for them. commits: whoever has begun with a plan goes on with it, without a new question.
    imagines: long plans are found as stories are, which misses some; 0: not so, and the more the
    longer they are looked for. focuses: where it imagines, what those do comes first whom the
    plan seems to need."""

    character: int | None
    epistemic: int | None
    commits: bool = False
    imagines: int = 0
    focuses: bool = False


class Planner:
    """A search within limits, in a state graph of its own.

    capacity: the states (numbers, plans, ..) that can be told apart by their number; when no number
    is left, that counts as the memory limit. Less than what the kernel can count to only in tests.
    """

    capacity = _kernel.MOST_NUMBERS

    def __init__(
        self,
        ground: GroundWorld,
        limits: Limits,
        progress: Callable[[Progress], None] | None = None,
        seed: int = 0,
        proof: int = PROOF_EFFORT,
        begun: Sequence[int] = (),
        compiled: Compiled | None = None,
        effort: int | None = None,
        hoped: Hope | None = None,
    ) -> None:
        """ValueError if the triggers of the initial state never settle; MemoryError if the search
        cannot even begin within its limit. seed: see `order`. proof: see `PROOF_EFFORT`. begun:
        actions that have happened already: stories go on after them; ValueError if they are not
        possible. compiled: the world, if it was compiled before. effort: small steps of work after
        which the search stops. hoped: what the hopeful rounds look for, if less than the limits
        allow."""

        def report(
            round: str,
            depth: int,
            states: int,
            expanded: int,
            best: float,
            size: int,
            seconds: float,
            stories: int,
            shortest: int,
            bound: int,
        ) -> None:
            if progress is not None:
                memory = size / counts.MEGABYTE
                found = (stories, shortest, bound)
                progress(Progress(round, depth, states, expanded, best, memory, seconds, *found))

        tables, limits = compiled_within(ground, limits, compiled)
        self._planner = _kernel.Planner(
            tables,
            author=counts.acts(limits.author),
            character=counts.acts(limits.character),
            epistemic=counts.minds(limits.epistemic),
            seconds=math.inf if limits.time_s is None else limits.time_s,
            bytes=counts.memory(limits.memory_mb),
            states=counts.resource(limits.states),
            progress=report,
            order=order([action.name for action in ground.actions], seed),
            proof=proof,
            begun=list(begun),
            capacity=self.capacity,
            effort=counts.resource(effort),
            **_hoped(hoped),
        )

    @property
    def start(self) -> float | None:
        """The author's utility at the start; None if unknown."""
        start = self._planner.start
        return None if math.isnan(start) else start

    def run(
        self, goal: float, aim: Aim = Aim.any, count: int = 1, rounds: Rounds = Rounds.all
    ) -> Answer:
        """Searches until there is an answer, a limit is met or Ctrl-C. Once.

        count: the stories wanted, of Aim.several; there may be more of them, to choose from.
        """
        kernel = self._planner
        outcome = Outcome(kernel.run(goal, aim.value, counts.acts(count), rounds.value))
        stop = kernel.stop
        return Answer(
            outcome=outcome,
            limit=None if outcome is Outcome.cancelled else stop,
            tales=tuple(Tale(*tale) for tale in kernel.tales),
            round=kernel.round,
            bound=None if kernel.bound >= NEVER else kernel.bound,
            exhausted=kernel.exhausted,
            expanded=kernel.expanded,
            states=kernel.states,
        )

    def settle(self, acts: Sequence[int], effort: int) -> Tale | None:
        """A story proved within the limits: these acts, or fewer of them if some turn out to be
        needless; None if somebody has no reason, or if it takes more effort than that."""
        tale = self._planner.settle(list(acts), effort)
        return None if tale is None else Tale(*tale)

    def reasons(self, acts: Sequence[int], action: int) -> tuple[Reason, ...] | None:
        """Why everybody concerned would do the action after these acts; None if somebody would
        not. Exact within the limits of depth; the others do not count here."""
        reasons: tuple[Reason, ...] | None = self._planner.reasons(list(acts), action)
        return reasons


def order(names: Sequence[str], seed: int = 0) -> list[int]:
    """The place of each action among equals.

    Seed 0 goes by name, so that the order in which a world declares things changes nothing; any
    other draws lots, the same ones on every machine.
    """

    def lot(name: str) -> bytes:
        return blake2b(f"{seed}:{name}".encode()).digest() if seed else b""

    ranked = sorted(range(len(names)), key=lambda action: (lot(names[action]), names[action]))
    places = [0] * len(names)
    for place, action in enumerate(ranked):
        places[action] = place
    return places


class _Hoped(TypedDict, total=False):
    hoped_character: int
    hoped_epistemic: int
    commits: bool
    imagines: int
    focuses: bool


def _hoped(hoped: Hope | None) -> _Hoped:
    if hoped is None:
        return {}
    return {
        "hoped_character": counts.acts(hoped.character),
        "hoped_epistemic": counts.minds(hoped.epistemic),
        "commits": hoped.commits,
        "imagines": hoped.imagines,
        "focuses": hoped.focuses,
    }
