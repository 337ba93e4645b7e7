"""Choices as a list that is read at a glance: those that differ in one place only share a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST = 3  # choices that share a line
LONGEST = 4  # words in which they differ
SHARED = 3  # words that they have in common, at least
_JOINTS = frozenset(("that", "to", "from", "if", "about", "with", "of", "where", "what", "who"))


@dataclass(frozen=True, slots=True)
class Row:
    """A choice: its number and its text. Several: the text that they share, with `…` where they
    differ, and for each its number and what stands there."""

    text: str
    items: tuple[tuple[int, str], ...]

    @property
    def is_shared(self) -> bool:
        """Whether several choices stand here."""
        return len(self.items) > 1


def rows(choices: Sequence[tuple[int, str]]) -> Iterator[Row]:
    """The choices in their order, as (number, text)."""
    at = 0
    while at < len(choices):
        end = at + 1
        while end < len(choices) and _shared([text for _, text in choices[at : end + 1]]):
            end += 1
        run = choices[at:end]
        found = _shared([text for _, text in run]) if len(run) >= FEWEST else None
        if found is None:
            yield Row(run[0][1], (run[0],))
            at += 1
            continue
        head, tail = found
        items = tuple((n, " ".join(_middle(text.split(), head, tail))) for n, text in run)
        first = run[0][1].split()
        yield Row(" ".join([*first[:head], "…", *first[len(first) - tail :]]), items)
        at = end


def _shared(texts: Sequence[str]) -> tuple[int, int] | None:
    """How many words all of them begin with, and how many they end with; None if they have too
    little in common, or differ in too much."""
    split = [text.split() for text in texts]
    shortest = min(map(len, split))
    head = _common(split, shortest)
    while head and split[0][head - 1] in ("the", "a", "an"):
        head -= 1  # it belongs to the name
    tail = _common([words[::-1] for words in split], shortest - head)
    middles = [_middle(words, head, tail) for words in split]
    if not head or head + tail < SHARED or not all(map(_is_a_name, middles)):
        return None
    return head, tail


def _is_a_name(words: Sequence[str]) -> bool:
    """Whether it looks like one thing that is named, and not like half a sentence."""
    return 0 < len(words) <= LONGEST and not _JOINTS.intersection(words)


def _middle(words: Sequence[str], head: int, tail: int) -> Sequence[str]:
    return words[head : len(words) - tail]


def _common(split: Sequence[Sequence[str]], most: int) -> int:
    """How many words all of them begin with."""
    count = 0
    while count < most and len({words[count] for words in split}) == 1:
        count += 1
    return count
