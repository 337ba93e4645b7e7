"""Looking into minds along a story: what they know, what they feel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dramaturge.api.loaded import LoadedWorld
from dramaturge.api.script import StoryLike
from dramaturge.ground.collection import no_collection
from dramaturge.source import Source

if TYPE_CHECKING:
    from dramaturge.feelings import Feelings
    from dramaturge.knowledge import Knowledge
    from dramaturge.tell import Telling
    from dramaturge.tell.build import Manner


@no_collection()
def knows(
    world: LoadedWorld,
    story: StoryLike,
    about: str | Sequence[str] | None,
    depth: int,
) -> Knowledge:
    """See `World.knows`."""
    from dramaturge.knowledge import knowledge

    if depth < 0:
        raise ValueError(f"depth must be at least 0, not {depth}")
    script = world.read(story).require()
    asked = [about] if isinstance(about, str) else about
    wanted = None if asked is None else [n for name in asked for n in _rows(world, name)]
    reasons = world.plans(script.actions)
    return knowledge(world.dynamics, script.actions, wanted, depth, world.words, reasons)


@no_collection()
def feelings(world: LoadedWorld, story: StoryLike) -> Feelings:
    """See `World.feelings`."""
    from dramaturge.feelings import feelings

    actions = world.read(story).require().actions
    return feelings(world.dynamics, actions, world.teller, world.plans(actions))


@no_collection()
def tell(world: LoadedWorld, story: StoryLike, manner: Manner, *, reasons: bool) -> Telling:
    """See `World.tell`."""
    from dramaturge.feelings import feelings
    from dramaturge.tell.build import tell

    script = world.read(story).require()
    plans = world.plans(script.actions)

    def felt(only: Sequence[str]) -> Feelings:
        return feelings(world.dynamics, script.actions, world.teller, plans, only)

    return tell(
        world.model,
        world.dynamics,
        world.teller,
        script.title or title_of(world.name),
        script.actions,
        script.scenes,
        manner,
        plans if reasons else None,
        felt if reasons else None,
    )


def title_of(name: str) -> str:
    """`glass-heron` as "Glass heron"."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _rows(world: LoadedWorld, name: str) -> list[str]:
    """What a name stands for in a table: of a fact the fluents that it speaks of."""
    names = {"".join(fact.split()): fact for fact in world.model.facts}
    fact = names.get("".join(name.split()))
    if fact is None:
        return [name]
    from dramaturge.ground.walk import reads
    from dramaturge.model.build import build_condition
    from dramaturge.syntax import parse_expression

    parsed, problems = parse_expression(Source("fact", f"holds({fact})"))
    assert parsed is not None, problems
    content, problems = build_condition(parsed, world.model)
    assert content is not None, problems
    found = dict.fromkeys(reads(world.queries.condition(content)))
    if not found:
        raise ValueError(f"'{name}' never changes, and everybody knows it")
    return list(dict.fromkeys(world.ground.fluents[read.fluent].name for read in found))
