"""Units of content into sentences and paragraphs: joined, varied, with dialogue set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from dramaturge.english.nouns import listed
from dramaturge.english.verbs import THIRD, Mood
from dramaturge.tell.attempts import alike, attempted
from dramaturge.tell.attribution import Turn, attribution
from dramaturge.tell.phrases import LINKS, feelings
from dramaturge.tell.reasons import ROOM, is_joinable, is_sentence, joined, sentence
from dramaturge.tell.telling import Paragraph, Quote, Sentence
from dramaturge.tell.templates import Act, Clause, Ref, Said, bound, parse, predicate, refs
from dramaturge.tell.units import Kind, Source, Unit, Why
from dramaturge.tell.voice import Speech, Voice

MOST_JOINED = 3  # acts in one sentence
MOST_SENTENCES = 5  # in a paragraph of narration
MOST_BACKGROUND = 3  # more in one that says how things stand
_PLAIN = (Kind.act, Kind.learnt, Kind.background)


class Composer:
    """Writes one scene after another in one voice."""

    def __init__(self, voice: Voice, chance: Random) -> None:
        self._voice = voice
        self._chance = chance
        self._paragraphs: list[Paragraph] = []
        self._open: list[Sentence] = []
        self._turns: list[Turn] = []  # in a row
        self._is_back = False
        self._turn = 0
        self._used: list[str] = []  # ways to tell a feeling, of late

    def scene(
        self,
        units: Sequence[Unit],
        recap: Sequence[Unit] = (),
        *,
        back: bool = False,
        turn: int = 0,
    ) -> tuple[Paragraph, ...]:
        """The paragraphs of a scene. recap: what had happened before to the teller. back: the first
        paragraph is put one step back in time, as that of a flashback. turn: how many scenes were
        set up before."""
        self._turn = turn
        self._paragraphs, self._open, self._turns = [], [], []
        self._voice.begin_scene()
        opening = [unit for unit in units if unit.kind is Kind.setting]
        rest = [unit for unit in units if unit not in opening]
        self._is_back = back
        self._narrate(opening)
        if recap:
            kept, self._is_back = self._is_back, True
            self._narrate(recap)
            self._is_back = kept
            self._close()
        if not back:
            self._narrate(rest)
        else:
            first = next((i for i, u in enumerate(rest) if u.spoken is not None), len(rest))
            first = min(max(first, 1), 4)
            self._narrate(rest[:first])
            self._is_back = False
            self._narrate(rest[first:])
        self._close()
        return tuple(self._paragraphs)

    def _narrate(self, units: Sequence[Unit]) -> None:
        index = 0
        while index < len(units):
            unit = units[index]
            if unit.spoken is not None:
                self._speak(unit)
                index += 1
                continue
            group = self._group(units[index:])
            self._tell(group)
            index += len(group)

    # Narration.

    def _group(self, units: Sequence[Unit]) -> list[Unit]:
        """The first unit and those that go into the same sentence."""
        first = units[0]
        group = [first]
        if first.kind is Kind.attempt:
            return alike(units)
        if first.kind not in _PLAIN or first.subject is None or first.denied:
            return group
        for unit in units[1:MOST_JOINED]:
            if unit.kind not in _PLAIN or unit.spoken is not None or unit.denied:
                break
            if group[-1].why or _is_long(group[-1].clause):
                break
            if unit.subject != first.subject:
                if len(group) == 1 and _is_same(first, unit):
                    group.append(unit)
                break
            if first.kind is not unit.kind and Kind.background in (first.kind, unit.kind):
                break
            group.append(unit)
        return group

    def _tell(self, group: Sequence[Unit]) -> None:
        first = group[0]
        self._make_room(first)
        if first.kind is Kind.setting:
            self._add(self._setting(first), first.kind, group, first.clause)
            return
        if first.kind is Kind.feeling:
            clause = self._feeling(first)
            text, named = self._put(clause), [clause]
            if first.about is not None:
                about, denied = first.about
                named.append(about)
                text += " that " + self._voice.clause(
                    about, denied=denied, mood=Mood.coming, back=self._is_back
                )
            self._add(text, first.kind, group, *named)
            return
        clause = attempted(group) if first.kind is Kind.attempt else first.clause
        for number, unit in enumerate(group[1:], 2):
            if first.kind is Kind.attempt:
                break
            if unit.subject != first.subject:
                break
            link = " and "
            if unit.kind is Kind.act:
                link = self._chance.choice(LINKS)
            if number < len(group):
                link = ", "
            clause = (*clause, Said(link), *predicate(unit.clause))
        text = _elided(self._put(clause, denied=first.denied))
        other = group[-1].subject
        if other is not None and other != first.subject:
            agreement = self._voice.agreement(other)
            does = Act("does" if agreement == THIRD else "do")
            text += f", and {self._put((Said('so '), does))} {self._voice.mention(other)}"
        shown = text
        after: list[Why] = []
        named = [clause]
        for why in group[-1].why:
            is_own = first.subject == why.who  # what others do is no part of the plan
            is_short = len(named) == 1 and len(text) < ROOM.get(why.word, 0)
            is_short = is_short and not (why.word == "so that" and " that " in text)
            if is_own and is_short and is_joinable(why):
                end = joined(self._voice, why, self._chance, back=self._is_back, said=clause)
                is_clear = "," not in text or end[0] == ","
                text += end if is_clear else f",{end}"
                named.append(why.clause)
            else:
                after.append(why)
        self._add(text, first.kind, group, *named, shown=shown if text != shown else "")
        self._reasons(group[-1], after, clause)

    def _reasons(self, unit: Unit, reasons: Sequence[Why], said: Clause) -> None:
        """Reasons as sentences of their own."""
        for why in filter(is_sentence, reasons):
            text = sentence(self._voice, why, self._chance, back=self._is_back, said=said)
            named = (why.who, *refs(why.clause))
            self._append(text, Kind.motive, (unit.beat,), why.sources, named)

    def _setting(self, unit: Unit) -> str:
        """Where the teller is, and with whom; scenes take turns in how they begin."""
        clause, teller = unit.clause, unit.subject
        if teller is not None and unit.names and self._turn % 2:
            if len(unit.names) == 1 and not self._voice.says_i:
                pair = (Ref(teller), Said(" and "), Ref(unit.names[0]), Said(" "), Act("are"))
                return self._put((*pair, Said(" "), *clause[4:]))
            clause = bound((*clause[4:], Said(", "), Ref(teller), Said(" "), Act("is")))
        text = self._put(clause)
        if unit.names:
            text += (
                f" with {listed([self._voice.mention(n, is_subject=False) for n in unit.names])}"
            )
        return text

    def _feeling(self, unit: Unit) -> Clause:
        feeling = unit.feeling
        assert feeling is not None
        texts = feelings(feeling)
        given = {"s": feeling.character, "o": feeling.toward or feeling.character}
        if self._voice.names.pronoun(feeling.character) is None:  # or the name would come twice
            texts = [text for text in texts if text.count("{s") == 1] or texts
        fresh = [text for text in texts if text not in self._used] or texts
        chosen = self._chance.choice(fresh)
        self._used = [*self._used[-5:], chosen]
        return parse(chosen, given, self._voice.names.all)

    def _put(self, clause: Clause, *, denied: bool = False) -> str:
        return self._voice.clause(clause, denied=denied, back=self._is_back)

    # Speech.

    def _speak(self, unit: Unit) -> None:
        spoken = unit.spoken
        assert spoken is not None
        last = self._open[-1].quote if self._open else None
        why = [each for each in unit.why if is_sentence(each)]
        goes_on = last is not None and last.speaker == spoken.speaker and not why
        goes_on = goes_on and self._turns[-1:] == [(spoken.speaker, spoken.hearer)]
        if not goes_on:
            self._close()
            self._voice.begin_paragraph()
        words = self._voice.speech(spoken.words, Speech(spoken.speaker, spoken.hearer))
        words = _sentence(words, "")
        is_exchange = self._turns[-2:] == [
            (spoken.speaker, spoken.hearer),
            (spoken.hearer, spoken.speaker),
        ]
        self._turns.append((spoken.speaker, spoken.hearer))
        if goes_on or (is_exchange and not why and len(self._turns) % 2):
            text = f"“{words if words[-1] in '.?!…' else words + '.'}”"
            named: tuple[str, ...] = ()
        else:
            told = self._put(attribution(unit, self._turns, self._voice.teller, self._chance))
            end = words if words[-1] in "?!…" else f"{words.removesuffix('.')},"
            text = f"“{end}” {told}."
            named = (spoken.speaker, *([spoken.hearer] if spoken.hearer else []))
        quote = Quote(spoken.speaker, self._voice.name(spoken.speaker), words)
        self._append_text(text, unit, quote, (*named, *refs(spoken.words)))
        self._reasons(unit, why, ())

    # Paragraphs.

    def _make_room(self, unit: Unit) -> None:
        """Begins a paragraph where one is due."""
        if not self._open:
            return
        last = self._open[-1]
        is_after_speech = any(sentence.quote is not None for sentence in self._open)
        if is_after_speech:
            speaker = next(s.quote.speaker for s in self._open if s.quote is not None)
            is_aside = unit.kind in (Kind.feeling, Kind.learnt)
            if unit.subject == speaker or (is_aside and len(self._open) < 3):
                return
            self._turns = self._turns if is_aside else []
            self._close()
            return
        most = MOST_SENTENCES + MOST_BACKGROUND * (unit.kind is Kind.background)
        if len(self._open) >= most or (
            len(self._open) >= 3
            and unit.beat > last.beats[-1]
            and unit.subject != self._voice.teller
        ):
            self._close()

    def _close(self) -> None:
        if self._open:
            self._paragraphs.append(Paragraph(tuple(self._open)))
            self._open = []
            self._voice.begin_paragraph()

    def _add(
        self, text: str, kind: Kind, group: Sequence[Unit], *clauses: Clause, shown: str = ""
    ) -> None:
        sources = tuple(
            dict.fromkeys(
                source
                for unit in group
                for source in (*unit.sources, *(s for why in unit.why for s in why.sources))
            )
        )
        beats = tuple(dict.fromkeys(unit.beat for unit in group))
        names = [name for clause in clauses for name in refs(clause)]
        names += [name for unit in group for name in unit.names]
        self._append(text, kind, beats, sources, tuple(dict.fromkeys(names)), shown)

    def _append(
        self,
        text: str,
        kind: Kind,
        beats: tuple[int, ...],
        sources: tuple[Source, ...],
        entities: Sequence[str],
        shown: str = "",
    ) -> None:
        made = Sentence(_sentence(text), kind, beats, sources, None, tuple(dict.fromkeys(entities)))
        self._open.append(replace(made, shown=_sentence(shown)))
        self._voice.end_sentence()

    def _append_text(self, text: str, unit: Unit, quote: Quote, entities: tuple[str, ...]) -> None:
        names = tuple(dict.fromkeys(entities))
        self._open.append(Sentence(text, unit.kind, (unit.beat,), unit.sources, quote, names))
        self._voice.end_sentence()


def _is_same(one: Unit, other: Unit) -> bool:
    """Whether two people do the same thing, and nothing is to be said of why."""
    is_act = one.kind is other.kind is Kind.act and not (one.why or other.why)
    first, second = (
        [replace(t, of=None) if isinstance(t, Act) else t for t in predicate(unit.clause)]
        for unit in (one, other)
    )
    return is_act and first == second


def _elided(text: str) -> str:
    """`a match and then another match` as `a match and then another`."""
    return re.sub(r"\b(\w+)(,| and then) another \1\b", r"\1\2 another", text)


def _is_long(clause: Clause) -> bool:
    verbs = sum(isinstance(token, Act) for token in clause)
    return verbs > 1 or any(isinstance(t, Said) and ", " in t.text for t in clause)


def _sentence(text: str, end: str = ".") -> str:
    text = " ".join(text.split()).replace(" can not ", " cannot ")
    if not text:
        return text
    text = text[0].upper() + text[1:]
    return text if not end or text[-1] in ".?!…" else f"{text}{end}"
