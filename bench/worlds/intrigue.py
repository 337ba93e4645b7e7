"""A house full of schemers: treasures, weapons, lies about where things are, and lost trust.

Drawn by lot, so that there is no end of them that nobody has seen before. People: schemers, each
of whom covets a treasure, two of whom hate somebody. Places: rooms, in a tree. Things: treasures,
and a weapon for every three; some lie in rooms, some are carried. Topics: how many of the things
people talk about. What is there to be seen is seen: that, and broken trust, are triggers.
"""

from __future__ import annotations

import random

from bench.worlds.instance import Instance, Size, declared
from bench.worlds.names import numbered, people

RULES = """
type location;
type character : location;
type room : location;
type item;
type weapon : item;
type treasure : item;

property door(from : room, to : room) : boolean;
property notable(i : item) : boolean;

property at(c : character) : room;
property place(i : item) : location;
property alive(c : character) : boolean;
property trusts(c : character, d : character) : boolean;
property heard(c : character, d : character, i : item) : room;

action walk(c : character, from : room, to : room) {
    precondition: alive(c) & at(c) == from & door(from, to);
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to
};

action take(c : character, i : item, r : room) {
    precondition: alive(c) & at(c) == r & place(i) == r;
    effect: place(i) = c;
    consenting: c;
    observing(o : character): at(o) == r
};

action swap(c : character, d : character, i : treasure, j : treasure) {
    precondition: c != d & i != j & alive(c) & alive(d) & at(c) == at(d)
        & place(i) == c & place(j) == d;
    effect: place(i) = d & place(j) = c;
    consenting: c, d;
    observing(o : character): at(o) == at(c)
};

// To threaten needs nobody's consent but one's own.
action rob(c : character, d : character, i : treasure, w : weapon) {
    precondition: c != d & alive(c) & alive(d) & at(c) == at(d) & place(w) == c & place(i) == d;
    effect: place(i) = c & !trusts(d, c);
    consenting: c;
    observing(o : character): at(o) == at(c)
};

// It need not be true, and is believed by whoever trusts.
action tell(c : character, d : character, i : item, r : room) {
    precondition: c != d & alive(c) & alive(d) & at(c) == at(d) & notable(i) & trusts(d, c);
    effect: believes(d, place(i) = r) & heard(d, c, i) = r;
    consenting: c;
    observing(o : character): o == c | o == d
};

action kill(c : character, v : character, w : weapon, r : room) {
    precondition: c != v & alive(c) & alive(v) & at(c) == r & at(v) == r & place(w) == c;
    effect: !alive(v);
    consenting: c;
    observing(o : character): at(o) == r
};

trigger see_item(c : character, i : item, r : room) {
    precondition: alive(c) & at(c) == r & place(i) == r & believes(c, place(i)) != r;
    effect: believes(c, place(i) = r)
};

trigger see_no_item(c : character, i : item, r : room) {
    precondition: alive(c) & at(c) == r & place(i) != r & believes(c, place(i)) == r;
    effect: believes(c, place(i) = ?)
};

trigger see_person(c : character, d : character, r : room) {
    precondition: c != d & alive(c) & at(c) == r & at(d) == r & believes(c, at(d)) != r;
    effect: believes(c, at(d) = r)
};

trigger distrust(c : character, d : character, i : item, r : room) {
    precondition: c != d & notable(i) & at(c) == r & heard(c, d, i) == r & place(i) != r
        & trusts(c, d);
    effect: !trusts(c, d) & heard(c, d, i) = ?
};
"""


def intrigue(size: Size, seed: int) -> str:
    """The text of a house of that size: three people, two places and four things at least."""
    draw = random.Random(seed)
    names, rooms = people(size.people), numbered("Room", size.places)
    count = max(1, size.things // 3)
    weapons, treasures = numbered("Blade", count), numbered("Jewel", size.things - count)
    text = RULES + declared(names, "character") + declared(rooms, "room")
    text += declared(weapons, "weapon") + declared(treasures, "treasure")
    for at, room in enumerate(rooms[1:], 1):
        other = rooms[draw.randrange(at)]
        text += f"door({room}, {other});\ndoor({other}, {room});\n"
    for name in names:
        text += f"alive({name});\nat({name}) = {draw.choice(rooms)};\n"
        for other in names:
            if other != name and draw.random() < 0.8:
                text += f"trusts({name}, {other});\n"
    for item in weapons + treasures:
        where = draw.choice(rooms if item in weapons or draw.random() < 0.4 else names)
        text += f"place({item}) = {where};\n"
    for item in draw.sample(weapons + treasures, size.topics):
        text += f"notable({item});\n"
    for name in names:
        text += f"believes({name}, place({draw.choice(weapons + treasures)}) = ?);\n"
    return text + _utilities(draw, names, treasures)


def instance(name: str, size: Size, seed: int = 1, goals: tuple[int, ...] = (1, 2, 3)) -> Instance:
    """Covetous people get what they covet, and a hated one dies. goals: those known to be possible,
    which depends on the lot."""
    return Instance(name, intrigue(size, seed), goals, 10, 5, 3)


def _utilities(draw: random.Random, names: list[str], treasures: list[str]) -> str:
    wishes = {name: draw.choice(treasures) for name in names}
    hated = dict(zip(draw.sample(names, 2), draw.sample(names, 2), strict=True))
    text, ends = "", []
    for name, wish in wishes.items():
        own = f"(if(place({wish}) == {name}) 2 else 0)"
        ends.append(f"(if(place({wish}) == {name}) 1 else 0)")
        text += f"utility({name}): (if(alive({name})) 5 else 0) + {own}"
        enemy = hated.get(name, name)
        if enemy != name:
            text += f" + (if(!alive({enemy})) 2 else 0)"
            ends.append(f"(if(!alive({enemy})) 1 else 0)")
        text += ";\n"
    chosen = draw.sample(ends, min(3, len(ends)))
    return f"utility(): {' + '.join(chosen)};\n" + text
