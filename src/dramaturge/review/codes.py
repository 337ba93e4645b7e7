"""The codes of what a review finds besides what a check does.

docs/problems.md is made from this table, and a test reviews every example.
"""

from __future__ import annotations

from dramaturge.model.codes import Code

NOTES_WORLD = """\
type place;
entity Ann : character;
entity Bob : character;
entity Inn : place;
entity Mill : place;
property at(c : character) : place;
property awake(c : character) : boolean;
property burning(p : place) : boolean;
property warned(c : character) : boolean;
property dark(p : place) : boolean;
at(Ann) = Inn;
at(Bob) = Inn;
awake(Ann);
awake(Bob);
burning(Mill);
believes(Ann, !burning(Mill));
believes(Bob, believes(Ann, !burning(Mill)));
action walk(c : character, from : place, to : place) {
    precondition: awake(c) & at(c) == from & from != to;
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to;
};
action tell(c : character, d : character, p : place) {
    precondition: awake(c) & at(c) == at(d) & c != d &
        believes(c, burning(p)) & !believes(c, believes(d, burning(p)));
    effect: believes(d, burning(p)) & warned(d);
    consenting: c;
    observing(o : character): at(o) == at(c);
};
action put_out(c : character, p : place) {
    precondition: awake(c) & at(c) == p & burning(p);
    effect: !burning(p);
    consenting: c;
    observing(o : character): at(o) == p;
};
action faint(c : character) {
    precondition: awake(c);
    effect: !awake(c);
    observing(o : character): at(o) == at(c);
    lasts: 60;
};
deadline dusk at 60 : dark(Mill);
utility(Ann): if(burning(Mill)) 0 else 1;
utility(Bob): if(warned(Ann)) 1 else 0;
ending saved : !burning(Mill);
pattern left_to_burn "{c} is warned of the fire, and it burns on" (c : character) as broken :
    becomes warned(c) & burning(Mill)
    finally burning(Mill);
"""

# Examples are stories in the world above.
REVIEW_CODES: dict[str, Code] = {
    "C108": Code(
        "dead, bound or elsewhere",
        "Somebody acts who is in no state to do anything, or is not where it happens. Where they "
        "are is what decides, in the world, who perceives what is done; being able to do anything "
        "is what everything asks for that anybody does.",
        "tell(Bob, Ann, Mill) walk(Ann, Inn, Mill) faint(Ann) put_out(Ann, Mill)",
    ),
    "C109": Code(
        "cannot know",
        "An act, or a line of speech, rests on something that its doer has no way to know: it asks "
        "for a belief that they never had, or they would have a reason for it if they knew how "
        "things are. What they would have to know is told, and who could tell them.",
        "walk(Ann, Inn, Mill) put_out(Ann, Mill)",
    ),
    "C110": Code(
        "forgotten",
        "Somebody was shown or told something, and acts against it later: the act asks for a "
        "belief that they gave up at an earlier beat, or they would still have a reason for it "
        "without what that beat has taught them.",
        "tell(Bob, Ann, Mill) walk(Ann, Inn, Mill) put_out(Ann, Mill) walk(Ann, Mill, Inn)\n"
        "tell(Bob, Ann, Mill)",
    ),
    "C111": Code(
        "not kept",
        "A word is broken, or is owed to the end, and nothing comes of it. What counts as that the "
        "patterns of a world or of the library say (`as broken`): docs/patterns.md.",
        "tell(Bob, Ann, Mill)",
    ),
    "C112": Code(
        "unfired",
        "Somebody is told something, or something is planted, and nothing later depends on it: "
        "without this beat everything after it would happen all the same, for the same reasons.",
        "tell(Bob, Ann, Mill)",
    ),
    "C113": Code(
        "unpaid",
        "An ending that the story claims (`ending NAME;`), or that was asked for, is not reached.",
        "tell(Bob, Ann, Mill) walk(Ann, Inn, Mill)\nending saved;",
    ),
    "C114": Code(
        "missed deadline",
        "A deadline passes, and nothing comes of it: if it had no effect at all everything after "
        "it would happen all the same, for the same reasons, and the story would end as it does.",
        "tell(Bob, Ann, Mill) walk(Ann, Inn, Mill) put_out(Ann, Mill) faint(Ann)",
    ),
}
