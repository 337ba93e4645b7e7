"""Stories and questions of the Hi-ToM set's form, with answers by its rules, none of which is
taken from our semantics.

The form: chapters, each about a thing in a room. People enter the room, may come late, move the
thing from one container to another, and leave one by one for the waiting room, where some claim
publicly, or tell one other privately, where the thing is, as a lie or not. The questions are where
the thing is (order 0), and where somebody thinks that somebody … thinks that it is (orders 1 to 4).

The rules. Who is in a room sees all that goes on there, and that the others there see it. Nobody
infers what goes on elsewhere. Everybody knows in which order all left. What one says changes
nothing in one's own mind. A listener believes a speaker who left later than they did, and then
takes the speaker to believe what they said. A speaker takes the listeners to believe it. Of
public claims all know that all have heard them, of private ones only the two.

Source: Wu et al. 2023, "Hi-ToM: A Benchmark for Evaluating Higher-Order Theory of Mind Reasoning in
Large Language Models", whose own stories tell deeper than the second order only what was seen.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise, product

DEEPEST = 4
NAMES = ("Ava", "Ben", "Cleo", "Dan", "Eva", "Finn")
ROOMS = ("Kitchen", "Cellar", "Attic")
THINGS = ("Lime", "Ball", "Hat")
CONTAINERS = ("Red", "Green", "Blue")  # of each room


@dataclass(frozen=True)
class Act:
    """enter(who, room), move(who, thing, container), leave(who, room), claim(who, thing,
    container) to all, tell(who, whom, thing, container)."""

    kind: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(self.arguments)})"


@dataclass(frozen=True)
class Tale:
    """A story. start: the container of each thing at the beginning."""

    people: tuple[str, ...]
    start: dict[str, str]
    acts: tuple[Act, ...]


@dataclass
class Oracle:
    """believed[thing][chain]: where the chain of people thinks the thing is; None: no idea."""

    people: tuple[str, ...]
    believed: dict[str, dict[tuple[str, ...], str | None]] = field(default_factory=dict)
    room_of: dict[str, str] = field(default_factory=dict)
    left_at: dict[str, int] = field(default_factory=dict)

    def begin(self, start: dict[str, str]) -> None:
        chains = list(self.chains())
        for thing, container in start.items():
            self.believed[thing] = {chain: None if chain else container for chain in chains}
        self.left_at = dict.fromkeys(self.people, 0)

    def chains(self) -> list[tuple[str, ...]]:
        """All chains of people up to the deepest order; nobody follows themselves."""
        found: list[tuple[str, ...]] = []
        for order in range(DEEPEST + 1):
            found += [
                chain
                for chain in product(self.people, repeat=order)
                if all(one != other for one, other in pairwise(chain))
            ]
        return found

    def take(self, act: Act) -> None:
        """What an act changes."""
        match act.kind, act.arguments:
            case "enter", (who, room):
                self.room_of[who] = room
                for thing, beliefs in self.believed.items():
                    container = beliefs[()]
                    if room_of_container(container) == room:
                        self.show(thing, container, self.present(room))
            case "move", (who, thing, container):
                self.believed[thing][()] = container
                self.show(thing, container, self.present(self.room_of[who]))
            case "leave", (who, _):
                del self.room_of[who]
                self.left_at[who] = max(self.left_at.values()) + 1
            case "claim", (who, thing, container):
                self.hear(who, thing, container, set(self.people))
            case "tell", (who, whom, thing, container):
                self.hear(who, thing, container, {who, whom})

    def present(self, room: str) -> set[str]:
        return {who for who, where in self.room_of.items() if where == room}

    def show(self, thing: str, container: str | None, people: set[str]) -> None:
        for chain in self.believed[thing]:
            if chain and people.issuperset(chain):
                self.believed[thing][chain] = container

    def hear(self, speaker: str, thing: str, container: str, ears: set[str]) -> None:
        beliefs = self.believed[thing]
        for chain in beliefs:
            if not chain or not ears.issuperset(chain) or chain == (speaker,):
                continue
            last, before = chain[-1], chain[-2] if len(chain) > 1 else None
            if last == speaker:
                assert before is not None
                is_changed = self.trusts(before, speaker)
            else:
                is_changed = before == speaker or self.trusts(last, speaker)
            if is_changed:
                beliefs[chain] = container

    def trusts(self, listener: str, speaker: str) -> bool:
        return self.left_at[speaker] > self.left_at[listener]


def room_of_container(container: str | None) -> str | None:
    return None if container is None else container.split("_")[1]


def tale(seed: int) -> Tale:
    """A random story of one to three chapters."""
    chance = random.Random(seed)
    people = NAMES[: chance.randint(3, 5)]
    chapters = chance.randint(1, 3)
    start = {
        thing: f"{chance.choice(CONTAINERS)}_{room}"
        for thing, room in zip(THINGS[:chapters], ROOMS, strict=False)
    }
    acts: list[Act] = []
    for thing, room in zip(THINGS[:chapters], ROOMS, strict=False):
        acts += chapter(chance, people, thing, room)
    return Tale(people, start, tuple(acts))


def chapter(chance: random.Random, people: tuple[str, ...], thing: str, room: str) -> list[Act]:
    """Some enter, some come late; each may move the thing before leaving; then there is talk."""
    containers = [f"{colour}_{room}" for colour in CONTAINERS]
    coming = chance.sample(people, chance.randint(2, len(people)))
    late = coming[chance.randint(2, len(coming)) :]
    inside = [who for who in coming if who not in late]
    acts = [Act("enter", (who, room)) for who in inside]
    while inside:
        who = chance.choice(inside)
        if chance.random() < 0.7:
            acts.append(Act("move", (who, thing, chance.choice(containers))))
        if late and chance.random() < 0.5:
            inside.append(late.pop())
            acts.append(Act("enter", (inside[-1], room)))
        acts.append(Act("leave", (who, room)))
        inside.remove(who)
        if not inside and late:
            inside.append(late.pop())
            acts.append(Act("enter", (inside[-1], room)))
    for _ in range(chance.randint(0, 3)):
        speaker, listener = chance.sample(people, 2)
        if chance.random() < 0.5:
            acts.append(Act("claim", (speaker, thing, chance.choice(containers))))
        else:
            acts.append(Act("tell", (speaker, listener, thing, chance.choice(containers))))
    return acts


def answers(story: Tale) -> Oracle:
    """The beliefs at the end of a story."""
    oracle = Oracle(story.people)
    oracle.begin(story.start)
    for act in story.acts:
        oracle.take(act)
    return oracle


def questions(story: Tale, oracle: Oracle, seed: int) -> list[tuple[str, tuple[str, ...]]]:
    """(thing, chain): where each thing is, and of each further order a handful."""
    chance = random.Random(f"questions {seed}")
    found: list[tuple[str, tuple[str, ...]]] = []
    for thing in story.start:
        for order in range(DEEPEST + 1):
            chains = [chain for chain in oracle.chains() if len(chain) == order]
            found += [(thing, chain) for chain in chance.sample(chains, min(4, len(chains)))]
    return found


def world_text(story: Tale) -> str:
    """The same in the world language: nothing of it depends on how the story goes."""
    rooms = ROOMS[: len(story.start)]
    containers = [(f"{colour}_{room}", room) for room in rooms for colour in CONTAINERS]
    lines = ["type room;", "type container;", "type thing;"]
    lines += [f"entity {who} : character;" for who in story.people]
    lines += [f"entity {room} : room;" for room in (*rooms, "WaitingRoom")]
    lines += [f"entity {container} : container;" for container, _ in containers]
    lines += [f"entity {thing} : thing;" for thing in story.start]
    lines.append(RULES)
    lines += [f"stands({container}) = {room};" for container, room in containers]
    lines += [f"is_in({thing}) = {container};" for thing, container in story.start.items()]
    lines.append("forall(c : character) at(c) = WaitingRoom;")
    lines.append(
        "forall(c : character) forall(t : thing) believes(c, is_in(t) = ?);"
    )  # as others think of others: unless told otherwise, what one thinks oneself
    return "\n".join(lines) + "\n"


RULES = """
property stands(k : container) : room;       // never changes
property is_in(t : thing) : container;
property at(c : character) : room;
property left(c : character) : number;       // as the how-manieth
property gone() : number;                    // how many have left so far

action enter(c : character, r : room) {
    precondition: at(c) == WaitingRoom & r != WaitingRoom;
    effect: at(c) = r;
    consenting: c;
    observing(o : character): o == c | at(o) == r;
};
action move(c : character, t : thing, k : container) {
    precondition:
        at(c) == stands(k) &
        exists(f : container) (is_in(t) == f & stands(f) == stands(k));
    effect: is_in(t) = k;
    consenting: c;
    observing(o : character): at(o) == stands(k);
};
action leave(c : character, r : room) {      // everybody knows who has left, and when
    precondition: at(c) == r & r != WaitingRoom;
    effect: at(c) = WaitingRoom & left(c) = gone() + 1 & gone() = gone() + 1;
    consenting: c;
    observing(o : character): True;
};
action claim(s : character, t : thing, k : container) {
    precondition: at(s) == WaitingRoom;
    effect: forall(h : character)
        if(h != s) (believes(s, believes(h, is_in(t) = k)) &
            if(left(h) < left(s))
                (believes(h, is_in(t) = k) & believes(h, believes(s, is_in(t) = k))));
    consenting: s;
    observing(o : character): True;
};
action tell(s : character, h : character, t : thing, k : container) {
    precondition: at(s) == WaitingRoom & h != s;
    effect: believes(s, believes(h, is_in(t) = k)) &
        if(left(h) < left(s)) (believes(h, is_in(t) = k) & believes(h, believes(s, is_in(t) = k)));
    consenting: s;
    observing(o : character): o == s | o == h;
};

// Who is in a room sees who and what is there.
trigger see(o : character, c : character) {
    precondition: at(o) != ? & at(o) != WaitingRoom & at(c) == at(o) & believes(o, at(c)) != at(c);
    effect: believes(o, at(c)) = at(c);
};
trigger find(o : character, t : thing, k : container) {
    precondition: is_in(t) == k & at(o) == stands(k) & believes(o, is_in(t)) != k;
    effect: believes(o, is_in(t)) = k;
};
utility(): 0;
"""
