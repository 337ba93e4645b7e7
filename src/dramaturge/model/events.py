"""Actions and triggers. Source: SEMANTICS.md 1.2."""

from __future__ import annotations

from dramaturge.model.checks import check_contradictions, check_overlap
from dramaturge.model.effects import NOTHING, build_effect
from dramaturge.model.expression import Constant, Effect, Expression, Variable
from dramaturge.model.expressions import Character, Resolver, Scope
from dramaturge.model.signatures import Overloads, build_slots
from dramaturge.model.world import Event, Failure
from dramaturge.syntax import tree


def build_events(
    text: tree.WorldText, resolver: Resolver
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """All sound actions and all sound triggers, in textual order."""
    events: dict[str, list[Event]] = {"action": [], "trigger": []}
    overloads: dict[tuple[str, str], Overloads[Event]] = {}
    for statement in text.statements:
        if isinstance(statement, tree.EventStatement):
            event = _event(statement, resolver)
            if event is None:
                continue
            key = (event.kind, event.name)
            earlier = overloads.setdefault(key, Overloads(resolver.names))
            if check_overlap(event.kind, event, earlier, resolver.report):
                earlier.add(event.parameters, event)
                events[event.kind].append(event)
    return tuple(events["action"]), tuple(events["trigger"])


def _event(statement: tree.EventStatement, resolver: Resolver) -> Event | None:
    """The event, or None if anything in it is wrong; all its parts are looked at."""
    parameters, variables = build_slots(statement.parameters, resolver.names, resolver.report)
    scope = Scope(variables, dict.fromkeys(variables, 1))
    slots = tuple(slot for slot in parameters if slot is not None)
    precondition: Expression | None = Constant(True, statement.span)
    if statement.precondition is not None:
        precondition = resolver.condition(statement.precondition, scope)
    effect: Effect | None = NOTHING
    if statement.effect is not None:
        built = build_effect(statement.effect, scope, resolver)
        if built is not None:
            check_contradictions(built, resolver.names, resolver.report)
        effect = built
    consenting = _consenting(statement, resolver, scope)
    observer, observing, observed = _observing(statement.observing, resolver, scope)
    lasts, times = _lasts(statement.lasts, resolver, scope)
    fails, failing = _fails(statement, resolver, scope)
    observed = observed and times and failing
    sound = len(slots) == len(parameters) and consenting is not None and observed
    if (
        not sound
        or precondition is None
        or effect is None
        or not _check_trigger(statement, resolver)
    ):
        return None
    assert consenting is not None
    return Event(
        kind=statement.kind,
        name=statement.name.text,
        parameters=slots,
        precondition=precondition,
        effect=effect,
        consenting=consenting,
        observer=observer,
        observing=observing,
        span=statement.span,
        description=statement.description,
        text=None if statement.text is None else statement.text.text,
        lasts=lasts,
        fails=fails,
        says=None if statement.says is None else statement.says.text,
        heard=None if statement.heard is None else statement.heard.text,
    )


def _consenting(
    statement: tree.EventStatement, resolver: Resolver, scope: Scope
) -> tuple[Character, ...] | None:
    """Who must want it, each once."""
    written = statement.consenting or ()
    found = [resolver.character(who, scope) for who in written]
    known = [who for who in found if who is not None]
    return tuple(dict.fromkeys(known)) if len(known) == len(found) else None


def _lasts(
    written: tree.Expression | None, resolver: Resolver, scope: Scope
) -> tuple[Expression | None, bool]:
    """How long it lasts, and whether that is sound."""
    if written is None:
        return None, True
    found = resolver.number(written, scope)
    return found, found is not None


def _fails(
    statement: tree.EventStatement, resolver: Resolver, scope: Scope
) -> tuple[Failure | None, bool]:
    """What happens if it is tried in vain, and whether that is sound."""
    written = statement.fails
    if written is None:
        return None, True
    effect: Effect | None = NOTHING
    if written.effect is not None:
        effect = build_effect(written.effect, scope, resolver)
        if effect is not None:
            check_contradictions(effect, resolver.names, resolver.report)
    observer, observing, observed = _observing(written.observing, resolver, scope)
    lasts, times = _lasts(written.lasts, resolver, scope)
    if not statement.consenting:
        hint = "an attempt is an act of someone who believes that it will work: consenting: …"
        message = f"nobody can try '{statement.name.text}' in vain: it is nobody's act"
        resolver.report.add("E261", message, written.span, hint)
        return None, False
    if effect is None or not (observed and times):
        return None, False
    text = None if written.text is None else written.text.text
    return Failure(effect, observer, observing, lasts, written.span, text), True


def _observing(
    written_part: tree.Observing | None, resolver: Resolver, scope: Scope
) -> tuple[Variable | None, Expression | None, bool]:
    """The observer, the condition to observe, and whether both are sound."""
    if written_part is None:
        return None, None, True
    written = written_part.variable
    inner, variable = scope.inner(written.name, written.type, resolver.names)
    condition = resolver.condition(written_part.condition, inner)
    if variable is None:
        return None, None, False
    if not resolver.names.types["character"].is_a(variable.type.name):
        message = f"every character may observe, but '{written.name.text}' is {variable.type.name}"
        hint = f"write observing({written.name.text} : character): …"
        resolver.report.add("E241", message, written.span, hint)
        return None, None, False
    return variable, condition, condition is not None


def _check_trigger(statement: tree.EventStatement, resolver: Resolver) -> bool:
    """Nobody wants or sees a trigger."""
    if statement.kind == "action":
        return True
    if statement.consenting is None and statement.observing is None:
        return True
    message = "a trigger has only a precondition and an effect"
    resolver.report.add("E131", message, statement.name.span, "make it an action")
    return False
