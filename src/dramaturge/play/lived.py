"""The story as one of its people lives it: what they do, perceive and come to think.

An event is told as far as the mind perceives it (`tell.perception`); what passes a mind by is not
told at all. An observer is told everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dramaturge.model.expression import Variable
from dramaturge.narrate.acts import parse_act
from dramaturge.narrate.templates import filled
from dramaturge.narrate.words import as_sentence, capitalised, listed
from dramaturge.play.log import Entry, Kind
from dramaturge.play.picture import Picture
from dramaturge.play.stage import Stage
from dramaturge.play.table import Table
from dramaturge.play.view import Line
from dramaturge.tell.perception import Happening, How, Learnt, Perception

MOST_LEARNT = 4  # things noticed at once that are told
TOLD_BY = {
    How.told: "{who} [learn] that {what}",
    How.noticed: "{who} [see] that {what}",
    How.corrected: "{who} [realise] that {what}",
    How.inferred: "{who} [conclude] that {what}",
    How.public: "{what}",
    How.seen: "{who} [see] that {what}",
}


class Lived:
    """Sentences for what happens on a table, for the player or (None) an observer."""

    def __init__(self, stage: Stage, table: Table, picture: Picture, player: int | None) -> None:
        self._stage = stage
        self._table = table
        self._picture = picture
        self._player = player
        self._lines: list[tuple[Line, ...]] = []  # [entry]
        self._told: list[Entry] = []

    def lines(self) -> tuple[Line, ...]:
        """All of the story so far."""
        return tuple(line for lines in self._upto(len(self._table.entries)) for line in lines)

    def since(self, entry: int) -> tuple[Line, ...]:
        """What was told of the entries from that one on (from 0)."""
        lines = self._upto(len(self._table.entries))
        return tuple(line for some in lines[entry:] for line in some)

    def _upto(self, length: int) -> list[tuple[Line, ...]]:
        entries = self._table.entries
        same = 0
        while same < min(len(self._told), length) and self._told[same] is entries[same]:
            same += 1
        del self._lines[same:], self._told[same:]
        for position in range(same, length):
            self._lines.append(tuple(self._entry(position)))
            self._told.append(entries[position])
        return self._lines

    def _entry(self, position: int) -> Iterator[Line]:
        entry = self._table.entries[position]
        number = position + 1
        called = self._picture.called
        match entry.kind:
            case Kind.act | Kind.other | Kind.chance:
                yield from self._event(position, entry)
            case Kind.wait:
                name = (
                    self._stage.ground.characters[self._player] if self._player is not None else ""
                )
                text = f"{capitalised(called(name))} waits." if name else "Time passes."
                yield Line(number, text, own=True, event=False)
            case Kind.vain:
                phrase = self._picture.words.phrase(entry.act)
                doer = called(entry.by)
                text = f"{capitalised(doer)} would {phrase.infinitive}, but it cannot be done."
                yield Line(number, text, own=True)
            case Kind.declined:
                text = f"{capitalised(called(entry.by))} will not have it: {self.act(entry.act)}."
                yield Line(number, text, own=True)
            case Kind.offered:
                text = f"{capitalised(called(entry.by))} would do it: {self.act(entry.act)}."
                yield Line(number, text)
            case Kind.refused:
                yield Line(number, f"{capitalised(called(self._own_name))} will not.", own=True)

    @property
    def _own_name(self) -> str:
        return "" if self._player is None else self._stage.ground.characters[self._player]

    def act(self, name: str) -> str:
        """What somebody may do, as a clause: `that Giles gives William the stake`."""
        return f"that {self._picture.words.phrase(name).clause}"

    def _event(self, position: int, entry: Entry) -> Iterator[Line]:
        number = self._stage.numbers[entry.act]
        sentence = self._picture.words.sentence(entry.act)
        if self._player is None:
            yield Line(position + 1, sentence)
            return
        before = self._table.states[position]
        perceived = Happening(self._table.dynamics, before, number).perceived_by(self._player)
        own = perceived.is_doer
        heard = False
        if perceived.is_known:
            yield Line(position + 1, sentence, own)
        else:
            hearsay = self._hearsay(entry.act, perceived)
            if hearsay:
                heard = True
                yield Line(position + 1, hearsay)
        for text in self._learnt(perceived, heard):
            yield Line(position + 1, text, own, event=False)

    def _hearsay(self, act: str, perceived: Perception) -> str:
        """What the event is to one who is told by it and does not see what it really is."""
        if not any(each.how is How.told for each in perceived.learnt):
            return ""
        found = parse_act(self._stage.model, act)
        if found is None or found.event.heard is None:
            return ""
        pairs = zip(found.event.parameters, found.arguments, strict=True)
        given = {slot.name: name for slot, name in pairs if isinstance(slot, Variable)}
        return as_sentence(
            filled(found.event.heard.removesuffix("."), given, self._picture.words.names)
        )

    def _learnt(self, perceived: Perception, heard: bool) -> Iterator[str]:
        """What the mind's own picture gained, apart from what the act itself says."""
        mine = [each for each in perceived.own if self._is_news(each, perceived, heard)]
        by_how: dict[How, list[str]] = {}
        for each in mine:
            by_how.setdefault(each.how, []).append(self._clause(each))
        who = capitalised(self._picture.called(self._own_name))
        for how, clauses in by_how.items():
            shown = list(dict.fromkeys(clauses))
            more = len(shown) - MOST_LEARNT
            what = listed(shown[:MOST_LEARNT] + ([f"{more} things more"] if more > 0 else []))
            yield _sentence(TOLD_BY[how], who, what)

    def _is_news(self, each: Learnt, perceived: Perception, heard: bool) -> bool:
        fluent = self._stage.ground.fluents[each.fluent]
        if fluent.property == "now" or (each.new is False and each.how is not How.told):
            return False
        if each.how is How.seen:
            return False  # the act says it
        if each.how is How.told and (heard or perceived.is_known):
            return False
        return not (each.is_lost and perceived.is_doer)

    def _clause(self, each: Learnt) -> str:
        if each.is_lost:
            fluent = self._stage.ground.fluents[each.fluent]
            old = self._picture.clause(each.fluent, each.old)
            return f"it is no longer so that {old}" if fluent.kind == "entity" else old
        return self._picture.clause(each.fluent, each.new)


def _sentence(template: str, who: str, what: str) -> str:
    """The template filled in; `[verb]` agrees with the third person."""
    from dramaturge.narrate.words import third_person

    before, bracket, rest = template.partition("[")
    if bracket:
        verb, _, after = rest.partition("]")
        template = f"{before}{third_person(verb)}{after}"
    return as_sentence(template.replace("{who}", who).replace("{what}", what))


def plain(lines: Sequence[Line]) -> tuple[str, ...]:
    """The sentences alone."""
    return tuple(line.text for line in lines)
