"""The answer of a search as the JSON object that other programs read."""

from __future__ import annotations

from dramaturge.cli.screen import finite
from dramaturge.story import Explanation, Outcome, SearchResult, Step, Story


def as_object(result: SearchResult) -> dict[str, object]:
    """The answer as the JSON object that other programs read."""
    found = result.story if result.outcome is Outcome.found else None
    best = None if found is not None else result.story
    limits = result.limits
    return {
        "outcome": result.outcome.value,
        "limit": result.limit,
        "story": None if found is None else [step.action for step in found.steps],
        "utility": None if found is None else finite(found.utility),
        "goal": finite(result.goal),
        "best": None if best is None else _story_object(best),
        "stories": [_story_object(story) for story in result.stories],
        "aim": result.aim.value,
        "proves": list(result.proves),
        "bound": result.bound,
        "verified": None if result.story is None else result.story.verified,
        "seed": result.seed,
        "after": list(result.after),
        "states": result.states,
        "expanded": result.expanded,
        "round": result.round,
        "undecided": result.undecided,
        "limits": {
            "author": limits.author,
            "character": limits.character,
            "epistemic": limits.epistemic,
            "time": finite(limits.time_s),
            "memory": limits.memory_mb,
        },
        "seconds": {name: round(value, 6) for name, value in result.seconds.items()},
        "peak_mb": round(result.peak_mb, 1),
        "explanations": None if found is None else [step_object(step) for step in found.steps],
    }


def step_object(step: Step) -> dict[str, object]:
    """An act with the plans behind it, nested."""
    reasons = [explanation_object(explanation) for explanation in step.explanations]
    return {"action": step.action, "reasons": reasons}


def explanation_object(explanation: Explanation) -> dict[str, object]:
    plan = [step_object(step) for step in explanation.plan]
    return {"character": explanation.character, "plan": plan}


def _story_object(story: Story) -> dict[str, object]:
    acts = [step.action for step in story.steps]
    return {"story": acts, "utility": finite(story.utility), "round": story.round}
