"""What the player can decide for, and what becomes of the decision.

One can choose what one believes possible. Where that is a mistake, the attempt fails as the world
says (docs/semantics.md 8), or nothing happens and one has found out that it cannot be done. What
takes the consent of others happens if they have a reason of their own.
"""

from __future__ import annotations

from collections.abc import Callable

from dramaturge.narrate.words import as_sentence
from dramaturge.play.log import Entry, Kind, Motive
from dramaturge.play.picture import Picture
from dramaturge.play.stage import Stage
from dramaturge.play.table import Table, possible
from dramaturge.play.view import Choice, Do
from dramaturge.play.wills import Plan

Consent = Callable[[int, int], Plan | None]
WAIT = "wait"


class Choices:
    """The player's choices; player None: an observer, who can only wait."""

    def __init__(self, stage: Stage, table: Table, picture: Picture, player: int | None) -> None:
        self._stage = stage
        self._table = table
        self._picture = picture
        self._player = player
        self._acts = [
            number
            for number, action in enumerate(stage.ground.actions)
            if player in action.consenting and action.motive is None
        ]

    def now(self) -> tuple[Choice, ...]:
        """In the order of the world; an offer first, waiting last."""
        found: list[Choice] = []
        offer = self._offer
        if offer is not None:
            voice = self._picture.voice
            found.append(Choice(1, Do.accept, offer.act, voice.answer("agree", offer.act)))
            found.append(Choice(2, Do.refuse, offer.act, voice.answer("refuse", offer.act)))
        for action in self._open_acts():
            event = self._stage.ground.actions[action]
            if offer is not None and offer.act == event.name:
                continue
            others = tuple(
                self._stage.ground.characters[c] for c in event.consenting if c != self._player
            )
            text = self._picture.voice.doing(event.name)
            found.append(Choice(len(found) + 1, Do.act, event.name, text, others))
        return (*found, Choice(0, Do.wait, "", WAIT if self._player is not None else "go on"))

    @property
    def can_act(self) -> bool:
        """Whether there is anything but waiting."""
        return self._offer is not None or bool(self._open_acts())

    @property
    def offer_in_words(self) -> str:
        """What others would do if the player agrees; "" if nothing."""
        offer = self._offer
        return "" if offer is None else as_sentence(self._picture.voice.act(offer.act))

    def entry(self, choice: Choice, consents: Consent) -> Entry:
        """What comes of a choice. consents: the plan on which somebody would take part."""
        name = "" if self._player is None else self._stage.ground.characters[self._player]
        if choice.do is Do.wait:
            return Entry(Kind.wait, by=name)
        if choice.do is Do.refuse:
            return Entry(Kind.refused, choice.act, name)
        action = self._stage.numbers[choice.act]
        event = self._stage.ground.actions[action]
        state, dynamics = self._table.state, self._table.dynamics
        done: int | None = action if dynamics.after(state, action) is not None else None
        if done is None:
            tried = self._stage.tries.get(action)
            if tried is not None and dynamics.after(state, tried) is not None:
                done = tried
        if done is None:
            return Entry(Kind.vain, choice.act, name)
        motives: list[Motive] = []
        for who in event.consenting:
            if who == self._player:
                continue
            plan = consents(who, done)
            other = self._stage.ground.characters[who]
            if plan is None:
                return Entry(Kind.declined, choice.act, other)
            acts = tuple(self._stage.ground.actions[each].name for each in plan)
            motives.append(Motive(other, acts))
        return Entry(Kind.act, self._stage.ground.actions[done].name, name, tuple(motives))

    @property
    def _offer(self) -> Entry | None:
        """What was offered since the player last decided; it holds until then."""
        for entry in reversed(self._table.entries):
            if entry.kind is Kind.offered:
                return entry
            if entry.kind.is_decision:
                return None
        return None

    def _open_acts(self) -> list[int]:
        """What the player believes possible and has not found out to be vain."""
        if self._player is None:
            return []
        mind = self._table.state.believed(self._player)
        vain = self._found_vain()
        acts = possible(self._table.dynamics, mind, self._acts)
        names = self._stage.ground.actions
        return [a for a in acts if names[a].name not in vain]

    def _found_vain(self) -> set[str]:
        """What was tried for nothing, or declined, since anything in the player's mind changed."""
        assert self._player is not None
        mind = self._table.state.believed(self._player)
        found: set[str] = set()
        pairs = zip(reversed(self._table.entries), reversed(self._table.states[:-1]), strict=True)
        for entry, before in pairs:
            if before.believed(self._player) is not mind:
                break
            if entry.kind in (Kind.vain, Kind.declined):
                found.add(entry.act)
        return found
