"""Which names depend on themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_EXACT = 500


def circular(uses: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The circles: groups of names each of which leads back to itself, in order.

    Where very many names are left, what merely stands between two circles is counted as well.
    """
    left = _trimmed(_trimmed(dict(uses)))
    if len(left) > _EXACT:
        return [list(left)]
    reached = {name: _reached(name, left) for name in left}
    groups: list[list[str]] = []
    done: set[str] = set()
    for name in left:
        if name in reached[name] and name not in done:
            group = [other for other in left if other in reached[name] and name in reached[other]]
            done.update(group)
            groups.append(group)
    return groups


def _trimmed(uses: dict[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Without what leads to no circle, edges turned round: done twice it is the original again."""
    users: dict[str, list[str]] = {name: [] for name in uses}
    waiting: dict[str, int] = {}
    for name, used in uses.items():
        known = [other for other in used if other in uses]
        waiting[name] = len(known)
        for other in known:
            users[other].append(name)
    ready = [name for name, count in waiting.items() if count == 0]
    for name in ready:  # grows
        for user in users[name]:
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    return {name: users[name] for name in uses if waiting[name] > 0}


def _reached(name: str, uses: Mapping[str, Sequence[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        for other in uses.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached
