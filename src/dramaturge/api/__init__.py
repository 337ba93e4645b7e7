"""The library's front door: load a world, then find, check, explain and ask who knows what.

Loading never raises for what an author got wrong: the world says it in `problems`. Asking more of
a broken world or story raises `WorldError` with the same problems. What the *caller* gets wrong (a
negative limit, say) raises ValueError.
"""

from dramaturge.api.script import Script, StoryLike, Why
from dramaturge.api.world import World, load, loads

__all__ = ["Script", "StoryLike", "Why", "World", "load", "loads"]
