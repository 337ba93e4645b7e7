"""What at the start of a world may keep an act from happening, as statements that change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dramaturge.ground.table import show_value
from dramaturge.ground.walk import reads
from dramaturge.ground.world import Condition, Entry, GroundFluent, GroundWorld, Term, Value

MOST_NUMBERS = (0.0, 1.0, -1.0)


@dataclass(frozen=True, slots=True)
class Suspect:
    """Another value of a fluent at the start, in reality or (mind) in somebody's eyes."""

    mind: str | None
    fluent: str
    value: Value

    @property
    def statement(self) -> str:
        """What a world would say."""
        where = self.fluent if self.mind is None else f"believes({self.mind}, {self.fluent})"
        return f"{where} = {show_value(self.value)};"

    def quickly(self, ground: GroundWorld) -> GroundWorld | None:
        """The ground world with this at the start, as far as it stays the same otherwise; None if
        it takes the fluent for constant."""
        names = [fluent.name for fluent in ground.fluents]
        if self.fluent not in names:
            return None
        chain = () if self.mind is None else (ground.characters.index(self.mind),)
        entry = Entry(chain, names.index(self.fluent), self.value)
        kept = [e for e in ground.initial if (e.chain, e.fluent) != (entry.chain, entry.fluent)]
        return replace(ground, initial=(*kept, entry))


def suspects(
    full: GroundWorld,
    ground: GroundWorld,
    act: str,
    unwilling: Sequence[str],
    asked: Sequence[Condition] = (),
) -> Iterator[Suspect]:
    """What may have to be different, one thing each, most likely ones first.

    full: the world with nothing left out, but of actions only those of the story; ground: the one
    in use. unwilling: those whose reason is missing; if there are none, only facts are suspected.
    asked: conditions in the full world that should be so, in the minds that they ask about.
    """
    named = [full.characters[c] for part in asked for read in reads(part) for c in read.chain[:1]]
    unwilling = list(dict.fromkeys([*unwilling, *named]))
    given = {(e.chain, full.fluents[e.fluent].name): e.value for e in full.initial}
    for fluent in _order(full, ground, act, unwilling, asked):
        real = given.get(((), fluent.name))
        for value in _values(fluent):
            for mind in unwilling:
                chain = (full.characters.index(mind),)
                if value != given.get((chain, fluent.name), real):
                    yield Suspect(mind, fluent.name, value)
            if value != real:
                yield Suspect(None, fluent.name, value)


def _order(
    full: GroundWorld,
    ground: GroundWorld,
    act: str,
    unwilling: Sequence[str],
    asked: Sequence[Condition],
) -> list[GroundFluent]:
    """The fluents that matter to the act, then to what came of the other acts in the story, then to
    those who should want it, then to what else they could do."""
    found: list[GroundFluent] = []
    who = {full.characters.index(name) for name in unwilling}

    def add(world: GroundWorld, part: Condition | Term) -> None:
        found.extend(world.fluents[read.fluent] for read in reads(part))

    for condition in asked:
        add(full, condition)
    for action in full.actions:
        if action.name == act:
            add(full, action.precondition)
    for action in full.actions:
        add(full, action.precondition)
        for effect in action.effects:
            add(full, effect.condition)
        for condition in action.observing:
            add(full, condition)
    for character in sorted(who):
        add(full, full.utilities[1 + character])
    for other in ground.actions:
        if who.intersection(other.consenting):
            add(ground, other.precondition)
    return list({fluent.name: fluent for fluent in found}.values())


def _values(fluent: GroundFluent) -> Sequence[Value]:
    match fluent.kind:
        case "boolean":
            return (True, False)
        case "number":
            return MOST_NUMBERS
        case _:
            return fluent.domain
