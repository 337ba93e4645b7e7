"""The first state of a world, before its triggers: what its entries say.

Source: docs/semantics.md 3.1; SEMANTICS.md 2.
"""

from __future__ import annotations

from dramaturge.ground.world import Chain, Entry, GroundWorld, Value
from dramaturge.semantics.state import State


def initial_state(ground: GroundWorld) -> State:
    """The first state from its entries: a belief state is what its set of entries says (3.1)."""
    count = len(ground.characters)
    made: dict[frozenset[Entry], State] = {}

    def state(entries: frozenset[Entry]) -> State:
        if entries not in made:
            values: list[Value] = [None] * len(ground.fluents)
            for entry in entries:
                if not entry.chain:
                    values[entry.fluent] = entry.value
            made[entries] = State(
                tuple(values), count, lambda c: state(_believed_entries(entries, c))
            )
        return made[entries]

    return state(frozenset(ground.initial))


def _believed_entries(entries: frozenset[Entry], character: int) -> frozenset[Entry]:
    """Real entries hold, unless the character has its own; those it also knows that it has."""
    found: dict[tuple[Chain, int], Value] = {}
    for entry in entries:
        if not entry.chain:
            found[(), entry.fluent] = entry.value
    own = [entry for entry in entries if entry.chain[:1] == (character,)]
    for entry in own:
        found[entry.chain, entry.fluent] = entry.value
    for entry in own:  # an explicit entry on (c, c) wins over the one on (c) just kept
        found[entry.chain[1:], entry.fluent] = entry.value
    return frozenset(Entry(chain, fluent, value) for (chain, fluent), value in found.items())
