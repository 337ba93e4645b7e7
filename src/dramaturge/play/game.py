"""A game: one world, one of its people played, everybody else with a will of their own.

A library without input or output: whoever shows a `View` and hands over a `Choice` plays, be it a
terminal, a program or a test. Turns: docs/playing.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dramaturge.narrate.words import as_sentence
from dramaturge.play.asked import named
from dramaturge.play.choices import Choices
from dramaturge.play.epilogue import Epilogue, epilogue, reasons_told
from dramaturge.play.foresight import foreseen
from dramaturge.play.guess import guessed
from dramaturge.play.lived import Lived
from dramaturge.play.log import Entry, Kind, Log
from dramaturge.play.manager import Manager
from dramaturge.play.others import Others
from dramaturge.play.picture import Picture
from dramaturge.play.replay import is_wanted, may_follow
from dramaturge.play.stage import Stage
from dramaturge.play.table import Table
from dramaturge.play.view import Choice, Do, Ended, Line, Person, View
from dramaturge.play.wills import Wills
from dramaturge.semantics import State


class NotAChoiceError(ValueError):
    """What was chosen cannot be chosen now."""


class TurnCancelledError(Exception):
    """The turn was broken off by `Game.cancel`; the game is as it was before."""


class Game:
    """One game. Same stage, player, ending, seed and decisions: the same game."""

    def __init__(
        self,
        stage: Stage,
        player: str | None,
        *,
        ending: str | None = None,
        seed: int = 0,
        plans_ahead: bool = True,
    ) -> None:
        """player: whom one plays, by the name of the entity; None: nobody, one only watches.
        ending: the one that the others are steered to, and that ends the game; None: any.
        plans_ahead: whether the manager looks far ahead before the first turn.

        ValueError if there is no such person or ending, or if no story can begin.
        """
        if player is not None and player not in stage.people:
            raise ValueError(f"'{player}' is nobody whom one can play")
        known = [aim.name for aim in stage.aims]
        if ending is not None and ending not in known:
            raise ValueError(f"there is no ending '{ending}'")
        self.stage = stage
        self.player = player
        self.ending = ending
        self.seed = seed
        self._who = None if player is None else stage.character(player)
        self._table = Table(stage)
        start = self._table.state
        wanted = [a.name for a in stage.aims if a.name == ending or ending is None]
        self._open = tuple(n for n in wanted if not stage.aim(n).target.test(start))
        self._wills = Wills(stage, self._table.dynamics, self._open)
        self._manager = Manager(stage, self._wills, self._open, self._who, seed)
        self._others = Others(stage, self._table, self._wills, self._manager, self._who, seed)
        self._picture = Picture(stage, self._table.dynamics, player)
        self._choices = Choices(stage, self._table, self._picture, self._who)
        self._lived = Lived(stage, self._table, self._picture, self._who)
        self._passed: set[str] = set()  # endings after which the player went on
        self._shown = 0  # entries that the player had seen before the last decision
        if plans_ahead:
            self._manager.open()

    # What there is to see.

    @property
    def state(self) -> State:
        """The situation as it really is: not for the player's eyes."""
        return self._table.state

    @property
    def turn(self) -> int:
        """How many decisions the player has made."""
        return self._table.decisions

    @property
    def log(self) -> Log:
        """The game so far, to be kept and resumed."""
        player, ending = self.player or "", self.ending or ""
        entries = tuple(self._table.entries)
        return Log(self.stage.name, self.stage.digest, player, ending, self.seed, entries)

    @property
    def events(self) -> tuple[str, ...]:
        """All that has happened, act by act: not for the player's eyes."""
        return tuple(e.act for e in self._table.entries if e.kind.is_event)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the player can decide for now; waiting is always the last."""
        return () if self.ended is not None else self._choices.now()

    @property
    def ended(self) -> Ended | None:
        """Why the game is over; None while it is not."""
        for name in self._open:
            target = self.stage.aim(name).target
            if name not in self._passed and target.test(self.state):
                return Ended(name, target.text or name)
        if self._others.is_quiet and not self._choices.can_act:
            return Ended("", "Nothing more happens: nobody can or wants to do anything.")
        return None

    def view(self) -> View:
        """The game as the player has it; an observer sees things as they are."""
        mind = self._mind
        picture, name = self._picture, self.player or ""
        place = picture.place(mind, name) if name else None
        people = picture.people(mind, name) if name else []
        carried = picture.things(mind, name) if name else []
        return View(
            player=name,
            called=picture.called(name) if name else "",
            turn=self.turn,
            story=self._lived.lines(),
            news=self._lived.since(self._shown),
            place=picture.where(mind, name) if name else "",
            look="" if place is None else picture.voice.look(place),
            time=picture.clock(mind),
            people=tuple(Person(each, picture.called(each)) for each in people),
            things=tuple(picture.called(e) for e in picture.things(mind, place)),
            carried=tuple(picture.called(each) for each in carried),
            knows=picture.facts(mind),
            wants=() if self._who is None else picture.wants.told(mind, self._who),
            offer=self._choices.offer_in_words,
            choices=self.choices,
            quiet=self._others.is_quiet,
            ended=self.ended,
        )

    @property
    def _mind(self) -> State:
        return self.state if self._who is None else self.state.believed(self._who)

    # What the player can do.

    def choose(self, choice: Choice | int) -> tuple[Line, ...]:
        """Decides, and lets the others have their say; what the player perceives of it.

        Raises NotAChoiceError for what cannot be chosen now, TurnCancelledError after `cancel`.
        """
        self.settle()
        entry = self._choices.entry(self._checked(choice), self._others.consents)
        self._shown = len(self._table.entries)
        self._table.put(entry)
        if entry.kind.is_event:
            self._others.happened(self.stage.numbers[entry.act])
        if self.ended is None:
            most = 1 if self._who is None else None
            for _ in self._others.turn(waited=entry.kind is Kind.wait, most=most):
                if self.ended is not None:
                    break
        if self._others.is_stopped:
            self.undo()
            raise TurnCancelledError("the turn was broken off")
        return self._lived.since(self._shown)

    def settle(self) -> None:
        """Waits for the search for a course that goes on since the beginning; the first turn does
        so by itself. Raises TurnCancelledError after `cancel`."""
        self._others.is_stopped = False
        if not self._manager.settle(self._table.states[0], lambda: self._others.is_stopped):
            raise TurnCancelledError("the turn was broken off")

    def cancel(self) -> None:
        """Breaks off the turn that another thread is in: its `choose` takes the decision back and
        raises TurnCancelledError. Nothing happens if there is none."""
        self._others.is_stopped = True

    def close(self) -> None:
        """Ends what still goes on in the background; the game can go on all the same."""
        self._manager.close()

    def wait(self) -> tuple[Line, ...]:
        """Lets it pass: as `choose`."""
        return self.choose(0)

    def _checked(self, choice: Choice | int) -> Choice:
        number = choice if isinstance(choice, int) else choice.number
        found = next((each for each in self.choices if each.number == number), None)
        if found is None or (isinstance(choice, Choice) and choice.act != found.act):
            raise NotAChoiceError(f"this cannot be chosen now: {number}")
        return found

    def undo(self) -> bool:
        """Takes back the last decision and all that came of it; False if there was none."""
        last = self._table.decided_last()
        if last is None:
            return False
        self._table.cut(last)
        self._others.is_quiet = False
        self._manager.restart()
        before = self._table.decided_last()
        self._shown = 0 if before is None else before
        return True

    def go_on(self) -> None:
        """The game goes on though an ending has come."""
        ended = self.ended
        if ended is not None and ended.ending:
            self._passed.add(ended.ending)

    # What the player can ask; it takes no time.

    def think(self, name: str | None = None) -> tuple[str, ...]:
        """What the player takes to be so; of somebody: where that one thinks otherwise.

        Raises ValueError if there is nobody of that name.
        """
        mind = self._mind
        if name is None:
            return self._picture.facts(mind)
        other = self.stage.character(name)
        return self._picture.thoughts(mind, other)

    def about(self, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What the player takes to be so of whatever a text names: what each is called, and
        sentences."""
        return tuple(
            (self._picture.called(name), self._picture.facts(self._mind, name))
            for name in named(self.stage, text, self.player)
        )

    def foresee(self, choice: Choice | int) -> tuple[str, ...]:
        """What the player believes will come of it. Raises NotAChoiceError."""
        chosen = self._checked(choice)
        if self._who is None or not chosen.act:
            return ()
        return foreseen(
            self.stage, self._table.dynamics, self._picture, self._mind, self._who, chosen
        )

    def gain(self, choice: Choice | int) -> float:
        """How much better off the player would be at once, as they see it; 0 if that is unknown,
        or nothing is meant to be done. Raises NotAChoiceError."""
        chosen = self._checked(choice)
        if self._who is None or not chosen.act or chosen.do is Do.refuse:
            return 0.0
        dynamics, mind = self._table.dynamics, self._mind
        after = dynamics.after(mind, self.stage.numbers[chosen.act])
        before = dynamics.utility(mind, 1 + self._who)
        worth = None if after is None else dynamics.utility(after, 1 + self._who)
        return 0.0 if before is None or worth is None else worth - before

    def plan(self, choice: Choice | int) -> tuple[str, ...]:
        """The plan on which the player's person would do it of their own accord, the act first;
        none if they have no reason for it. Raises NotAChoiceError."""
        chosen = self._checked(choice)
        if self._who is None or not chosen.act:
            return ()
        own = self._own_wills
        own.follow(self._table.event_states(), self._table.events)
        found = own.plan(self.state, self._who, self.stage.numbers[chosen.act])
        actions = self.stage.ground.actions
        return () if found is None else tuple(actions[act].name for act in found)

    @cached_property
    def _own_wills(self) -> Wills:
        """For the player's own plans: what is asked there must not change what the others do."""
        return Wills(self.stage, self._table.dynamics, self._open)

    def why(self) -> tuple[str, tuple[str, ...]] | None:
        """The last act of others that the player knows of, and why they did it as far as the player
        can guess (an observer: as it was); None if there was none. No sentences: no idea."""
        known = {line.entry - 1 for line in self._lived.lines() if line.event and not line.own}
        for position in sorted(known, reverse=True):
            entry = self._table.entries[position]
            if entry.kind is not Kind.other or not entry.motives:
                continue
            state = self._table.states[position]
            text = as_sentence(self._picture.voice.act(entry.act))
            if self._who is None:
                return text, reasons_told(self._picture, entry, state)
            other, number = self.stage.character(entry.by), self.stage.numbers[entry.act]
            mind = state.believed(self._who)
            dynamics = self._table.dynamics
            return text, guessed(dynamics, self._picture, mind, self._who, other, number)
        return None

    def transcript(self) -> tuple[Line, ...]:
        """The story as the player lived it."""
        return self._lived.lines()

    def epilogue(self) -> Epilogue:
        """What nobody tells the player while the game lasts."""
        told = {line.entry - 1 for line in self._lived.lines() if line.event}
        return epilogue(self.stage, self._table, self._who, self.ended, self._picture, told)

    # Beginning again where a log ends.

    def replay(self, entries: Sequence[Entry], *, judged: bool = False) -> int:
        """Puts logged entries on the table of a fresh game; how many could be. Less than all: the
        first that cannot happen in this world stands there. judged: or for which somebody has no
        reason here."""
        for position, entry in enumerate(entries):
            fits = may_follow(self.stage, self._who, entry)
            if fits and judged:
                fits = is_wanted(self.stage, self._wills, self.state, self._who, entry)
            if not fits or not self._table.put(entry):
                self._manager.restart()
                return position
        last = self._table.decided_last()
        self._shown = 0 if last is None else last
        self._manager.restart()
        return len(entries)
