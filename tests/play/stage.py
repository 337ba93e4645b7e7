"""Worlds to play in, small enough for many games."""

from __future__ import annotations

from functools import cache

import dramaturge as dm
from dramaturge import bundled

# A key, a chest that may be empty, a deal between two, and a clock.
SHOP = """
type place;
type item;
entity Ann : character { pronoun she; };
entity Bob : character { called "old Bob"; pronoun he; };
entity Cid : character;
entity Shop : place { called "the shop"; };
entity Yard : place { called "the yard"; };
entity Ring : item { called "the ring"; };
unit "minutes";
property at(c : character) : place;
property has(i : item) : character;
property paid(c : character) : boolean;
property open() : boolean;
property sure(c : character) : boolean;
public property rings() : boolean;

at(Ann) = Shop;
at(Bob) = Shop;
at(Cid) = Yard;
has(Ring) = Bob;
believes(Ann, open());
believes(Ann, believes(Bob, open()));

action go(c : character, from : place, to : place) {
	precondition: at(c) == from & from != to & c != Bob;
	effect: at(c) = to;
	consenting: c;
	observing(o : character): at(o) == from | at(o) == to;
	text: "{c} goes from {from} to {to}";
};
action buy(buyer : character, seller : character, what : item) {
	precondition: at(buyer) == at(seller) & buyer != seller & has(what) == seller & !paid(buyer);
	effect: has(what) = buyer & paid(buyer);
	consenting: buyer, seller;
	observing(o : character): at(o) == at(buyer);
	text: "{buyer} buys {what} from {seller}";
};
action lift(c : character, what : item, from : character) {
	precondition: at(c) == at(from) & c == Ann & has(what) == from & open();
	effect: has(what) = c;
	fails: { effect: sure(c); };
	consenting: c;
	observing(o : character): o == c;
	text: "{c} lifts {what} from {from}";
};
action strike() {
	precondition: !rings();
	effect: rings();
	lasts: 10;
	observing(o : character): True;
	text: "the bell rings";
};
deadline closing at 30 : open() = False;

ending sold "The ring is sold, and paid for" : paid(Ann) | paid(Cid);
ending stolen "Ann has the ring and has not paid" : has(Ring) == Ann & !paid(Ann);

utility(Ann): if(has(Ring) == Ann) 1 else 0;
utility(Bob): sum(c : character) if(paid(c)) 1 else 0;
utility(Cid): (if(at(Cid) == Shop) 1 else 0) + (if(has(Ring) == Cid) 2 else 0);
"""

WORLDS = ("martyr", "last-bell", "broken-seal", "glass-heron")


@cache
def shop() -> dm.World:
    """The small world."""
    world = dm.loads(SHOP, "shop")
    assert world.ok, world.problems
    return world


@cache
def library_world(name: str) -> dm.World:
    """One of the four worlds on the drama library, loaded once."""
    return dm.load(bundled.locate(name))
