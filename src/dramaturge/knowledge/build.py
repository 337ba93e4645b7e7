"""Makes the table of who knows what from the states of a story."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from dramaturge.ground.world import Chain, GroundWorld, Value
from dramaturge.knowledge.codes import MOST_CELLS, MOST_MINDS, TooLargeError
from dramaturge.knowledge.insight import Insight, Reasons
from dramaturge.knowledge.table import Change, How, Knowledge, Moment, Standing
from dramaturge.knowledge.walk import Path, end, told, walk
from dramaturge.narrate import Words
from dramaturge.semantics import Dynamics


def knowledge(
    dynamics: Dynamics,
    actions: Sequence[str],
    about: Sequence[str] | None,
    depth: int,
    words: Words,
    reasons: Reasons | None = None,
) -> Knowledge:
    """The table for a story, as far as its acts are possible.

    about: names of fluents (`at(Tom)`), properties (`at`) or entities (`Tom`); None: the fluents
    of which some mind is wrong at some time. depth: the longest chain of minds. reasons: the plan
    that somebody acts on, for telling which acts rest on a mistake. Raises ValueError for a name
    that the world does not have, TooLargeError for a table past the limits.
    """
    ground = dynamics.ground
    asked = None if about is None else sorted(_asked(ground, about))
    chains = _chains(ground, depth)
    fewest = 1 if asked is None else len(asked)  # how many are wrong is only seen on the way
    _refuse_large(fewest * len(chains) * len(actions))
    path = walk(dynamics, actions)
    if asked is None:
        asked = _disputed(path, chains, len(ground.fluents))
        _refuse_large(len(asked) * len(chains) * len(path.states))
    moments = []
    for beat, state in enumerate(path.states):
        minds = [end(state, chain).values for chain in chains]
        rows = tuple(tuple(values[fluent] for values in minds) for fluent in asked)
        event = path.events[beat]
        moments.append(Moment(beat, event.name if event else None, rows))
    insight = Insight(dynamics, path, words, depth, reasons)
    return Knowledge(
        tuple(ground.fluents[fluent].name for fluent in asked),
        tuple(tuple(ground.characters[c] for c in chain) for chain in chains),
        tuple(moments),
        path.impossible,
        tuple(_changes(dynamics, path, asked, chains, moments)),
        tuple(insight.ironies(asked)),
        tuple(insight.secrets(asked)),
        tuple(insight.lies(asked)),
        tuple("" if e is None else words.sentence(e.name) for e in path.events),
        tuple(words.facts.question(ground.fluents[fluent]) for fluent in asked),
        {name: words.names.of(name) for name in ground.entities},
    )


def standing(value: Value, meant: Value) -> Standing:
    """How a value in a mind stands to the value it is about."""
    if value == meant:
        return Standing.right
    return Standing.unknown if value is None else Standing.wrong


def _refuse_large(cells: int) -> None:
    if cells > MOST_CELLS:
        raise TooLargeError(
            "K102",
            f"the table would have {cells:,} cells, more than {MOST_CELLS:,}",
            "ask about fewer facts with --about, for less depth, or for a part of the story",
        )


def _changes(
    dynamics: Dynamics,
    path: Path,
    asked: Sequence[int],
    chains: Sequence[Chain],
    moments: Sequence[Moment],
) -> list[Change]:
    """Where a value or a standing changes, by fluent, mind and beat."""
    ground = dynamics.ground
    meant = [chains.index(chain[1:]) if chain else 0 for chain in chains]
    found = []
    for row, fluent in enumerate(asked):
        for column, chain in enumerate(chains):
            last: tuple[Value, Standing] | None = None
            for beat, moment in enumerate(moments):
                values = moment.values[row]
                now = (values[column], standing(values[column], values[meant[column]]))
                if now == last:
                    continue
                is_new = last is None or last[0] != now[0]
                how = _how(dynamics, path, beat, chain, fluent, is_new)
                names = tuple(ground.characters[c] for c in chain)
                found.append(Change(beat, ground.fluents[fluent].name, names, *now, how))
                last = now
    return found


def _how(dynamics: Dynamics, path: Path, beat: int, chain: Chain, fluent: int, is_new: bool) -> How:
    event = path.events[beat]
    if event is None:
        return How.start
    if not chain:
        return How.happened
    if not is_new:
        return How.unaware
    if told(dynamics, event, path.states[beat - 1], chain, fluent):
        return How.told
    return How.saw if chain[0] in path.observers[beat] else How.noticed


def _chains(ground: GroundWorld, depth: int) -> list[Chain]:
    """The world, then chains by length; nobody is asked what they think that they think."""
    found: list[Chain] = [()]
    level = found
    for _ in range(depth):
        level = [
            (*chain, character)
            for chain in level
            for character in range(len(ground.characters))
            if chain[-1:] != (character,)
        ]
        if len(found) + len(level) > MOST_MINDS:
            raise TooLargeError(
                "K101",
                f"depth {depth} makes more than {MOST_MINDS:,} minds, too many to show",
                "ask for less depth",
            )
        found = found + level
        if not level:
            break
    return found


def _disputed(path: Path, chains: Sequence[Chain], count: int) -> list[int]:
    """The fluents of which some mind differs from the world at some time."""
    found: set[int] = set()
    seen = set()
    for state in path.states:
        if state in seen:
            continue
        seen.add(state)
        for values in {end(state, chain).values for chain in chains}:
            if values != state.values:
                found.update(f for f in range(count) if values[f] != state.values[f])
    return sorted(found)


def _asked(ground: GroundWorld, about: Sequence[str]) -> set[int]:
    """The fluents meant by names of fluents, properties or entities."""
    found: set[int] = set()
    for wanted in about:
        name = "".join(wanted.split())
        matching = {
            index
            for index, fluent in enumerate(ground.fluents)
            if name in (fluent.name.replace(" ", ""), fluent.property, *fluent.arguments)
        }
        if not matching:
            raise ValueError(_no_such_fluent(ground, wanted, name))
        found |= matching
    return found


def _no_such_fluent(ground: GroundWorld, wanted: str, name: str) -> str:
    for constant in ground.constants:
        if name in (constant.replace(" ", ""), constant.partition("(")[0]):
            return f"'{wanted}' never changes, and everybody knows it"
    known = [fluent.name for fluent in ground.fluents]
    known += [*(fluent.property for fluent in ground.fluents), *ground.entities]
    close = get_close_matches(wanted, list(dict.fromkeys(known)), n=1)
    other = f"name a fact such as '{known[0]}', a property or an entity" if known else ""
    hint = f"did you mean '{close[0]}'?" if close else other
    return f"there is no '{wanted}' to know; {hint}".removesuffix("; ")
