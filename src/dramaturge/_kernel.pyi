"""The native kernel of Dramaturge. Use dramaturge.kernel instead."""

from collections.abc import Sequence


class GroundWorld:
    """A ground world as flat tables of numbers."""

    def __init__(self, character_count: int, entity_count: int, action_count: int, fluents: Sequence[int], domains: Sequence[Sequence[int]], numbers: Sequence[float], chains: Sequence[Sequence[int]], terms: Sequence[Sequence[int]], conditions: Sequence[Sequence[int]], parts: Sequence[int], repaired: Sequence[Sequence[int]], events: list, utilities: Sequence[int], initial: Sequence[Sequence[int]], publics: Sequence[int] = [], attempts: Sequence[Sequence[int]] = []) -> None:
        """Checks the tables: ValueError where they are inconsistent."""

class StateGraph:
    """The epistemic state graph of a world."""

    def __init__(self, world: GroundWorld, capacity: int = 1073741823) -> None:
        """
        ValueError if the triggers of the initial state never settle. capacity: the states that can be numbered.
        """

    @property
    def initial(self) -> int: ...

    def believed(self, state: int, character: int) -> int: ...

    def possible(self, state: int, action: int) -> bool: ...

    def possible_actions(self, state: int) -> list[int]: ...

    def after(self, state: int, action: int) -> int | None: ...

    def utility(self, state: int, agent: int) -> float | None: ...

    def values(self, state: int) -> list[int]: ...

    def number(self, value: int) -> float: ...

    def expand_count(self, depth: int) -> list[int]:
        """The states within 1 .. depth actions. Releases the interpreter's lock."""

    def limit_memory(self, bytes: int) -> None:
        """
        From now on MemoryError where more would be needed; the graph stays usable.
        """

    def __len__(self) -> int: ...

    @property
    def size_bytes(self) -> int: ...

    @property
    def generated(self) -> int: ...

    @property
    def transitions(self) -> int: ...

    @property
    def unsettled(self) -> str: ...

MOST_NUMBERS: int = 1073741823

class Planner:
    """A search for stories, with a graph of its own."""

    def __init__(self, world: GroundWorld, author: int, character: int, epistemic: int, seconds: float, bytes: int, states: int, progress: object | None, order: Sequence[int], proof: int, begun: Sequence[int], capacity: int = 1073741823, effort: int = 18446744073709551615, hoped_character: int = 4294967295, hoped_epistemic: int = 4294967295, commits: bool = False, imagines: int = 0, focuses: bool = False) -> None:
        """
        ValueError if the triggers of the initial state never settle; MemoryError if it cannot even begin within so many bytes. order: the place of each action among equals; empty: that in the world. proof: the effort for showing that nothing in a story can be left out. begun: acts that have happened already. capacity: the states that can be numbered. effort: the steps of work after which it stops. hoped_character, hoped_epistemic: how far the hopeful rounds look, if not so far. commits: whether plans once begun count as reasons for all their acts there. imagines: whether long plans are found there as stories are; 0: no, more: with more patience. focuses: whether, where it imagines, it looks first at those who seem needed.
        """

    def run(self, goal: float, aim: str, count: int, rounds: str = 'all') -> str:
        """
        Searches, once; the name of the outcome. aim: any, shortest, refute or several. rounds: all, the hopeful or the certain ones. Releases the interpreter's lock.
        """

    def reasons(self, acts: Sequence[int], action: int) -> tuple | None:
        """
        Why all who must consent would do the action after these acts; None: they do not.
        """

    def settle(self, acts: Sequence[int], effort: int) -> tuple | None:
        """
        These acts proved as a story, or fewer of them, as in `tales`; None if somebody has no reason or it takes more effort. Releases the interpreter's lock.
        """

    @property
    def start(self) -> float: ...

    @property
    def tales(self) -> tuple:
        """What was found: (story, utility, undecided, round) each."""

    @property
    def bound(self) -> int: ...

    @property
    def exhausted(self) -> bool: ...

    @property
    def round(self) -> str: ...

    @property
    def stop(self) -> str | None: ...

    @property
    def expanded(self) -> int: ...

    @property
    def states(self) -> int: ...

def resident_bytes() -> int:
    """The memory that the process occupies; 0 where the system does not say."""

def rounds() -> tuple:
    """The ways of searching: (name, what it does, complete, optimal) each."""

class Explorer:
    """What can come of each state, in a graph of its own."""

    def __init__(self, world: GroundWorld, character: int, epistemic: int, seconds: float, bytes: int, states: int, capacity: int = 1073741823) -> None:
        """
        ValueError if the triggers of the initial state never settle. capacity: the states that can be numbered.
        """

    @property
    def initial(self) -> int: ...

    def believed(self, state: int, character: int) -> int: ...

    def utility(self, state: int, agent: int) -> float: ...

    def values(self, state: int) -> list[int]: ...

    def number(self, value: int) -> float: ...

    def moves(self, state: int, ask: bool) -> tuple | None:
        """
        (action, state after, whether all are willing) for each possible act; None if a limit ended it: see `stop`. Releases the interpreter's lock.
        """

    def after(self, state: int, action: int) -> int | None:
        """The state after the action; None if it is impossible."""

    def reason(self, state: int, who: int, action: int, character: int, epistemic: int, effort: int, states: int) -> list[int] | None:
        """
        The plan on which who must consent would take part in a possible action; empty: there is none; None: the effort, the states, or a limit, left that open. Releases the interpreter's lock.
        """

    def hope(self, state: int, above: float) -> int | None:
        """
        At least so many acts are needed for the author to have more; None: no acts can.
        """

    @property
    def ticks(self) -> int:
        """Small steps of work done so far."""

    @property
    def stop(self) -> str | None: ...

    def __len__(self) -> int: ...

    @property
    def size_bytes(self) -> int: ...

class Bounds:
    """
    What the search concludes from values alone, for tests. A preview is the number of a valuation.
    """

    def __init__(self, world: GroundWorld, horizon: int) -> None: ...

    @property
    def initial(self) -> int: ...

    def believed(self, state: int, character: int) -> int: ...

    def after(self, state: int, action: int) -> int | None: ...

    def preview_of(self, state: int) -> int: ...

    def previewed(self, state: int, action: int) -> int | None:
        """The preview of what follows; None: the values alone do not tell."""

    def relaxed(self, preview: int, agent: int, above: float) -> int:
        """At least so many acts to a utility above that."""

    def sketched(self, preview: int, character: int, at_once: bool, above: float, longest: int) -> int:
        """The same; at_once: in plans in which everybody else gains at once."""

    def may_gain(self, action: int, without: int) -> bool:
        """
        Whether all who must consent, but for one, may gain by the action at once.
        """
