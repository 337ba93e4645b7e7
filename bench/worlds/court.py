"""A court before its council: who is slandered is exiled unless the truth arrives in time.

People: the regent, a favourite, a rival, then friends of the favourite and of the rival in turn.
Places: a road that ends at the court; friends of the favourite live along it. Things: none.
Topics: deeds that the favourite might have done; the regent is told of one, and knows better of it
only from who was there. The council sits from one deadline to another.
"""

from __future__ import annotations

from bench.worlds.instance import Instance, Size, declared, lane
from bench.worlds.names import numbered, people

RULES = """
type place;
type deed;

entity Regent : character;
entity Favourite : character;
entity Rival : character;

property path(from : place, to : place) : boolean;
property witness(c : character, d : deed) : boolean;
property trusts(c : character, d : character) : boolean;

property at(c : character) : place;
property did(d : deed) : boolean;
public property exiled() : boolean;
public property recalled() : boolean;
property sitting() : boolean;
property slandered(c : character) : boolean;

action ride(c : character, from : place, to : place) {
    precondition: at(c) == from & path(from, to) & c != Regent;
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to;
    lasts: 10;
};

action accuse(c : character, d : deed) {
    precondition: c != Regent & c != Favourite & at(c) == at(Regent) & trusts(Regent, c);
    effect: believes(Regent, did(d)) & (if(!did(d)) slandered(c));
    consenting: c;
    observing(o : character): at(o) == at(c);
    lasts: 5;
};

// Of what the regent believes.
action send_word(c : character, o : character, d : deed) {
    precondition: c != o & c != Regent & o != Regent & believes(Regent, did(d));
    effect: believes(o, believes(Regent, did(d)));
    consenting: c;
    observing(p : character): p == c | p == o;
    lasts: 5;
};

action testify(c : character, d : deed) {
    precondition: at(c) == at(Regent) & c != Regent & witness(c, d) & !did(d) & trusts(Regent, c);
    effect: believes(Regent, !did(d));
    consenting: c;
    observing(o : character): at(o) == at(c);
    lasts: 5;
};

action banish() {
    precondition: sitting() & !exiled();
    effect: exiled();
    consenting: Regent;
    lasts: 5;
};

action recall() {
    precondition: sitting() & exiled() & !recalled();
    effect: recalled();
    consenting: Regent;
    lasts: 5;
};

action time_passes() {
    precondition: !sitting();
    lasts: 10;
};
"""


def court(size: Size) -> str:
    """The text of a court of that size: four people, two places and one deed at least."""
    others = people(size.people - 3)
    friends, followers = others[0::2], others[1::2]
    places, deeds = numbered("Stage", size.places), numbered("Deed", size.topics)
    text = 'unit "minutes";\n' + RULES + declared(others, "character")
    text += declared(places, "place") + declared(deeds, "deed") + lane(places)
    for one in ("Regent", "Favourite", "Rival", *followers):
        text += f"at({one}) = {places[-1]};\ntrusts(Regent, {one});\n"
    for at, one in enumerate(friends):
        text += f"at({one}) = {places[at % (len(places) - 1)]};\ntrusts(Regent, {one});\n"
    for at, deed in enumerate(deeds):
        text += f"witness({friends[at % len(friends)]}, {deed});\n"
    begin = 20 + 10 * size.places
    text += f"deadline council at {begin} : sitting();\n"
    text += f"deadline end at {2 * begin + 10} : !sitting();\n"
    return text + _utilities(friends, followers, deeds)


def instance(name: str, size: Size) -> Instance:
    """1: the favourite is exiled. 2: and called back."""
    return Instance(name, court(size), (1, 2), 8 + 2 * size.places, 4 + size.places, 2)


def _utilities(friends: list[str], followers: list[str], deeds: list[str]) -> str:
    gone = "exiled() & !recalled()"
    text = "utility(): (if(exiled()) 1 else 0) + (if(recalled()) 1 else 0);\n"
    guilt = " + ".join(f"(if(did({deed})) 1 else 0)" for deed in deeds)
    text += f"utility(Regent): (if(({guilt} + 0) > 0) (if({gone}) 2 else 0)"
    text += f" else (if({gone}) 0 else 2));\n"
    text += f"utility(Favourite): if({gone}) 0 else 5;\n"
    text += f"utility(Rival): if({gone}) 2 else 0;\n"
    for one in friends:
        text += f"utility({one}): if({gone}) 0 else 3;\n"
    for one in followers:
        text += f"utility({one}): (if({gone}) 2 else 0) - (if(slandered({one})) 3 else 0);\n"
    return text
