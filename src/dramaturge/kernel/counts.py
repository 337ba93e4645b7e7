"""Limits as the kernel takes them: it counts only so far, and knows no None."""

from __future__ import annotations

MOST_ACTS = 1 << 14  # of a story, and of a plan in a mind: what fits into the keys of the tables
MOST_MINDS = 1 << 10  # within each other: each is a call within the last, and a stack has an end
MEGABYTE = 2**20
_NO_LIMIT = 2**64 - 1


def acts(limit: int | None) -> int:
    """Raises ValueError below 0."""
    return _count(limit, MOST_ACTS)


def minds(limit: int | None) -> int:
    """Raises ValueError below 0."""
    return _count(limit, MOST_MINDS)


def resource(limit: float | None) -> int:
    """Of bytes, states or work: what is more than the kernel can count is no limit."""
    return _NO_LIMIT if limit is None or limit >= _NO_LIMIT else int(limit)


def memory(megabytes: float | None) -> int:
    """As bytes."""
    return resource(None if megabytes is None else megabytes * MEGABYTE)


def _count(limit: int | None, most: int) -> int:
    if limit is not None and limit < 0:
        raise ValueError(f"a limit cannot be negative: {limit}")
    return most if limit is None else min(limit, most)
