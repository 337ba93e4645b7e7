"""Conditions that are lowered once for all values of their variables mean what they meant."""

from __future__ import annotations

import pytest

from dramaturge.api import loads
from dramaturge.ground import ground, sharing

WORLD = """
type place;
entity Ann : character; entity Bob : character; entity Cid : character;
entity Inn : place; entity Mill : place;
property at(c : character) : place;
property near(p : place, q : place) : boolean;
property keen(c : character) : boolean;
property heard(c : character, d : character) : boolean;
near(Inn, Mill); near(Mill, Inn); keen(Ann);
at(Ann) = Inn; at(Bob) = Mill; at(Cid) = Inn;
fact there(c : character, p : place) : at(c) == p;
define hears(c : character, p : place) :
    at(c) == p
    | (keen(c) & exists(q : place)
        (near(q, p) & at(c) == q & !forall(d : character) at(d) == q));
action call(c : character, f : there, p : place) {
    precondition: at(c) == p & believes(c, holds(f));
    effect: forall(d : character) if(d != c & hears(d, p)) (heard(d, c) & believes(d, holds(f)));
    consenting: c;
    observing(d : character): hears(d, p);
};
action walk(c : character, p : place) { effect: at(c) = p; consenting: c; };
action train(c : character) { effect: keen(c); consenting: c; };
utility(): heard(Ann, Bob);
"""


@pytest.mark.parametrize("prune", [False, True])
def test_nothing_depends_on_what_is_kept(monkeypatch: pytest.MonkeyPatch, prune: bool) -> None:
    model = loads(WORLD).require().model
    kept, problems = ground(model, prune=prune)
    assert kept is not None, problems
    monkeypatch.setattr(sharing, "LEAST_SIZE", 10**9)
    assert ground(model, prune=prune)[0] == kept
    monkeypatch.setattr(sharing, "LEAST_SIZE", 1)
    assert ground(model, prune=prune)[0] == kept
    monkeypatch.setattr(sharing, "MOST_KEPT", 3)
    assert ground(model, prune=prune)[0] == kept
