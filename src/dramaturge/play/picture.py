"""A mind in words: where things are, what is the case, what others think, what is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.world import Read, Value
from dramaturge.model.world import World
from dramaturge.narrate import Teller, Words
from dramaturge.narrate.lexicon import HOLDER, WHERE
from dramaturge.narrate.names import Names
from dramaturge.narrate.words import as_sentence, listed, number
from dramaturge.play.stage import Stage
from dramaturge.play.voice import Voice
from dramaturge.play.wants import Wants
from dramaturge.semantics import Dynamics, State
from dramaturge.tell.perception import differences

MOST_PARTS = 3  # of a utility, in what somebody gains
CLOCK = "now"
ALIVE = "alive"


class OwnNames(Names):
    """What somebody calls everything."""

    def __init__(self, world: World, viewer: str | None) -> None:
        self._viewer: str | None = None  # facts are called as the world calls them
        super().__init__(world)
        self._viewer = viewer

    def of(self, value: str | float | bool | None, *, by: str | None = None) -> str:
        """As in `Names`, by the viewer unless somebody else is named."""
        return super().of(value, by=by or self._viewer)


def own_words(world: World, viewer: str | None) -> Words:
    """The words of a world as one of its people would use them; None: nobody in particular."""
    return Words(world, OwnNames(world, viewer))


class Picture:
    """Puts the states that somebody believes in into that person's words."""

    def __init__(
        self, stage: Stage, dynamics: Dynamics, player: str | None, you: str | None = None
    ) -> None:
        """player: whose picture it is; None: an observer's. you: who is spoken to; default: the
        player."""
        you = you or player
        words = own_words(stage.model, player)
        self._stage = stage
        self._dynamics = dynamics
        self._ground = stage.ground
        self.words = words
        self.voice = Voice(stage, you, words)
        self.teller = Teller(stage.model, dynamics, words, you=you)
        self.wants = Wants(dynamics, words, self.voice)
        self._places = {
            fluent.arguments[0]: number
            for number, fluent in enumerate(self._ground.fluents)
            if fluent.kind == "entity"
            and len(fluent.arguments) == 1
            and fluent.property.lower() in WHERE | HOLDER
        }

    @property
    def own_places(self) -> frozenset[int]:
        """The fluents that say where somebody or something is."""
        return frozenset(self._places.values())

    def called(self, name: str) -> str:
        """What somebody or something is called."""
        return self.words.names.of(name)

    def place(self, mind: State, name: str) -> str | None:
        """The entity where somebody or something is, as far as the mind knows."""
        number = self._places.get(name)
        if number is None:
            fixed = [
                value
                for fluent, value in self._ground.constants.items()
                if fluent.endswith(f"({name})") and fluent.split("(")[0].lower() in WHERE
            ]
            return fixed[0] if fixed and isinstance(fixed[0], str) else None
        value = mind.values[number]
        return value if isinstance(value, str) else None

    def where(self, mind: State, name: str) -> str:
        """`in the living room`; "" if that is not known."""
        place = self.place(mind, name)
        return "" if place is None else self.words.names.where(place)

    def people(self, mind: State, name: str) -> list[str]:
        """Who is where somebody is, others only."""
        characters = self._ground.characters
        place = self.place(mind, name)
        has_places = any(c in self._places for c in characters)
        if place is None:
            return [] if has_places else [c for c in characters if c != name]
        return [c for c in characters if c != name and self.place(mind, c) == place]

    def things(self, mind: State, place: str | None) -> list[str]:
        """What is in a place, or on a person."""
        if place is None:
            return []
        characters = self._ground.characters
        return [e for e in self._places if e not in characters and self.place(mind, e) == place]

    def clock(self, state: State) -> str:
        """`12 minutes`, or "" without a clock."""
        for number_, fluent in enumerate(self._ground.fluents):
            if fluent.name == CLOCK or fluent.name == f"{CLOCK}()":
                value = state.values[number_]
                if isinstance(value, float):
                    return f"{number(value)} {self._stage.model.unit}".strip()
        return ""

    def facts(self, mind: State, about: str | None = None) -> tuple[str, ...]:
        """All that the mind takes to be so and that is worth a sentence, in the world's order.
        about: only what is so of that entity."""
        told: list[str] = []
        for number_, fluent in enumerate(self._ground.fluents):
            value = mind.values[number_]
            if about is not None and about not in (*fluent.arguments, value):
                continue
            if fluent.property == ALIVE and value is True:
                continue  # it goes without saying
            if value is None or value is False or fluent.property == CLOCK:
                continue
            if value == 0.0 or not self.voice.is_worth_telling(number_, value):
                continue
            told.append(as_sentence(self.voice.fact(number_, value)))
        return tuple(dict.fromkeys(told))

    def thoughts(self, mind: State, other: int) -> tuple[str, ...]:
        """Where the owner of a mind takes somebody to think otherwise than they do themselves."""
        told: list[str] = []
        theirs, ground = mind.believed(other), self._ground
        for number_, fluent in enumerate(ground.fluents):
            own, value = mind.values[number_], theirs.values[number_]
            known = own if value is None else value
            if own == value or not self.voice.is_worth_telling(number_, known):
                continue
            if value is None:
                what = f"not know {self.words.facts.question(fluent)}"
                told.append(self.voice.says(ground.characters[other], "does", what))
            else:
                told.append(as_sentence(self.voice.fact(number_, value, (other,))))
        return tuple(dict.fromkeys(told))

    def changes(self, old: State, new: State, owner: int) -> tuple[str, ...]:
        """What is otherwise in a later state of one mind, in clauses, minds within included."""
        told: dict[str, list[int]] = {}  # and who else would know it
        own: dict[tuple[int, Value], str] = {}
        for inwards, number_, was, value in differences(old, new, owner, 1):
            if self._ground.fluents[number_].property == CLOCK:
                continue
            if not self.voice.is_worth_telling(number_, was if value is None else value):
                continue
            if not inwards:
                own[number_, value] = self.clause(number_, value)
                told.setdefault(own[number_, value], [])
            elif (number_, value) in own:
                if (
                    self._ground.characters[inwards[0]]
                    not in self._ground.fluents[number_].arguments
                ):
                    told[own[number_, value]].append(inwards[0])
            else:
                told.setdefault(self.clause(number_, value, inwards), [])
        return tuple(self._known(clause, who) for clause, who in told.items())

    def _known(self, clause: str, who: Sequence[int]) -> str:
        """A clause, and that some others know of it."""
        names = [self._ground.characters[each] for each in who]
        if not names:
            return clause
        verb = self.words.names.verb("knows", names)
        return f"{clause} (and {listed([self.called(name) for name in names])} {verb} it)"

    def clause(self, fluent: int, value: Value, inwards: tuple[int, ...] = ()) -> str:
        """The clause that a fluent has a value, as the characters within see it."""
        return self.voice.fact(fluent, value, inwards)

    def gain(self, owner: int, mind: State, end: State) -> str:
        """What gets better or worse for somebody, as a clause; "" if nothing does."""
        before = self._dynamics.utility(mind, 1 + owner)
        after = self._dynamics.utility(end, 1 + owner)
        if before is None or after is None or before == after:
            return ""
        parts = self.teller.gains.decisive(1 + owner, mind, end, worse=after < before)
        told = [
            self.teller.clauses([part], mind, end)
            if isinstance(part, Read)
            else self.voice.condition(part, self._dynamics.holds(part, end))
            for part in parts[:MOST_PARTS]
        ]
        return listed([text for text in dict.fromkeys(told) if text])
