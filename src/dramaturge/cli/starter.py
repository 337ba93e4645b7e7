"""The world that `dramaturge new` begins with."""

STARTER = """\
// The lamp: a keeper, a ferryman, and a lighthouse that is dark.
//
// Try:  dramaturge find THIS_FILE
// Then change something, and look who still has a reason to do what.

// What there is. Everybody who can want something is a character.
type place;
type item;
entity Ines : character;
entity Otto : character;
entity Lighthouse : place;
entity Harbor : place;
entity Lamp : item;
entity Oil : item;
entity Coin : item;

// What can change.
property at(person : character) : place;
property has(item : item) : character;
property lit(item : item) : boolean;

// How things stand in the beginning.
at(Ines) = Lighthouse;
at(Otto) = Harbor;
has(Oil) = Otto;
has(Coin) = Ines;

// Somebody may think something else:
// believes(Ines, has(Oil) = Ines);

// What can be done: when it is possible, what it changes, who must want it, and who notices.
action walk(person : character, from : place, to : place) {
    precondition: at(person) == from & from != to;
    effect: at(person) = to;
    consenting: person;
    observing(other : character): at(other) == from | at(other) == to
};

action buy(buyer : character, item : item, seller : character, place : place) {
    precondition: at(buyer) == place & at(seller) == place & buyer != seller
        & has(item) == seller & has(Coin) == buyer & item != Coin;
    effect: has(item) = buyer & has(Coin) = seller;
    consenting: buyer, seller;
    observing(other : character): at(other) == place
};

action light(person : character, Lamp) {
    precondition: at(person) == Lighthouse & has(Oil) == person & !lit(Lamp);
    effect: lit(Lamp);
    consenting: person;
    observing(other : character): True  // one sees it from everywhere
};

// What everybody wants: the higher the number, the better.
utility(Ines): if(lit(Lamp)) 1 else 0;
utility(Otto): if(has(Coin) == Otto) 1 else 0;

// What you, the author, want: the ending that 'find' looks for.
utility(): if(lit(Lamp)) 1 else 0;
"""
