"""Stories and reasons in words, with what the characters gain by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from dramaturge.ground.walk import reads
from dramaturge.ground.world import Compare, Condition, Const, GroundWorld, Leaf, Read
from dramaturge.model.world import World
from dramaturge.narrate.acts import Phrase, parse_act, phrase
from dramaturge.narrate.conditions import Conditions
from dramaturge.narrate.draft import Draft, settled
from dramaturge.narrate.facts import Facts
from dramaturge.narrate.gains import Gains
from dramaturge.narrate.names import Names
from dramaturge.narrate.words import as_sentence, listed, number
from dramaturge.plan.falsity import false_parts, nearest
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation, Step

MOST_GAINS = 3  # clauses that say what is better at the end; more would not be read
MOST_MISTAKES = 2  # wrong beliefs told in front of a reason


class Words:
    """Sentences about acts and facts of one world; needs no ground world.

    names: what everything is called; default: as the world says.
    """

    def __init__(self, world: World, names: Names | None = None) -> None:
        self.world = world
        self.names = names or Names(world)
        self.facts = Facts(world, self.names)
        self.conditions = Conditions(self.facts, self.names)

    @cached_property
    def draft(self) -> Words:
        """The same with marks instead of people: see `settled`."""
        return Words(self.world, Draft(self.world, self.names))

    def settled(self, text: str, you: str | None = None) -> str:
        """What `draft` has made, in words. you: whom it speaks to."""
        return settled(text, self.names, you)

    def phrase(self, action: str) -> Phrase:
        """The act in words; one that the world does not have stands as written."""
        act = parse_act(self.world, action)
        if act is None:
            return Phrase((), "", action, "")
        return phrase(act, self.names)

    def sentence(self, action: str) -> str:
        """`walk(Tom, Cottage, Market)` as "Tom walks from the cottage to the market."."""
        return as_sentence(self.settled(self.draft.phrase(action).clause))


class Teller:
    """Tells why characters act, which needs the states they act in.

    you: the name of the character who is spoken to, if it is one.
    """

    def __init__(
        self,
        world: World,
        dynamics: Dynamics,
        words: Words | None = None,
        *,
        you: str | None = None,
    ) -> None:
        self._you = you
        self.words = words or Words(world)
        self.ground: GroundWorld = dynamics.ground
        self.dynamics = dynamics
        self.gains = Gains(dynamics)
        self._actions = {action.name: i for i, action in enumerate(self.ground.actions)}
        self._characters = {name: i for i, name in enumerate(self.ground.characters)}

    def states(self, actions: Sequence[str]) -> list[State]:
        """The states before each act and after the last, as far as the acts are possible."""
        state = self.dynamics.initial
        states = [] if state is None else [state]
        for action in actions:
            if not states:
                break
            after = self._after(states[-1], action)
            if after is None:
                break
            states.append(after)
        return states

    def number(self, act: str) -> int:
        """Which action of the ground world an act is. KeyError if it is none."""
        return self._actions[act]

    def mind(self, character: str, state: State) -> State:
        """What a character, by name, believes in a state."""
        return state.believed(self._characters[character])

    def reason(self, explanation: Explanation, state: State) -> str:
        """Why a character takes part in an act of the owner of `state`, as one sentence."""
        return as_sentence(self._settled(self._reason(explanation, state)))

    def nested(
        self, explanation: Explanation, state: State, *, named: bool = False
    ) -> Iterator[tuple[int, str]]:
        """The reason, and below it (depth, sentence) why others join in the plan, inwards. named:
        whether the sentence says what is done, or only that it is."""
        for depth, clause in self._nested(explanation, state, named=named):
            yield depth, as_sentence(self._settled(clause))

    def _nested(
        self, explanation: Explanation, state: State, *, named: bool
    ) -> Iterator[tuple[int, str]]:
        yield 0, self._reason(explanation, state, named=named)
        mind: State | None = state.believed(self._who(explanation))
        for step in explanation.plan:
            if mind is None:
                return
            for inner in step.explanations:
                yield from self._thought(explanation.character, inner, mind)
            mind = self._after(mind, step.action)

    def gain(self, agent: int, start: State, end: State) -> str:
        """What is better for an agent (0: the author) at the end, as a clause; "" if untold.

        Of all that has changed only that counts without which the end would be worth less.
        """
        return self._settled(self._gain(agent, start, end))

    def _gain(self, agent: int, start: State, end: State) -> str:
        told = self._clauses(self.gains.decisive(agent, start, end), start, end)
        if agent:  # their own mind: it is they who know it, or do not
            owner = self.ground.characters[agent - 1]
            who = self.words.draft.names.of(owner)
            for known, is_denied in (("known", False), ("unknown", True)):
                knows = self.words.draft.names.verb("knows", (owner,), denied=is_denied)
                told = told.replace(f"it is {known} ", f"{who} {knows} ")
        return told

    def clauses(self, parts: Sequence[Leaf | Read], start: State, end: State) -> str:
        """How parts of a utility have changed, as one clause; "" if there are no words."""
        return self._settled(self._clauses(parts, start, end))

    def _clauses(self, parts: Sequence[Leaf | Read], start: State, end: State) -> str:
        told = [self._change(part, start, end) for part in parts]
        return listed([clause for clause in dict.fromkeys(told) if clause][:MOST_GAINS])

    def obstacles(self, action: str, state: State) -> list[str]:
        """What stands in the way of an act: for each condition that fails what it would take, and
        what is so instead, as sentences. Empty if nothing does, or if the act is unknown."""
        index = self._actions.get(action)
        if index is None:
            return []
        parts = false_parts(self.dynamics, self.ground.actions[index].precondition, state)
        return [as_sentence(self.obstacle(part, state)) for part in parts]

    def obstacle(self, part: Condition, state: State) -> str:
        """What it would take for a condition that is false, and what is so instead, as a clause."""
        conditions = self.words.conditions
        part, more = nearest(self.dynamics, part, state)
        found = list(dict.fromkeys(reads(part)))[:MOST_GAINS]
        actual = listed([self.actual(read, state) for read in found])
        if _is_plain(part) or not actual:
            return actual or conditions.condition(part, self.ground)
        others = (
            f" (or one of {more} other ways)" if more > 1 else " (or another way)" if more else ""
        )
        needed = f"{conditions.condition(part, self.ground)}{others}"
        return f"it would take that {needed}, but {actual}"

    def actual(self, read: Read, state: State) -> str:
        """What a fluent is, as a clause."""
        return self._settled(self._actual(read, state))

    def _actual(self, read: Read, state: State) -> str:
        chain = [self.ground.characters[c] for c in read.chain]
        value = self.dynamics.value(read, state)
        return self.words.draft.facts.clause(self.ground.fluents[read.fluent], value, chain)

    def _settled(self, text: str) -> str:
        return self.words.settled(text, self._you)

    def _thought(
        self, thinker: str, explanation: Explanation, mind: State
    ) -> Iterator[tuple[int, str]]:
        """Why the thinker expects somebody to join in."""
        names = self.words.draft.names
        who = f"{names.of(thinker)} {names.verb('thinks', (thinker,))}"
        lines = list(self._nested(explanation, mind, named=True))
        yield 1, f"{who}: {lines[0][1]}"
        for depth, line in lines[1:]:
            yield depth + 1, line

    def _who(self, explanation: Explanation) -> int:
        return self._characters[explanation.character]

    def _after(self, state: State, action: str) -> State | None:
        index = self._actions.get(action)
        return None if index is None else self.dynamics.after(state, index)

    def _reason(self, explanation: Explanation, state: State, *, named: bool = False) -> str:
        character = self._who(explanation)
        draft = self.words.draft
        who = (explanation.character,)
        name = draft.names.of(explanation.character)
        first, rest = explanation.plan[0], explanation.plan[1:]
        act = draft.phrase(first.action)
        is_doer = explanation.character in act.doer
        agrees = draft.names.verb("agrees", who)
        does = f"{draft.names.verb('does', who)} so" if is_doer else agrees
        if named:
            is_named = is_doer and act.clause.startswith(f"{act.subject} ")
            predicate = act.clause.removeprefix(f"{act.subject} ")
            does = predicate if is_named else f"{agrees} that {act.clause}"
        mind = state.believed(character)
        end = self._end(explanation.plan, mind)
        gain = "" if end is None else self._gain(1 + character, mind, end)
        mistakes = [] if end is None else self._mistakes(character, first.action, state, mind, end)
        if mistakes:
            believes = draft.names.verb("believes", who)
            name = f"{name} wrongly {believes} {listed(mistakes)}, and"
        if not rest:
            gain = f"then {gain}" if gain else "that serves their ends"
            return f"{name} {does} because {gain}"
        plans = self._planned(explanation.character, rest)
        better = gain or f"{draft.names.verb('is', who)} better off"
        if named:
            return f"{name} {does}, {plans}, and in the end {better}"
        return f"{name} {'' if is_doer else f'{agrees} and '}{plans}, and in the end {better}"

    def _mistakes(
        self, character: int, act: str, truth: State, mind: State, end: State
    ) -> list[str]:
        """What a character is wrong about without which the act would fail, or a plan that begins
        with it would bring less, as clauses: "that the kitchen is burning"."""
        supposed = self.gains.supposed(self._actions[act], truth, mind)
        wrong = [*supposed, *self.gains.mistaken(1 + character, truth, mind, end)]
        clauses = dict.fromkeys(f"that {self._belief(part, mind)}" for part in wrong)
        return list(clauses)[:MOST_MISTAKES]

    def _belief(self, part: Leaf | Read, mind: State) -> str:
        """One part of a utility as it is in a mind, as a clause."""
        if isinstance(part, Read):
            return self._actual(part, mind)
        return self.words.draft.conditions.leaf(part, self.ground, self.dynamics.holds(part, mind))

    def _planned(self, character: str, steps: Sequence[Step]) -> str:
        """`plans to walk home, expects Ann to give Tom the key and plans to …`."""
        draft = self.words.draft
        segments: list[tuple[bool, list[str]]] = []
        doer = ""
        for step in steps:
            act = draft.phrase(step.action)
            is_own = character in act.doer
            is_new = not segments or segments[-1][0] != is_own
            is_same = is_own or (not is_new and act.subject == doer)
            text = f"to {act.infinitive}" if is_same else f"{act.subject} to {act.infinitive}"
            doer = act.subject
            if is_new:
                segments.append((is_own, []))
            segments[-1][1].append(text)
        verbs = {own: draft.names.verb("plans" if own else "expects", (character,))
                 for own in (True, False)}  # fmt: skip
        return listed([f"{verbs[is_own]} {', then '.join(texts)}" for is_own, texts in segments])

    def _end(self, plan: Sequence[Step], mind: State) -> State | None:
        """Where a plan leads, in the mind of who has it."""
        end: State | None = mind
        for step in plan:
            end = None if end is None else self._after(end, step.action)
        return end

    def _change(self, part: Leaf | Read, start: State, end: State) -> str:
        """The clause for one part of a utility that has changed; "" if there are no words."""
        if isinstance(part, Read):
            before, after = self.dynamics.value(part, start), self.dynamics.value(part, end)
            draft = self.words.draft
            subject = draft.conditions.term(part, self.ground)
            if not isinstance(after, float):
                return ""
            was = number(before) if isinstance(before, float) else "unknown"
            verb = draft.facts.verb(self.ground.fluents[part.fluent])
            return f"{subject} {verb} {number(after)} instead of {was}"
        return self.words.draft.conditions.leaf(part, self.ground, self.dynamics.holds(part, end))


def _is_plain(part: Condition) -> bool:
    """Whether the contrary says it all: a truth value that is wrong."""
    return (
        isinstance(part, Compare)
        and isinstance(part.right, Const)
        and isinstance(part.right.value, bool)
    )
