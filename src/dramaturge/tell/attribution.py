"""Who says something, as a clause beside the words: `Buffy asked`, `Xander told her`."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from dramaturge.english.verbs import base_of, verb
from dramaturge.tell.phrases import SAY, SAYING
from dramaturge.tell.templates import Act, Clause, Ref, Said
from dramaturge.tell.units import Unit

Turn = tuple[str, str | None]
"""Who spoke to whom."""


def attribution(unit: Unit, turns: Sequence[Turn], teller: str | None, chance: Random) -> Clause:
    """As the world tells the act. turns: of the talk so far, this one included."""
    spoken = unit.spoken
    assert spoken is not None
    how = next((base_of(t.written)[0] for t in unit.clause if isinstance(t, Act)), "say")
    alone, to = SAYING.get(how, SAY)
    if turns[-2:-1] == [(spoken.speaker, spoken.hearer)] and not _asks(spoken.words):
        again = Said(" again" if alone == "lie" else "")
        verb_ = _verb("lie" if alone == "lie" else "add", spoken.speaker)
        return (Ref(spoken.speaker), Said(" "), verb_, again)
    if alone == "ask" and not _asks(spoken.words):
        alone, to = SAY
    is_new = spoken.hearer is not None and (spoken.hearer, spoken.speaker) not in turns
    if not to or not is_new or spoken.hearer is None or _is_plain(unit, turns, teller, chance):
        return (Ref(spoken.speaker), Said(" "), _verb(alone, spoken.speaker))
    first, _, more = to.partition(" ")
    joint = f" {more} " if more else " "
    verb_ = _verb(first, spoken.speaker)
    return (Ref(spoken.speaker), Said(" "), verb_, Said(joint), Ref(spoken.hearer))


def _is_plain(unit: Unit, turns: Sequence[Turn], teller: str | None, chance: Random) -> bool:
    """Whether the hearer need not be named: not where it is the teller."""
    spoken = unit.spoken
    assert spoken is not None
    is_known = any(spoken.hearer in turn for turn in turns[-3:-1])
    is_other = spoken.hearer != teller
    return is_other and chance.random() < 0.3 and is_known


def _verb(base: str, speaker: str) -> Act:
    """A verb of speech; `lie` is to lie to somebody."""
    return Act(verb(base).third, Ref(speaker), "to")


def _asks(words: Clause) -> bool:
    last = words[-1] if words else None
    return isinstance(last, Said) and last.text.rstrip().endswith("?")
