"""Writes a world of a family, as large as you like.

python -m bench.generate FAMILY [--people N] [--places N] [--things N] [--topics N] [--draw N]
python -m bench.generate --named NAME       an instance with known stories
python -m bench.generate --list             their names, goals and limits
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bench.worlds import castle, court, gossip, heist, intrigue, market, rescue, workshop
from bench.worlds.instance import Instance, Size, written

FAMILIES: dict[str, Callable[[str, Size], Instance]] = {
    "market": market.instance,
    "castle": castle.instance,
    "gossip": gossip.instance,
    "workshop": workshop.instance,
    "intrigue": intrigue.instance,
    "heist": heist.instance,
    "court": court.instance,
    "rescue": rescue.instance,
}

INSTANCES: dict[str, Instance] = {
    name: FAMILIES[name.partition("-")[0]](name, size)
    for name, size in {
        "market-small": Size(4, 2, 2, 1),
        "castle-small": Size(4, 3, 3, 1),
        "gossip-small": Size(4, 2, 0, 4),
        "workshop-small": Size(3, 2, 3, 3),
        "market-six": Size(6, 3, 6, 3),
        "castle-six": Size(6, 4, 4, 2),
        "gossip-six": Size(6, 2, 0, 12),
        "workshop-six": Size(6, 3, 9, 11),  # 100 fluents, 398 actions
        "workshop-four": Size(4, 6, 19, 20),  # 95 fluents, 353 actions
        "heist-small": Size(4, 3, 0, 2),
        "heist-five": Size(5, 4, 0, 3),
        "court-small": Size(4, 3, 0, 2),
        "court-six": Size(6, 4, 0, 3),
        "court-eight": Size(8, 6, 0, 4),
        "rescue-small": Size(4, 3, 4, 2),
        "rescue-eight": Size(8, 6, 8, 4),
    }.items()
}
# 48 fluents, and minds within minds within minds.
INSTANCES["gossip-four"] = gossip.instance("gossip-four", Size(4, 2, 0, 32)).within(5, 3)

# Written by hand: the kinds of worlds that planners of stories are often tried on.
INSTANCES |= {
    name: Instance(name, written(name), goals, 14, 10, 2)
    for name, goals in {
        "hospital": (1, 2),
        "western": (1, 2, 3),
        "jailbreak": (1, 2, 3),
        "lovers": (1,),
        "murder": (1, 2),
    }.items()
}

# Somebody has twelve acts in mind, in which three others take part for reasons of their own.
INSTANCES["heir"] = Instance("heir", written("heir"), (1, 3), 16, 16, 3)

# The same among people who have nothing to do with it, but might.
INSTANCES["heir-crowd"] = Instance("heir-crowd", written("heir-crowd"), (3,), 16, 16, 3)

# Nine who may walk anywhere; who wants something distant needs one of them, by a lie.
INSTANCES["harbour"] = Instance("harbour", written("harbour"), (1, 2), 14, 12, 2)

# Drawn by lot: many triggers, lies, minds four deep.
INSTANCES["intrigue-four"] = intrigue.instance("intrigue-four", Size(4, 4, 6, 3))
INSTANCES["intrigue-five"] = intrigue.instance("intrigue-five", Size(5, 5, 8, 4), 2, goals=(1, 2))

# To be ground only: ten times what the shared problems of the same kind come to.
LARGE: dict[str, Size] = {
    "castle": Size(16, 8, 10, 4),
    "gossip": Size(20, 4, 0, 40),
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Write a world of a family, as large as you like.")
    parser.add_argument("family", nargs="?", choices=sorted(FAMILIES))
    for name, default in (("people", 4), ("places", 3), ("things", 3), ("topics", 2)):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"[{default}]")
    parser.add_argument("--draw", type=int, default=1, help="another intrigue for each number [1]")
    parser.add_argument("--named", choices=sorted(INSTANCES), help="an instance with known stories")
    parser.add_argument("--list", action="store_true", help="tell those instances")
    options = parser.parse_args()
    if options.list:
        for name, known in INSTANCES.items():
            print(f"{name}: goals {known.goals}, limits {known.limits}")
    elif options.named:
        sys.stdout.write(INSTANCES[options.named].text)
    elif options.family:
        size = Size(options.people, options.places, options.things, options.topics)
        if options.family == "intrigue":
            sys.stdout.write(intrigue.intrigue(size, options.draw))
        else:
            sys.stdout.write(FAMILIES[options.family](options.family, size).text)
    else:
        parser.error("name a family, or --named an instance, or --list them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
