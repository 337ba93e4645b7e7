"""The codes of everything that can be wrong with a story's text, and of what a check finds.

docs/problems.md is made from these tables, and a test reads every example.
"""

from __future__ import annotations

from dramaturge.model.codes import Code

EXAMPLE_WORLD = """\
type place;
entity Ann : character;
entity Bob : character;
entity Inn : place;
entity Mill : place;
property at(c : character) : place;
property hums(c : character) : boolean;
property tired(c : character) : boolean;
at(Ann) = Inn;
at(Bob) = Mill;
tired(Ann);
action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & from != to;
    effect: at(c) = to;
    consenting: c
};
action hum(c : character) {
    effect: hums(c);
    consenting: c
};
action sleep(c : character) {
    precondition: at(c) == Mill & tired(c);
    effect: !tired(c);
    consenting: c
};
utility(): if(!tired(Ann)) 1 else 0;
utility(Ann): if(!tired(Ann)) 1 else 0;
utility(Bob): if(hums(Bob)) 1 else 0;
"""

# Examples are stories in the world above.
STORY_CODES: dict[str, Code] = {
    "S101": Code(
        "not an act",
        "A story is a list of acts, each written as its name with its arguments in brackets: one "
        "on a line, or several in one line with spaces between them. Lines that begin with `|` "
        "and a last line `goal(…)` are skipped; `//` begins a comment.",
        "walk(Ann, Inn, Mill)\n+ sleep(Ann)",
    ),
    "S102": Code(
        "unknown action",
        "The world has no action of this name. A trigger is no act: it happens by itself.",
        "wlak(Ann, Inn, Mill)",
    ),
    "S103": Code(
        "unknown name",
        "An argument is the name of an entity, `True`, `False` or a number.",
        "walk(Anne, Inn, Mill)",
    ),
    "S104": Code(
        "wrong number of arguments",
        "The act has more or fewer arguments than the action has parameters.",
        "walk(Ann, Inn)",
    ),
    "S105": Code(
        "argument of another kind",
        "The action takes something else in this place.",
        "walk(Inn, Inn, Mill)",
    ),
    "S106": Code(
        "missing bracket",
        "The arguments of an act stand between `(` and `)`, on the same line; an act without "
        "arguments ends in `()`.",
        "walk(Ann, Inn, Mill",
    ),
    "S107": Code("no acts", "There is no act in the story.", "// to be written"),
    "S108": Code(
        "too many acts",
        "A story has at most 10,000 acts; the rest was not read.",
        "",
    ),
    "S109": Code(
        "malformed heading or mark",
        'A story begins with `story "TITLE" of "FILE.world";`, a scene with `scene "TITLE" at '
        'PLACE seen by CHARACTER;`. A deliberate mark tells its reason: `deliberate "REASON" '
        "ACT;`.",
        'scene "The mill" seen Ann;\nsleep(Ann)',
    ),
    "S110": Code(
        "nobody, or nowhere, of that name",
        "A scene is seen by a character and is at a place of the world; `why` takes a character.",
        'scene "The mill" seen by Anne;\nsleep(Ann)',
    ),
    "S111": Code(
        "malformed expectation",
        "`expect CONDITION;` or `expect why(CHARACTER, CONDITION);`, each perhaps with `not`. "
        "`why` asks about the act just before it. The condition is one of the language of worlds, "
        "with its problems.",
        "expect why(Ann, tired(Ann));\nsleep(Ann)",
    ),
    "S112": Code(
        "story of another world",
        "The heading of the story names another file than the one that was opened.",
        'story "Early to bed" of "other.world";\nsleep(Ann)',
    ),
    "S115": Code(
        "beats that no longer fit",
        "Several beats name acts or people that the world does not have, or not so, while others "
        "fit: as it is when the world has changed since the story was written. All such beats are "
        "listed; each has its own message, with the nearest names.",
        "",
    ),
    "S114": Code(
        "unknown ending",
        "`ending NAME;` says that an ending of the world has come true; the world has none of this "
        "name.",
        "ending happy;\nsleep(Ann)",
    ),
    "S113": Code(
        "attempt at what cannot fail",
        "`try …` is an act that somebody tries in vain. Only what has a `fails` part can be.",
        "try walk(Ann, Inn, Mill)",
    ),
}

FINDING_CODES: dict[str, Code] = {
    "C101": Code(
        "impossible",
        "What the act needs is not so at this point of the story, or its consequences never come "
        "to rest.",
        "sleep(Ann)",
    ),
    "C102": Code(
        "unmotivated",
        "Somebody who must be willing has no reason to act: as far as they know, nothing that "
        "begins with this act leads to what they want, a part of every such plan is needless, or "
        "somebody it needs would not join in.",
        "walk(Bob, Mill, Inn)",
    ),
    "C103": Code(
        "needless",
        "The story ends as well without these acts, and everybody still has reasons for the rest.",
        "hum(Bob) walk(Ann, Inn, Mill) sleep(Ann)",
    ),
    "C104": Code(
        "no improvement",
        "The story ends no better than it began, by the author's own utility, or is worth less at "
        "its end than was asked for (`--goal`).",
        "walk(Ann, Inn, Mill)",
    ),
    "C106": Code(
        "not as expected",
        "What the story expects at this point is not so. What is so instead is told with it.",
        "expect at(Ann) == Mill;\nwalk(Ann, Inn, Mill) sleep(Ann)",
    ),
    "C107": Code(
        "needless mark",
        "The mark `deliberate` keeps no finding quiet, for there is none about this act; delete "
        "it.",
        'deliberate "she is bored" walk(Ann, Inn, Mill);\nsleep(Ann)',
    ),
    "C105": Code(
        "undecided",
        "Whether somebody has a reason for the act was not found out: the search was given up "
        "before all plans of some length had been tried, or the time limit or Ctrl-C ended it. A "
        "story with nothing worse than that is called open. Let something come of the act sooner, "
        "or lower the limits of minds.",
        "walk(Ann, Inn, Mill)",
    ),
}
