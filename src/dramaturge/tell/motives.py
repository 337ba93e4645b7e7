"""What the acts of one mind are for: the plan that it has in mind, as clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dramaturge.ground.walk import reads
from dramaturge.ground.world import Compare, Const, GroundEvent, Leaf, Match, Read, Value
from dramaturge.narrate import Teller
from dramaturge.narrate.lexicon import WHERE
from dramaturge.semantics import State
from dramaturge.tell.mind import Mind
from dramaturge.tell.perception import Perception
from dramaturge.tell.templates import (
    Clause,
    Ref,
    Said,
    brought,
    denied_within,
    has_denied_verb,
    refs,
    simple,
    subject_of,
)
from dramaturge.tell.units import Source, Why
from dramaturge.tell.wording import Wording

# A clause, whether it is denied, and what it rests on.
_Aim = tuple[Clause, bool, tuple[Source, ...]]
Plans = Callable[[int, str], Sequence[str] | None]


class Motives:
    """Why one mind does what it does. Every aim is told once."""

    def __init__(self, wording: Wording, teller: Teller, mind: Mind, plans: Plans | None) -> None:
        self._wording = wording
        self._teller = teller
        self._mind = mind
        self._dynamics = mind.dynamics
        self._ground = mind.ground
        self._path = mind.path
        self._plans = plans
        self._numbers = {action.name: i for i, action in enumerate(self._ground.actions)}
        self._aims: set[Clause] = set()

    def of(self, beat: int, event: GroundEvent, seen: Perception) -> Iterator[Why]:
        """The aim of the teller's own act, if it is a new one."""
        assert self._mind.name is not None
        assert self._mind.index is not None
        plan = self._plans(beat, self._mind.name) if self._plans is not None else None
        if not plan:
            return
        end: State | None = seen.before
        for act in plan:
            end = None if end is None else self._dynamics.after(end, self._numbers[act])
        if end is None:
            return
        sources = tuple(self._mind.source(beat, "plan", act) for act in plan)
        following = next((a for a in plan[1:] if self._is_own(a)), None)
        meant: Clause = self._wording.act(event.name)
        done_next = (
            self._path.happenings[beat].event.name if beat < len(self._path.happenings) else ""
        )
        if following is not None and plan[1] == following and following != done_next:
            clause = self._shortened(self._wording.act(following))
            if subject_of(clause) == self._mind.name and clause not in self._aims:
                self._aims.add(clause)
                meant = (*meant, *clause)
                yield Why("meaning to", clause, False, sources)
        for part in self._teller.decisive(1 + self._mind.index, seen.before, end):
            if self._is_own_place(part):
                continue
            found = self._aim(beat, part, end, seen, event)
            if found is not None and found[0] not in self._aims:
                self._aims.add(found[0])
                if found[2][0].chain and set(refs(found[0])) <= set(refs(meant)):
                    break  # one says something to be believed
                clause, denied, rests = found
                is_belief = bool(rests[0].chain) and not has_denied_verb(clause)
                yield Why("so that", brought(clause), denied, (*sources, *rests), is_belief)
                break
        yield from self._although(beat, event, seen, sources)

    def _although(
        self, beat: int, event: GroundEvent, seen: Perception, plan: tuple[Source, ...]
    ) -> Iterator[Why]:
        """What the teller would rather not bring about, and does."""
        assert self._mind.index is not None
        after = self._dynamics.after(seen.before, self._ground.meant(self._numbers[event.name]))
        if after is None:
            return
        for part in self._teller.decisive(1 + self._mind.index, seen.before, after, worse=True):
            if self._teller.cost(1 + self._mind.index, (part,), seen.before, after) <= 0:
                continue
            found = self._aim(beat, part, after, seen, None)
            if isinstance(part, Match) or self._is_whereabouts(part):
                continue
            read = part if isinstance(part, Read) else next(iter(reads(part)), None)
            if read is None or any(e.fluent == read.fluent for e in event.effects):
                continue  # that is the act itself
            if found is None or brought(found[0]) != found[0]:
                continue  # "that he would have done it" is the act once more
            if found[0] not in self._aims and not found[1]:
                self._aims.add(found[0])
                yield Why("even though", found[0], found[1], (*plan[:1], *found[2]))
                return

    def _shortened(self, clause: Clause) -> Clause:
        """Of an act to come: where to, not where from."""
        for index, token in enumerate(clause[:-2]):
            if isinstance(token, Said) and token.text.endswith(" from "):
                return (
                    *clause[:index],
                    Said(token.text.removesuffix(" from ")),
                    *clause[index + 2 :],
                )
        return clause

    def _is_own_place(self, part: Leaf | Read) -> bool:
        every = [part] if isinstance(part, Read) else list(reads(part))
        return isinstance(part, Compare) and all(
            not read.chain
            and self._ground.fluents[read.fluent].property.lower() in WHERE
            and self._ground.fluents[read.fluent].arguments == (self._mind.name,)
            for read in every
        )

    def _is_whereabouts(self, part: Leaf | Read) -> bool:
        """Whether it is only about where somebody is."""
        every = [part] if isinstance(part, Read) else list(reads(part))
        return all(
            not read.chain and self._ground.fluents[read.fluent].property.lower() in WHERE
            for read in every
        )

    def _is_own(self, act: str) -> bool:
        return self._mind.index in self._ground.actions[self._numbers[act]].consenting

    def _aim(
        self, beat: int, part: Leaf | Read, end: State, seen: Perception, only: GroundEvent | None
    ) -> _Aim | None:
        """A part of what the teller wants as a clause. only: the one act of the plan, whose own
        effects are no aim beyond it."""
        if isinstance(part, Match):
            return self._beside(beat, part, end)
        read = part if isinstance(part, Read) else next(iter(reads(part)), None)
        if read is None or (isinstance(part, Compare) and not isinstance(part.right, Const)):
            return None
        if read.chain[:1] == (self._mind.index,):
            return None  # to know something oneself: a question says that
        if (
            only is not None
            and not read.chain
            and any(e.fluent == read.fluent for e in only.effects)
        ):
            return None
        value = self._dynamics.value(read, end)
        if value == self._dynamics.value(read, seen.before):
            return None
        found = self._wording.holds(self._ground.fluents[read.fluent], value)
        if found is None:
            return None
        clause, denied = found
        for character in reversed(read.chain):
            clause = self._wording.believed(
                self._ground.characters[character], denied_within(clause) if denied else clause
            )
            denied = False
        return clause, denied, (self._aimed(beat, read, value),)

    def _aimed(self, beat: int, read: Read, value: Value) -> Source:
        """What a plan leads to in the mind of who has it."""
        chain = tuple(self._ground.characters[c] for c in read.chain)
        name = self._ground.fluents[read.fluent].name
        return Source(beat, "aim", name, self._mind.name, chain, value)

    def _beside(self, beat: int, part: Match, end: State) -> _Aim | None:
        """That two are in one place."""
        one = self._ground.fluents[part.left.fluent]
        other = self._ground.fluents[part.right.fluent]
        if not {one.property.lower(), other.property.lower()} <= WHERE or part.left.chain:
            return None
        first, second = one.arguments[0], other.arguments[0]
        if second == self._mind.name:
            first, second = second, first
        clause = simple(first, "is", Said(" with "), Ref(second))
        left, right = self._dynamics.value(part.left, end), self._dynamics.value(part.right, end)
        sources = (self._aimed(beat, part.left, left), self._aimed(beat, part.right, right))
        return clause, left != right, sources
