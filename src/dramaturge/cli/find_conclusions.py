"""What a search has come to, in the sentences of `dramaturge find`."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.cli.find_advice import number_in_words
from dramaturge.narrate.words import counted, listed
from dramaturge.story import Aim, Limits, SearchResult

WORTH_TELLING_S = 1.0  # of a search that went on with a story in hand
STAGES = ("load", "ground", "search", "verify")  # of `seconds`; the rest is counted otherwise


def conclusions(result: SearchResult, ending: str | None) -> Iterator[str]:
    """What was found, how, and what that proves."""
    first = result.stories[0]
    worth = (
        f"The ending is worth {number_in_words(first.utility)} to the author "
        f"(asked for: {number_in_words(result.goal)})."
    )
    if ending is not None:
        worth = f"The ending is '{ending}'."
    yield f"Found in {_search_time(result)}. {worth}"
    several = result.aim is Aim.several
    yield f"The {'first' if several else 'story'} was found by the round '{first.round}'."
    if result.is_shortest:
        yield "It is proven that no story within the limits has fewer acts."
    elif result.aim is Aim.shortest:
        certain = ""
        if result.bound is not None and result.bound > 1:  # every story has an act
            certain = f" Certain is that none has fewer than {counted(result.bound, 'act')}."
        yield f"Whether there is a shorter one is open: {stopped(result)}{certain}"
    elif result.aim is Aim.any and len(first.steps) > 1:
        yield "It may not be the shortest: --shortest looks for one with fewer acts."
    if result.aim is Aim.refute:
        yield "So it cannot be proven that there is none: this is a counter-example."
    if several and result.exhausted:
        yield "It is proven that there are no other stories, but for the order of their acts."
    elif several and result.limit is not None:
        yield f"There may be more of them: {stopped(result)}"
    yield f"Limits: {within_limits(result.limits)}."
    if result.undecided:
        acts = "in the plans behind it" if result.is_shortest else "in it and the plans behind it"
        yield f"Whether every act {acts} is needed was left open: that takes too long to tell."
    if not all(story.verified for story in result.stories):
        yield "There was no time left to check the result a second time, by the definition alone."


def _search_time(result: SearchResult) -> str:
    """How long it took to find what was found, and to look for something shorter."""
    spent = {stage: result.seconds.get(stage, 0.0) for stage in STAGES}
    whole = sum(spent.values())
    found = spent["load"] + spent["ground"] + result.seconds.get("found", whole)
    if whole - found < WORTH_TELLING_S:
        return _duration(whole)
    return f"{_duration(found)} ({_duration(whole)} with the search for a shorter one)"


def searched(result: SearchResult) -> Iterator[str]:
    """Within which limits a story was looked for in vain, and what that proves."""
    if len(result.tried) < 2:
        yield f"Limits: {within_limits(result.limits)}."
        return
    authors, characters, depths = (
        sorted({count for limits in result.tried if (count := getattr(limits, name)) is not None})
        for name in ("author", "character", "epistemic")
    )
    yield (
        f"Limits that took turns: stories of up to {_either(authors, 'act')}; plans in the "
        f"characters' minds of up to {_either(characters, 'act')}, {_either(depths, 'mind')} deep."
    )
    if result.refuted is not None:
        yield f"Certain is that within these there is none: {within_limits(result.refuted)}."


def _either(counts: list[int], noun: str) -> str:
    """`2, 3 or 5 acts`."""
    *others, last = map(str, counts)
    return listed([*others, f"{last} {noun}{'' if counts == [1] else 's'}"], "or")


def within_limits(limits: Limits) -> str:
    """The limits as a phrase."""
    author = "any length" if limits.author is None else f"up to {counted(limits.author, 'act')}"
    plans = (
        "any length" if limits.character is None else f"up to {counted(limits.character, 'act')}"
    )
    depth = limits.epistemic
    minds = "any number of minds" if depth is None else counted(depth, "mind")
    return f"stories of {author}; plans in the characters' minds of {plans}, {minds} deep"


def stopped(result: SearchResult) -> str:
    limits = result.limits
    known = {
        "time": f"the time limit of {_duration(limits.time_s or 0)} was reached.",
        "memory": f"the memory limit of {limits.memory_mb or 0:g} MB was reached.",
        "states": "the limit on states was reached.",
        "effort": "the search went only so far.",
        "rounds": "the search went only so far.",
        "cancelled": "the search was stopped.",
        "character": "longer plans in the characters' minds remain untried.",
    }
    return known.get(result.limit or "", f"the limit '{result.limit}' was reached.")


def _duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"
