"""A small world with a thief who lies: what the tests of knowledge and feelings look at."""

from __future__ import annotations

from functools import cache

import dramaturge as dm

WORLD = """
type place;
type thing;
entity Ann : character;
entity Bob : character;
entity Cid : character;
entity Hall : place;
entity Cellar : place;
entity Ring : thing;
property at(c : character) : place;
property where(t : thing) : place;
property has(t : thing) : character;
forall(c : character) at(c) = Hall;
at(Cid) = Cellar;
where(Ring) = Hall;
believes(Cid, where(Ring) = ?);

action carry(c : character, t : thing, from : place, to : place) {
    precondition: at(c) == from & where(t) == from & from != to;
    effect: at(c) = to & where(t) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to;
};
action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & from != to;
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to;
};
action say(c : character, o : character, t : thing, p : place) {
    precondition: at(c) == at(o) & c != o;
    effect: believes(o, where(t) = p);
    consenting: c;
    observing(w : character): w == c | w == o;
};
action seek(c : character, t : thing, p : place) {
    precondition: at(c) == p & where(t) == p;
    effect: has(t) = c;
    consenting: c;
    observing(w : character): at(w) == p;
};
action smuggle(c : character, t : thing, p : place) {
    precondition: where(t) != p;
    effect: where(t) = p;
    consenting: c;
    observing(w : character): w == c;
};
utility(): 0;
utility(Ann): if(has(Ring) == Ann) 1 else 0;
utility(Bob): if(where(Ring) == Cellar) 1 else 0;
"""

STORY = (
    "smuggle(Bob, Ring, Cellar)",  # Ann does not see it
    "walk(Cid, Cellar, Hall)",
    "say(Bob, Cid, Ring, Hall)",  # a lie
    "walk(Ann, Hall, Cellar)",
    "smuggle(Bob, Ring, Hall)",  # and now it is true
)


@cache
def world() -> dm.World:
    return dm.loads(WORLD, "stage").require()
