"""A castle: an heir wants the crown, guards avenge the king, and who has which key is hearsay.

People: the king, his heir, then guards and servants in turn. Places: a hall from which all other
rooms open; the second is the throne room, the third the armoury, which is locked and leads there,
too. Things: the crown, a key and a dagger, and then more daggers. Topics: how many of the things
people talk about.
"""

from __future__ import annotations

from bench.worlds.instance import Instance, Size, declared
from bench.worlds.names import numbered, people

RULES = """
type location;
type character : location;
type room : location;
type item;
type key : item;
type dagger : item;
type guard : character;
type servant : character;

entity King : character;
entity Heir : character;
entity Hall : room;
entity Throne : room;
entity Armoury : room;
entity Crown : item;
entity Key : key;

property door(from : room, to : room) : boolean;
property notable(i : item) : boolean;

property at(c : character) : room;
property place(i : item) : location;
property shut(r : room) : boolean;
property alive(c : character) : boolean;
property ruler() : character;
property murderer(c : character) : boolean;

action go(c : character, from : room, to : room) {
    precondition: alive(c) & at(c) == from & door(from, to) & !shut(to);
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to
};

action unlock(c : character, k : key, from : room, to : room) {
    precondition: alive(c) & at(c) == from & door(from, to) & shut(to) & place(k) == c;
    effect: !shut(to);
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to
};

action take(c : character, i : item, r : room) {
    precondition: alive(c) & at(c) == r & place(i) == r;
    effect: place(i) = c;
    consenting: c;
    observing(o : character): at(o) == r
};

action hand(c : character, d : character, i : item) {
    precondition: c != d & alive(c) & alive(d) & at(c) == at(d) & place(i) == c;
    effect: place(i) = d;
    consenting: c;
    observing(o : character): at(o) == at(c)
};

// It need not be true.
action whisper(c : character, d : character, i : item, r : room) {
    precondition: c != d & alive(c) & alive(d) & at(c) == at(d) & notable(i);
    effect: believes(d, place(i) = r);
    consenting: c;
    observing(o : character): o == c | o == d
};

action stab(c : character, v : character, w : dagger, r : room) {
    precondition: c != v & alive(c) & alive(v) & at(c) == r & at(v) == r & place(w) == c;
    effect: !alive(v) & (if(v == King) murderer(c));
    consenting: c;
    observing(o : character): at(o) == r
};

action claim(c : character) {
    precondition: alive(c) & at(c) == Throne & place(Crown) == c;
    effect: ruler() = c;
    consenting: c
};

trigger fall(c : character, i : item, r : room) {
    precondition: !alive(c) & at(c) == r & place(i) == c;
    effect: place(i) = r
};
"""


def castle(size: Size) -> str:
    """The text of a castle of that size: four people, three places and three things at least."""
    others = people(size.people - 2)
    guards, servants = others[0::2], others[1::2]
    rooms = ["Hall", "Throne", "Armoury", *numbered("Room", size.places - 3)]
    daggers = numbered("Dagger", size.things - 2)
    items = ["Key", "Dagger1", "Crown", *daggers[1:]]
    text = RULES + declared(guards, "guard") + declared(servants, "servant")
    text += declared(rooms[3:], "room") + declared(daggers, "dagger")
    doors = [("Hall", room) for room in rooms[1:]] + [("Throne", "Armoury")]
    text += "".join(f"door({a}, {b});\ndoor({b}, {a});\n" for a, b in doors)
    text += "".join(f"notable({item});\n" for item in items[: size.topics])
    text += "forall(c : character) alive(c);\nruler() = King;\nplace(Crown) = King;\n"
    text += f"shut(Armoury);\nplace(Key) = {rooms[-1] if size.places > 3 else 'Hall'};\n"
    text += "at(King) = Throne;\nat(Heir) = Hall;\n"
    text += "".join(f"at({guard}) = Throne;\n" for guard in guards)
    text += "".join(f"at({servant}) = Hall;\n" for servant in servants)
    text += "".join(f"place({dagger}) = Armoury;\n" for dagger in daggers)
    if guards:
        text += f"place(Dagger1) = {guards[0]};\n" if size.things > 3 else ""
    text += "believes(Heir, place(Key) = ?);\n"
    text += "forall(c : character) if(c != Heir) believes(c, believes(Heir, place(Key) = ?));\n"
    return text + _utilities(guards, servants)


def instance(name: str, size: Size) -> Instance:
    """1: the heir rules. 2: and has paid for it with his life, for which it takes two daggers.

    In more rooms than three the longest plan has an act more: to go where the key is.
    """
    goals = (1, 2) if size.things > 3 else (1,)
    return Instance(name, castle(size), goals, 13, 12 if size.places > 3 else 10, 2)


def _utilities(guards: list[str], servants: list[str]) -> str:
    crowned = "(if(ruler() == Heir) 1 else 0)"
    text = f"utility(): {crowned} + (if(ruler() == Heir & !alive(Heir)) 1 else 0);\n"
    text += "utility(King): (if(ruler() == King) 1 else 0) + (if(alive(King)) 1 else 0);\n"
    text += "utility(Heir): (if(ruler() == Heir) 2 else 0) + (if(alive(Heir)) 1 else 0);\n"
    free = "sum(c : character) (if(murderer(c) & alive(c)) 1 else 0)"
    for guard in guards:
        text += f"utility({guard}): (if(alive({guard})) 5 else 0) - ({free});\n"
    for servant in servants:
        text += f"utility({servant}): {crowned} + (if(alive({servant})) 1 else 0);\n"
    return text
