"""Nothing outside the teller's mind is told.

Checked apart from the code that tells: every sentence says what it rests on, and each of that is
looked up in the states of the story with nothing but the semantics; every name in the text must
come from there; and what happens unknown to a mind changes no word of its telling.
"""

from __future__ import annotations

import random
import re
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dramaturge as dm
from dramaturge.model.terms import split_term
from dramaturge.semantics import State
from dramaturge.tell.codes import CannotTellError
from dramaturge.tell.telling import Sentence, Telling
from dramaturge.tell.units import Kind, Source
from tests.tell.stage import PATHS, STORIES, possible_story, script_of, world_of

LENGTH = 6


class Judge:
    """Looks up what a telling rests on."""

    def __init__(self, world: dm.World, actions: tuple[str, ...]) -> None:
        self.world = world
        self.ground = world.ground
        self.numbers = {action.name: i for i, action in enumerate(self.ground.actions)}
        self.fluents = {fluent.name: i for i, fluent in enumerate(self.ground.fluents)}
        self.actions = actions
        state = world.dynamics.initial
        assert state is not None
        self.states: list[State] = [state]
        for action in actions:
            after = world.dynamics.after(self.states[-1], self.numbers[action])
            assert after is not None
            self.states.append(after)

    @cached_property
    def feelings(self) -> dm.Feelings:
        return self.world.feelings(self.actions)

    def judge(self, telling: Telling) -> int:
        """How many sources were looked up; fails at one that is not there."""
        count = 0
        for scene in telling.scenes:
            assert scene.seen_by is None or telling.teller in (None, scene.seen_by)
            for paragraph in scene.paragraphs:
                for sentence in paragraph.sentences:
                    self.names(sentence, scene.seen_by)
                    assert sentence.sources, sentence
                    for source in sentence.sources:
                        assert source.mind == scene.seen_by
                        if source.mind is not None:
                            self.look_up(source, sentence)
                        count += 1
        return count

    def look_up(self, source: Source, sentence: Sentence) -> None:
        assert source.mind is not None
        mind = self.ground.characters.index(source.mind)
        match source.kind:
            case "event":
                assert self.actions[source.beat - 1] == source.name
                assert self.reaches(source, mind), (source, sentence.text)
            case "fluent":
                held = self.within(self.states[source.beat].believed(mind), source.chain)
                assert held.values[self.fluents[source.name]] == source.value, sentence.text
            case "trigger":
                assert self.shows(source, mind), (source, sentence.text)
            case "constant":
                assert self.ground.constants[source.name] == source.value
            case "plan" | "aim":
                plan = [s.name for s in sentence.sources if s.kind == "plan"]
                assert plan
                end = self.led(source.beat, mind, plan)
                if source.kind == "aim":
                    for character in source.chain:
                        end = end.believed(self.ground.characters.index(character))
                    assert end.values[self.fluents[source.name]] == source.value
            case "supposed plan" | "supposed aim":
                self.suppose(source, mind, sentence)
            case "feeling":
                felt = self.feelings.at(source.beat, source.mind)
                assert (source.name, source.value) in {(f.kind.value, f.toward) for f in felt}
            case "felt":
                about = self.foreseen(source, sentence)
                assert (source.name, source.chain, source.value) in about, sentence.text
            case "deadline":
                assert self.falls(source), sentence.text
            case _:
                raise AssertionError(source)

    def within(self, state: State, chain: tuple[str, ...]) -> State:
        for character in chain:
            state = state.believed(self.ground.characters.index(character))
        return state

    def suppose(self, source: Source, mind: int, sentence: Sentence) -> None:
        """What somebody else is after is read in the mind that they have within the teller's, and
        the teller perceives the act that it is to explain."""
        other = source.chain[0]
        plan = [
            s.name for s in sentence.sources if s.kind == "supposed plan" and s.chain == (other,)
        ]
        act = Source(source.beat, "event", self.actions[source.beat - 1], source.mind)
        assert self.reaches(act, mind)
        assert self.ground.meant(self.numbers[act.name]) == self.numbers[plan[0]]
        end: State | None = self.within(self.states[source.beat - 1].believed(mind), (other,))
        assert end is not None
        agent = 1 + self.ground.characters.index(other)
        before = self.world.dynamics.utility(end, agent)
        for name in plan:
            end = self.world.dynamics.after(end, self.numbers[name])
            assert end is not None
        after = self.world.dynamics.utility(end, agent)
        assert before is not None
        assert after is not None
        assert after > before
        if source.kind == "supposed aim":
            held = self.within(end, source.chain[1:])
            assert held.values[self.fluents[source.name]] == source.value

    def foreseen(
        self, source: Source, sentence: Sentence
    ) -> set[tuple[str, tuple[str, ...], object]]:
        """What the feelings of the sentence are about, by the rules of feelings."""
        kinds = {s.name for s in sentence.sources if s.kind == "feeling"}
        return {
            (outcome.fluent, outcome.chain, outcome.value)
            for felt in self.feelings.at(source.beat, source.mind)
            for outcome in felt.outcomes
            if felt.kind.value in kinds
        }

    def falls(self, source: Source) -> bool:
        """Whether a deadline of the world sets such a value, in the world and not in a mind."""
        names = {deadline.name for deadline in self.world.model.deadlines}
        return any(
            not effect.chain and self.ground.fluents[effect.fluent].name == source.name
            for trigger in self.ground.triggers
            if trigger.event in names
            for effect in trigger.effects
        )

    def reaches(self, source: Source, mind: int) -> bool:
        """Whether the mind takes part, perceives it, or is told something by it."""
        event = self.ground.actions[self.numbers[source.name]]
        before = self.states[source.beat - 1]
        holds = self.world.dynamics.holds
        return (
            mind in event.consenting
            or holds(event.observing[mind], before)
            or any(e.chain[:1] == (mind,) and holds(e.condition, before) for e in event.effects)
        )

    def shows(self, source: Source, mind: int) -> bool:
        """Whether a trigger fired with the act, in the world or in the mind, and says something to
        the mind or follows in it."""
        trigger = next(t for t in self.ground.triggers if t.name == source.name)
        before = self.states[source.beat - 1]
        struck = self.world.dynamics.struck(before, self.numbers[self.actions[source.beat - 1]])
        while struck is not None:
            fired = self.world.dynamics.firings(struck)
            state = fired[-1][1] if fired else struck
            own = self.world.dynamics.firings(state.believed(mind))
            if trigger in [event for event, _ in own]:
                return True
            if trigger in [event for event, _ in fired]:
                return any(effect.chain[:1] == (mind,) for effect in trigger.effects)
            after = self.world.dynamics.round(struck)
            struck = None if after is struck else after
        return False

    def led(self, beat: int, mind: int, plan: list[str]) -> State:
        """Where a plan leads in the mind that has it, which takes part in its first act."""
        first = self.ground.actions[self.numbers[self.actions[beat - 1]]]
        assert mind in first.consenting
        assert self.ground.meant(self.numbers[first.name]) == self.numbers[plan[0]]
        state = self.states[beat - 1].believed(mind)
        for act in plan:
            after = self.world.dynamics.after(state, self.numbers[act])
            assert after is not None
            state = after
        return state

    def names(self, sentence: Sentence, mind: str | None) -> None:
        """No one is named, in words or by a pronoun, who is not in what the sentence rests on."""
        known = {mind} if mind else set()
        for source in sentence.sources:
            known |= self.things(source.name) | {*source.chain}
            if isinstance(source.value, str):
                known |= {source.value} | self.things(f"value({source.value})")
        for entity in sentence.entities:
            assert entity in known, (entity, sentence)
        narrated = re.sub(r"“[^”]*”", "", sentence.text)
        for character in self.ground.characters:
            called = self.world.words.names.of(character, by=mind)
            if re.search(rf"\b{re.escape(called)}\b", narrated):
                others = [c for c in known if c and called in self.called(c, mind)]
                assert character in known or others, (character, sentence)

    def called(self, entity: str, mind: str | None) -> str:
        return self.world.words.names.of(entity, by=mind)

    def things(self, name: str) -> set[str]:
        """The entities in the name of an act or fluent; of facts also those they speak of, by
        argument or in their words."""
        term = split_term(name.removeprefix("try "))
        if term is None:
            return set()
        found: set[str] = {*term[1]}
        texts = [
            w
            for e in self.world.model.actions
            if e.name == term[0]
            for w in (e.text, e.says, e.heard)
            if w
        ]
        texts += [
            e.fails.text
            for e in self.world.model.actions
            if e.name == term[0] and e.fails and e.fails.text
        ]
        texts += [
            text.text
            for p in self.world.model.properties
            if p.name == term[0]
            for text in (p.words.text, p.words.unknown, p.words.denied)
            if text is not None
        ]
        for each in term[1]:
            fact = self.world.model.facts.get(each)
            if fact is not None:
                found |= {getattr(a, "name", str(a)) for a in fact.arguments}
            words = self.world.model.words.get(each if fact is None else fact.definition.name)
            if words is not None:
                texts += [t.text for t in (words.text, words.says) if t is not None]
        for text in texts:
            for place in re.findall(r"\{([^{}]*)\}", text):
                found.add(place.removesuffix("'s").removesuffix(" self"))
        return found


def tellings(world: dm.World, actions: tuple[str, ...], *, reasons: bool) -> list[Telling]:
    """From everybody who has anything to tell, and as cut by the program."""
    found = [world.tell(actions, reasons=reasons)]
    for character in world.ground.characters:
        with suppress(CannotTellError):  # who knows nothing of it
            found.append(world.tell(actions, character, reasons=reasons))
    return found


@pytest.mark.parametrize(("path", "story"), STORIES)
def test_the_stories_of_the_worlds_are_told_without_a_leak(path: str, story: str) -> None:
    world, script = world_of(path), script_of(path, story)
    judge = Judge(world, script.actions)
    assert judge.judge(world.tell(script)) > 10
    for telling in tellings(world, script.actions, reasons=True):
        assert judge.judge(telling)


def test_who_knows_nothing_has_nothing_to_tell() -> None:
    world, script = world_of(STORIES[0][0]), script_of(*STORIES[0])
    for teller in ("Kin", "Dawn", "Rufus"):  # who do not know what happens in the house
        with pytest.raises(CannotTellError, match="nothing in this story"):
            world.tell(script, teller)


@pytest.mark.parametrize("path", PATHS)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=2, deadline=None, derandomize=True)
def test_random_stories_are_told_without_a_leak(path: str, seed: int) -> None:
    world = world_of(path)
    actions = possible_story(world, seed, LENGTH)
    judge = Judge(world, actions)
    for telling in tellings(world, actions, reasons=True):
        judge.judge(telling)


@pytest.mark.parametrize("path", PATHS)
def test_what_happens_unknown_to_a_mind_changes_no_word(path: str) -> None:
    """The same story with an act more that is nothing to somebody sounds the same to them."""
    world, compared = world_of(path), 0
    for seed in range(4):
        actions = possible_story(world, seed, LENGTH)
        judge = Judge(world, actions)
        place = seed + 1
        for character, name in enumerate(world.ground.characters):
            longer = unnoticed(judge, place, character, seed)
            if longer is None:
                continue
            with suppress(CannotTellError):  # who knows nothing of it
                told = world.tell(actions, name)
                assert world.tell(longer, name).text == told.text, (name, longer[place])
                compared += 1
    assert compared > 3


def test_the_chapter_sounds_the_same_whatever_happens_elsewhere() -> None:
    """Giles, Buffy and the others, each with an act put in of which they know nothing."""
    world, script = world_of(STORIES[0][0]), script_of(*STORIES[0])
    judge, compared = Judge(world, script.actions), 0
    for place in range(3, len(script.actions), 11):
        for character, name in enumerate(world.ground.characters):
            longer = unnoticed(judge, place, character, place)
            if longer is None:
                continue
            with suppress(CannotTellError):
                told = world.tell(script.actions, name, person="first")
                assert world.tell(longer, name, person="first").text == told.text
                compared += 1
    assert compared > 3


def unnoticed(judge: Judge, place: int, character: int, seed: int) -> tuple[str, ...] | None:
    """The story with an act put in that the character does not notice, then or by what it changes;
    None if there is none."""
    if place > len(judge.actions):
        return None
    before = judge.states[place].believed(character)
    own = [state.believed(character) for state in judge.states]
    after = judge.world.dynamics.after
    numbers = list(range(len(judge.ground.actions)))
    random.Random(seed).shuffle(numbers)
    for index in numbers:
        action = judge.ground.actions[index]
        is_own = character in action.consenting
        possible = judge.world.dynamics.possible(judge.states[place], index)
        state = after(judge.states[place], index) if possible and not is_own else None
        if state is None or state.believed(character) is not before:
            continue
        if judge.world.dynamics.holds(action.observing[character], judge.states[place]):
            continue
        longer = (*judge.actions[:place], action.name, *judge.actions[place:])
        minds = followed(judge, state, judge.actions[place:], character)
        if minds == own[place + 1 :] and same_senses(judge, longer, place, character):
            return longer
    return None


def followed(
    judge: Judge, state: State, actions: tuple[str, ...], character: int
) -> list[State] | None:
    minds = []
    for act in actions:
        after = judge.world.dynamics.after(state, judge.numbers[act])
        if after is None:
            return None
        state = after
        minds.append(state.believed(character))
    return minds


def same_senses(judge: Judge, longer: tuple[str, ...], place: int, character: int) -> bool:
    """Whether the character perceives the same of the acts that follow."""
    other = Judge(judge.world, longer)
    holds = judge.world.dynamics.holds
    for beat in range(place, len(judge.actions)):
        event = judge.ground.actions[judge.numbers[judge.actions[beat]]]
        seen = event.observing[character]
        if holds(seen, judge.states[beat]) != holds(seen, other.states[beat + 1]):
            return False
        told = [e for e in event.effects if e.chain[:1] == (character,)]
        for effect in told:
            one = holds(effect.condition, judge.states[beat])
            if one != holds(effect.condition, other.states[beat + 1]):
                return False
    return True


def test_the_judge_objects_to_what_is_not_in_the_mind() -> None:
    world, script = world_of(STORIES[5][0]), script_of(*STORIES[5])
    judge = Judge(world, script.actions)
    telling = world.tell(script, reasons=False)
    sentence = next(s for s in telling.sentences if s.kind is Kind.speech)
    seen = next(scene.seen_by for scene in telling.scenes if scene.seen_by)
    wrong = Source(1, "fluent", "intruder()", "Clara", (), "Edmund")
    with pytest.raises(AssertionError):
        judge.look_up(wrong, sentence)
    with pytest.raises(AssertionError):
        judge.look_up(Source(1, "event", script.actions[0], "Mina"), sentence)
    with pytest.raises(AssertionError):
        judge.names(replace(sentence, sources=(), text="Mina laughed."), seen)
