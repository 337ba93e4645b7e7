"""What a doer foresees that an act does to others: harm, help, deceit; in whose opinion ever."""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.feelings.stakes import Stakes
from dramaturge.ground.walk import reads
from dramaturge.knowledge.walk import corrected
from dramaturge.plan.falsity import false_parts
from dramaturge.semantics import Dynamics, State


@dataclass(frozen=True, slots=True)
class Regard:
    """What an act means for somebody in the eyes of its doer. gain: of utility, negative for harm;
    deceit: the fluents of which they come to believe what the doer knows to be false."""

    gain: float
    deceit: tuple[int, ...]

    @property
    def is_wrong(self) -> bool:
        return self.gain < 0 or bool(self.deceit)

    @property
    def is_good(self) -> bool:
        return self.gain > 0 and not self.deceit


def regard(
    dynamics: Dynamics,
    stakes: Stakes,
    mind: State,
    truth: State,
    action: int,
    doer: int,
    other: int,
    judge: State,
) -> Regard | None:
    """What an act means for another in the mind that its doer is thought to have had.

    An act that is impossible in that mind shows that the doer knew more: then what
    made it impossible is as it was. None: even so nobody could have foreseen it.
    judge: as in `judged`.
    """
    after = dynamics.after(mind, action)
    if after is None:
        precondition = dynamics.ground.actions[action].precondition
        failed = [r for p in false_parts(dynamics, precondition, mind) for r in reads(p)]
        facts = {read.fluent: truth.values[read.fluent] for read in failed if not read.chain}
        mind = corrected(dynamics, mind, doer, facts)
        after = dynamics.after(mind, action)
    return None if after is None else judged(stakes, mind, after, other, judge)


def judged(
    stakes: Stakes, before: State, after: State, other: int, judge: State | None = None
) -> Regard:
    """What the change from one state to another means for somebody in it.

    Harm is judged by the facts: bad news are no harm. Good news are good, unless the facts have
    become worse. judge: the mind of who judges, who takes nothing for deceit that they believe.
    """
    real = _gain(stakes, before, after, other)
    felt = _gain(stakes, before.believed(other), after.believed(other), other)
    told = after.believed(other).values
    was = before.believed(other).values
    deceit = tuple(
        fluent
        for fluent, value in enumerate(told)
        if value is not None
        and value != was[fluent]
        and after.values[fluent] is not None
        and value != after.values[fluent]
        and (judge is None or judge.values[fluent] != value)
    )
    return Regard(real or max(felt, 0.0), deceit)


def _gain(stakes: Stakes, before: State, after: State, other: int) -> float:
    one, two = stakes.worth(before, other), stakes.worth(after, other)
    return 0.0 if one is None or two is None else two - one
