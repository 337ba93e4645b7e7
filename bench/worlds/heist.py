"""A house with a safe: its number is a secret, guards stand where they think they are needed, and
what they are told need not be so.

People: a thief, a servant who knows the number and could use a share, and then guards and lookouts
in turn. Places: the street, the hall, the study with the safe, and more rooms that open from the
hall. Things: none. Topics: the numbers that the safe might have.
"""

from __future__ import annotations

from bench.worlds.instance import Instance, Size, declared
from bench.worlds.names import numbered, people

RULES = """
type location;
type character : location;
type room : location;
type cipher;
type guard : character;
type lookout : character;

entity Thief : character;
entity Servant : character;
entity Street : room;
entity Hall : room;
entity Study : room;

property door(from : room, to : room) : boolean;
property post(g : guard) : room;

property at(c : character) : room;
property number() : cipher;
property noise() : room;
property shut() : boolean;
property jewel() : location;
property share(c : character) : boolean;
property owes(c : character) : boolean;
property caught(c : character) : boolean;

action walk(c : character, from : room, to : room) {
    precondition: at(c) == from & door(from, to) & !caught(c);
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to
};

action promise(d : character) {
    precondition: d != Thief & at(d) == at(Thief) & !share(d) & !caught(Thief);
    effect: share(d) & owes(d);
    consenting: Thief, d;
    observing(o : character): o == Thief | o == d
};

action confide(c : character, d : character, k : cipher) {
    precondition: c != d & at(c) == at(d) & believes(c, number()) == k & !caught(c);
    effect: believes(d, number() = k) & !owes(c);
    consenting: c;
    observing(o : character): o == c | o == d
};

// There need not be one.
action cry(c : character, g : guard, r : room) {
    precondition: c != g & at(c) == at(g) & at(c) != r & !caught(c);
    effect: believes(g, noise() = r);
    consenting: c;
    observing(o : character): at(o) == at(c)
};

action unlock(c : character, k : cipher) {
    precondition: at(c) == Study & shut() & number() == k & !caught(c);
    effect: !shut() & (if(exists(g : guard) (g != c & at(g) == Study)) caught(c));
    fails: { effect: noise() = Study; };
    consenting: c;
    observing(o : character): at(o) == Study
};

action take(c : character) {
    precondition: at(c) == Study & !shut() & jewel() == Study & !caught(c);
    effect: jewel() = c & (if(exists(g : guard) (g != c & at(g) == Study)) caught(c));
    consenting: c;
    observing(o : character): at(o) == Study
};
"""


def heist(size: Size) -> str:
    """The text of a house of that size: three people, three places and one number at least."""
    others = people(size.people - 2)
    guards, lookouts = others[0::2], others[1::2]
    rooms = numbered("Room", size.places - 3)
    ciphers = numbered("Number", size.topics)
    text = RULES + declared(guards, "guard") + declared(lookouts, "lookout")
    text += declared(rooms, "room") + declared(ciphers, "cipher")
    for room in ("Street", "Study", *rooms):
        text += f"door(Hall, {room});\ndoor({room}, Hall);\n"
    text += "at(Thief) = Hall;\nat(Servant) = Hall;\nshut();\njewel() = Study;\n"
    for at, guard in enumerate(guards):
        post = ("Study", "Hall", *rooms)[at % (len(rooms) + 2)]
        text += f"at({guard}) = {post};\npost({guard}) = {post};\n"
    text += "".join(f"at({lookout}) = Street;\n" for lookout in lookouts)
    text += f"number() = {ciphers[-1]};\n"
    text += "forall(c : character) if(c != Servant) believes(c, number() = ?);\n"
    text += "forall(c : character) forall(d : character)"
    text += " if(c != d & d != Servant) believes(c, believes(d, number() = ?));\n"
    return text + _utilities(guards, lookouts)


def instance(name: str, size: Size) -> Instance:
    """1: the jewel is out of the house. 2: and so is the servant."""
    return Instance(name, heist(size), (1, 2), 12 + 2 * size.people, 8 + size.people, 2)


def _utilities(guards: list[str], lookouts: list[str]) -> str:
    out = "(jewel() == Thief & at(Thief) == Street)"
    text = f"utility(): if{out} (if(at(Servant) == Street) 2 else 1) else 0;\n"
    shares = "sum(c : character) (if(share(c)) 1 else 0)"
    text += f"utility(Thief): ((if{out} 9 else 0) - (if(caught(Thief)) 9 else 0)) - ({shares});\n"
    fled = "(if(!jewel() == Study & at(Servant) == Street) 1 else 0)"
    for one in ("Servant", *lookouts):
        bargain = f"((if(share({one})) 2 else 0) - (if(owes({one})) 1 else 0))"
        text += f"utility({one}): {bargain}{f' + {fled}' if one == 'Servant' else ''};\n"
    for guard in guards:
        posted = f"(if(at({guard}) == post({guard})) 1 else 0)"
        called = f"(if(noise() != ? & at({guard}) == noise()) 2 else 0)"
        text += f"utility({guard}): {posted} + {called} + (if(jewel() == Study) 3 else 0);\n"
    return text
