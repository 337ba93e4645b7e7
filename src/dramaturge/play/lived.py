"""The story as one of its people lives it: what they do, perceive and come to think.

An event is told as far as the mind perceives it (`tell.perception`); what passes a mind by is not
told at all. An observer is told everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.narrate.words import as_sentence, listed
from dramaturge.play.log import Entry, Kind
from dramaturge.play.picture import CLOCK, Picture
from dramaturge.play.stage import Stage
from dramaturge.play.table import Table
from dramaturge.play.view import Line
from dramaturge.tell.perception import Happening, How, Learnt, Manner, Perception

MOST_LEARNT = 4  # things noticed at once that are told
VERBS = {
    How.told: "learns",
    How.noticed: "sees",
    How.corrected: "realises",
    How.inferred: "concludes",
}


class Lived:
    """Sentences for what happens on a table, for the player or (None) an observer."""

    def __init__(self, stage: Stage, table: Table, picture: Picture, player: int | None) -> None:
        self._stage = stage
        self._table = table
        self._picture = picture
        self._voice = picture.voice
        self._player = player
        self._own_name = "" if player is None else stage.ground.characters[player]
        self._lines: list[tuple[Line, ...]] = []  # [entry]
        self._told: list[Entry] = []

    def lines(self) -> tuple[Line, ...]:
        """All of the story so far."""
        return self.since(0)

    def since(self, entry: int) -> tuple[Line, ...]:
        """What was told of the entries from that one on (from 0)."""
        entries = self._table.entries
        same = 0
        while same < min(len(self._told), len(entries)) and self._told[same] is entries[same]:
            same += 1
        del self._lines[same:], self._told[same:]
        for position in range(same, len(entries)):
            self._lines.append(tuple(self._entry(position)))
            self._told.append(entries[position])
        return tuple(line for some in self._lines[entry:] for line in some)

    def _entry(self, position: int) -> Iterator[Line]:
        entry = self._table.entries[position]
        number, own, voice = position + 1, self._own_name, self._voice
        match entry.kind:
            case Kind.act | Kind.other | Kind.chance:
                first, *more = [*self._event(position, entry), None]
                if first is not None:
                    yield first
                yield from self._arrival(position)
                yield from filter(None, more)
            case Kind.wait:
                if own:
                    yield Line(number, voice.says(own, "waits", ""), own=True, event=False)
            case Kind.vain:
                text = f"It turns out that this cannot be done now: {voice.doing(entry.act)}."
                yield Line(number, text, own=True)
            case Kind.declined:
                text = f"not {voice.declined(entry.act, entry.by)}"
                yield Line(number, voice.says(entry.by, "does", text), own=True)
            case Kind.offered:
                yield Line(number, voice.wanted(entry.act, entry.by))
            case Kind.refused:
                yield Line(number, voice.says(own, "refuses", ""), own=True)

    def _event(self, position: int, entry: Entry) -> Iterator[Line]:
        action = self._stage.numbers[entry.act]
        words = self._words(entry.act)
        sentence = with_words(as_sentence(self._voice.act(entry.act)), words)
        if self._player is None:
            yield Line(position + 1, sentence)
            return
        if not self._table.changed_mind(self._player, position):
            if self._table.knows_of(self._player, position):
                own = self._player in self._stage.ground.actions[action].consenting
                yield Line(position + 1, sentence, own)
            return
        before = self._table.states[position]
        perceived = Happening(self._table.dynamics, before, action).perceived_by(self._player, 1)
        heard = ""
        if perceived.is_known:
            yield Line(position + 1, sentence, perceived.is_doer)
        elif any(each.how is How.told for each in perceived.learnt):
            heard = self._voice.heard(entry.act)
            if heard:
                yield Line(position + 1, with_words(heard, words))
        for text in dict.fromkeys(self._learnt(perceived, bool(heard))):
            yield Line(position + 1, text, perceived.is_doer, event=False)

    def _words(self, act: str) -> str:
        """What is said, word by word, the first time that it is."""
        words = self._voice.words(act)
        is_known = any(words in line.text for lines in self._lines for line in lines)
        return "" if is_known else words

    def _arrival(self, position: int) -> Iterator[Line]:
        """What the player's place is like, the first time that they come there."""
        if self._player is None:
            return
        minds = [state.believed(self._player) for state in self._table.states[: position + 2]]
        place = self._picture.place(minds[-1], self._own_name)
        if place is None or any(
            self._picture.place(m, self._own_name) == place for m in minds[:-1]
        ):
            return
        look = self._voice.look(place)
        if look:
            yield Line(position + 1, look, own=True, event=False)

    def _learnt(self, perceived: Perception, heard: bool) -> Iterator[str]:
        """What the mind's own picture gained, apart from what the act itself says."""
        by_verb: dict[str | None, list[str]] = {}
        for each in perceived.own:
            if not self._is_news(each, perceived, heard):
                continue
            by = each.by
            if by is not None and each.how in (How.noticed, How.inferred):
                text = self._voice.trigger(by.event, by.arguments)
                if text and (each.how is How.noticed or self._own_name in by.arguments[:1]):
                    yield text
                    continue
            if not self._voice.is_worth_telling(each.fluent, each.new):
                old = each.old if each.is_lost else None
                if old is None or not self._voice.is_worth_telling(each.fluent, old):
                    continue
            verb = VERBS.get(each.how)
            if each.how is How.told and self._is_reaction(each, perceived):
                verb = VERBS[How.noticed]  # how they take it
            by_verb.setdefault(verb, []).append(self._clause(each))
        for verb, clauses in by_verb.items():
            shown = [c for c in dict.fromkeys(clauses) if not any(_ends(d, c) for d in clauses)]
            more = len(shown) - MOST_LEARNT
            what = listed(shown[:MOST_LEARNT] + ([f"{more} things more"] if more > 0 else []))
            if verb is None:
                yield as_sentence(what)
            else:
                yield self._voice.says(self._own_name, verb, f"that {what}")

    def _is_news(self, each: Learnt, perceived: Perception, heard: bool) -> bool:
        fluent = self._stage.ground.fluents[each.fluent]
        if fluent.property == CLOCK or each.how is How.seen:
            return False  # the act says it
        if each.how is How.corrected and perceived.manner is not Manner.attempt:
            return not (each.is_lost and perceived.is_doer)
        speaks = heard or (perceived.is_known and self._speaks(perceived))
        if each.how is How.told and speaks:
            return self._is_reaction(each, perceived)
        is_own_place = each.fluent in self._picture.own_places and fluent.arguments[:1] == (
            self._own_name,
        )
        return not is_own_place

    def _is_reaction(self, each: Learnt, perceived: Perception) -> bool:
        """Whether it is how somebody takes what the player has said."""
        first = self._stage.ground.fluents[each.fluent].arguments[:1]
        others = {*self._stage.ground.characters} - {self._own_name}
        return perceived.is_doer and self._speaks(perceived) and bool(others & {*first})

    def _speaks(self, perceived: Perception) -> bool:
        """Whether the sentence of the act says what is learnt by it: a letter's does not."""
        event = perceived.event
        is_said = any(argument in self._stage.model.facts for argument in event.arguments)
        return is_said or bool(self._voice.words(event.name))

    def _clause(self, each: Learnt) -> str:
        """What was learnt; of what is no longer known, that it is not so any more."""
        if each.is_lost:
            return self._voice.fact(each.fluent, each.old, holds=False)
        return self._voice.fact(each.fluent, each.new)


def with_words(sentence: str, words: str) -> str:
    """A sentence with what is said, in quotation marks, after it; not if that is the same."""
    said = words.strip("“”").casefold()
    is_same = not said or sentence.casefold().endswith(said)
    return sentence if is_same else f"{sentence.removesuffix('.')}: {words}"


def _ends(one: str, other: str) -> bool:
    """Whether a longer clause says the other one, too: "the letter says that …"."""
    return len(one) > len(other) and one.endswith(other)
