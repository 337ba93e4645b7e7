"""C102, C105: somebody has no reason for what they do: what they want, and the nearest plan.

The nearest plan is one that begins with the act and would serve, but for the consent of somebody
who has no reason to join in; or one that serves as well without some act in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dramaturge.ground.world import GroundEvent, Leaf, Read, Value
from dramaturge.narrate.parts import utility_parts, worth
from dramaturge.narrate.words import as_sentence, listed, possessive
from dramaturge.plan.falsity import false_parts, fell
from dramaturge.plan.motive import LONGEST
from dramaturge.plan.walk import Fault, Missing
from dramaturge.review.instead import plan_without
from dramaturge.review.nearest import FormerPlan, NearestPlan, former_plan, nearest_plan
from dramaturge.review.reading import Reading
from dramaturge.review.unwilling import unwilling
from dramaturge.semantics import State
from dramaturge.verdict import Finding

MOST_WANTS = 3


def unmotivated(reading: Reading, fault: Fault, lack: Missing, *, brief: bool = False) -> Finding:
    """Who has no reason, what they want, and (unless `brief`) what comes nearest to a reason."""
    assert fault.action is not None
    who, name = lack.character, reading.name(lack.character)
    states = reading.states[: fault.index + 1]
    mind, meant = states[-1].believed(who), reading.ground.meant(fault.action)
    act = reading.words.phrase(reading.story[fault.index].text)
    is_doer = reading.ground.characters[who] in act.doer and bool(act.verb)
    deed = f"to {act.infinitive}" if is_doer else "to agree to it"
    message = f"{name} has no reason {deed}"
    if not lack.exhausted:
        message = f"no reason of {possessive(name)} {deed} was found before the search gave up"
    lines = list(_wants(reading, who, mind))
    evidence: list[int | None] = []
    hint: str | None = None
    if reading.dynamics.after(mind, meant) is None:
        for part in false_parts(reading.dynamics, reading.ground.actions[meant].precondition, mind):
            minds = [state.believed(who) for state in states]
            evidence.append(fell(reading.dynamics, part, minds))
            told = reading.teller.obstacle(part, mind)
            lines.append(as_sentence(f"in {possessive(name)} eyes it cannot be: {told}"))
    else:
        lines.append(_worth(reading, who, mind, meant))
        if not brief:
            more, hint, beats = _comes_nearest(reading, fault, lack, mind)
            lines += more
            evidence += beats
    return reading.finding(
        "C102" if lack.exhausted else "C105",
        fault.index,
        message,
        lines,
        evidence=evidence,
        character=who,
        repair=hint or _repair(reading, name, lack, mind, meant),
    )


def _repair(reading: Reading, name: str, lack: Missing, mind: State, meant: int) -> str:
    """What may help where nothing comes near to a reason."""
    top = reading.checker.motives.top
    if lack.exhausted:
        wanted, given = f"let {name} want something that this leads to", "give it to somebody else"
        longer, is_possible = top.character_limit + 2, reading.dynamics.after(mind, meant)
        is_whole = is_possible and top.character_limit <= lack.searched and longer <= LONGEST
        if is_whole and not top.is_hopeless(mind, lack.character, meant):
            return f"{wanted}, {given}, or allow longer plans: --character-limit {longer}"
        return f"{wanted}, or {given}"
    minds = top.epistemic_limit
    sooner = "let something come of it sooner"
    return f"{sooner}, or ask with --epistemic-limit {minds - 1}" if minds > 1 else sooner


def _comes_nearest(
    reading: Reading, fault: Fault, lack: Missing, mind: State
) -> tuple[list[str], str | None, list[int]]:
    """For a possible act: what comes nearest to a reason, what may help, and the beats that are to
    blame."""
    assert fault.action is not None
    who, name = lack.character, reading.name(lack.character)
    meant = reading.ground.meant(fault.action)
    acts = [beat.text for beat in reading.story[: fault.index]]
    states = reading.states[: fault.index + 1]
    further = _within_further_limits(reading, fault, who)
    if further is not None:
        line = reading.checker.why_not(acts, states, fault.action, lack)[-1]
        return [as_sentence(line)], further, []
    refused = unwilling(reading, fault, who)
    if refused is not None:
        line = reading.checker.why_not(acts, states, fault.action, lack)[-1]
        return [as_sentence(line), *refused.lines], refused.hint, list(refused.beats)
    instead = plan_without(reading, mind, meant, lack)
    if instead is not None:
        hint = f"make it needed for what {name} wants, or leave it out"
        return [_instead(reading, instead)], hint, []
    lines = [as_sentence(reading.checker.why_not(acts, states, fault.action, lack)[-1])]
    if _only_informs(reading.ground.actions[meant], who):
        # What one would be told is not so in one's plan, where things are as one thinks now.
        serves = "that serves only what asks for it with 'believes'"
        lines.append(as_sentence(f"all it does is to tell {name} something: {serves}"))
        return lines, "let the act that it is for ask whether its doer believes it", []
    near = nearest_plan(reading, mind, who, meant)
    if near is not None:
        more, hint = _near(reading, name, near)
        return lines + more, hint, []
    former = former_plan(reading, fault.index, who, meant)
    if former is not None:
        return lines + _former(reading, name, former), None, [former.beat]
    return lines, None, []


def _within_further_limits(reading: Reading, fault: Fault, who: int) -> str | None:
    """What to ask with, so that the rest of the story is a reason."""
    assert fault.action is not None
    motives, state = reading.checker.motives, reading.states[fault.index]
    rest = reading.checker.meanings(reading.story[fault.index + 1 :])
    needed = motives.limits_for(state, who, fault.action, rest)
    if needed is None:
        return None
    asked = []
    if needed.character_limit > motives.top.character_limit:
        asked.append(f"--character-limit {needed.character_limit}")
    if needed.epistemic_limit > motives.top.epistemic_limit:
        asked.append(f"--epistemic-limit {needed.epistemic_limit}")
    told = f"the rest of the story would be a reason, a plan of {needed.acts} acts"
    return f"{told}: ask with {' '.join(asked)}"


def _only_informs(event: GroundEvent, who: int) -> bool:
    """Whether an act changes nothing but the mind of who does it."""
    return bool(event.effects) and all(effect.chain[:1] == (who,) for effect in event.effects)


def _wants(reading: Reading, who: int, mind: State) -> Iterator[str]:
    """What would be better for somebody if it were otherwise than they think it is."""
    utility = reading.ground.utilities[1 + who]
    dynamics, conditions = reading.dynamics, reading.words.conditions
    now = dynamics.utility(mind, 1 + who)
    told: list[str] = []
    counted: list[str] = []
    for part in dict.fromkeys(utility_parts(utility)):
        if now is None or len(told) + len(counted) == MOST_WANTS:
            break
        if isinstance(part, Read):
            counted += _counted(reading, who, mind, part)
            continue
        is_so = dynamics.holds(part, mind)

        def holds(leaf: object, part: object = part, is_so: bool = is_so) -> bool:
            return not is_so if leaf == part else dynamics.holds(leaf, mind)  # type: ignore[arg-type]

        def value(read: Read) -> Value:
            return dynamics.value(read, mind)

        better = worth(utility, holds, value)
        if isinstance(better, float) and better > now:
            told.append(conditions.leaf(part, reading.ground, not is_so))
    wants = ([f"that {listed(told, 'or')}"] if told else []) + counted
    if wants:
        yield as_sentence(f"what {reading.name(who)} wants: {listed(wants, 'or')}")
    else:
        yield as_sentence(f"{reading.name(who)} wants nothing that could be better")


def _counted(reading: Reading, who: int, mind: State, part: Read) -> list[str]:
    """Whether somebody would have more or less of a number, as things stand in their mind."""
    utility, dynamics = reading.ground.utilities[1 + who], reading.dynamics
    now, count = dynamics.utility(mind, 1 + who), dynamics.value(part, mind)
    if now is None or isinstance(count, bool) or not isinstance(count, float):
        return []

    def holds(leaf: Leaf) -> bool:
        return dynamics.holds(leaf, mind)

    found = []
    for word, other in (("more", count + 1), ("less", count - 1)):

        def value(read: Read, other: float = other) -> Value:
            return other if read == part else dynamics.value(read, mind)

        better = worth(utility, holds, value)
        if isinstance(better, float) and better > now:
            what = reading.words.conditions.term(part, reading.ground)
            found.append(f"{word} of this: {what}")
    return found


def _worth(reading: Reading, who: int, mind: State, meant: int) -> str:
    """What the act alone makes better or worse, in the eyes of who has no reason for it."""
    after = reading.dynamics.after(mind, meant)
    assert after is not None
    before, then = (reading.dynamics.utility(state, 1 + who) for state in (mind, after))
    name = reading.name(who)
    if before is not None and then is not None and then < before:
        lost = reading.teller.clauses(
            reading.teller.gains.decisive(1 + who, mind, after, worse=True), mind, after
        )
        return as_sentence(f"for {name} it makes things worse{': ' if lost else ''}{lost}")
    return as_sentence(f"for {name} it makes nothing better by itself")


def _instead(reading: Reading, plan: Sequence[int]) -> str:
    """The plan that does as well without the act."""
    steps = [reading.words.phrase(reading.ground.actions[step].name).clause for step in plan]
    return as_sentence(
        f"plans that begin with it help, but no better than without it: {', then '.join(steps)}"
    )


def _former(reading: Reading, name: str, former: FormerPlan) -> list[str]:
    """The plan that the act belonged to, and where it fails now."""
    clauses = [reading.words.phrase(reading.ground.actions[a].name).clause for a in former.plan]
    lines = [f"At beat {former.beat} {name} had a plan for it: {', then '.join(clauses)}."]
    if former.fails_at is None:
        lines.append("It would go through, but it is no longer worth it.")
        return lines
    step, mind = former.fails_at
    action = reading.ground.actions[former.plan[step]].name
    told = [line.removesuffix(".") for line in reading.teller.obstacles(action, mind)]
    why = f": {listed(told)}" if told else ""
    lines.append(as_sentence(f"it fails now where {clauses[step]}{why}"))
    return lines


def _near(reading: Reading, name: str, near: NearestPlan) -> tuple[list[str], str]:
    steps = [reading.words.phrase(reading.ground.actions[a].name).clause for a in near.plan]
    plan = as_sentence(f"the nearest plan: {', then '.join(steps)}")
    if near.refuser is not None:
        other = reading.name(near.refuser)
        step = steps[near.step]
        fails = f"it fails in {possessive(name)} mind, where {other} has no reason for this: {step}"
        return [plan, as_sentence(fails)], f"give {other} a reason, as {name} sees it: {step}"
    needless = steps[near.step]
    fails = f"it serves {name} as well without this: {needless}"
    return [plan, as_sentence(fails)], f"make this needed for what {name} wants: {needless}"
