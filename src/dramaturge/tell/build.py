"""Tells a story: scenes with their tellers, in order, in prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from dramaturge.english.verbs import Frame, Tense
from dramaturge.feelings.table import Feelings
from dramaturge.model.world import World
from dramaturge.narrate import Teller
from dramaturge.plan.story_text import Scene
from dramaturge.semantics import Dynamics
from dramaturge.tell.account import Account
from dramaturge.tell.codes import refuse
from dramaturge.tell.compose import Composer
from dramaturge.tell.mind import Mind, journey
from dramaturge.tell.motives import Plans
from dramaturge.tell.scenes import Scenes
from dramaturge.tell.telling import Order, Person, Telling, TellingScene
from dramaturge.tell.telling import Tense as TenseName
from dramaturge.tell.viewpoint import Stretch, stretches
from dramaturge.tell.voice import Voice
from dramaturge.tell.wording import Wording

MIDDLE: Order = "in the middle"
HAPPENED: Order = "as it happened"


@dataclass(frozen=True, slots=True)
class Manner:
    """How to tell. teller: the one who tells it all; is_observed: only what happens is told."""

    teller: str | None = None
    is_observed: bool = False
    person: Person = "third"
    tense: TenseName = "past"
    order: Order = HAPPENED
    seed: int = 0


# Feelings of some characters, by their names.
Felt = Callable[[Sequence[str]], Feelings]


def tell(
    world: World,
    dynamics: Dynamics,
    teller: Teller,
    title: str,
    actions: Sequence[str],
    scenes: Sequence[Scene],
    manner: Manner,
    plans: Plans | None,
    felt: Felt | None,
) -> Telling:
    """The story in prose. plans, felt: None leaves motives and feelings out. Raises CannotTellError
    for what cannot be told so."""
    return _Narrator(world, dynamics, teller, actions, manner, plans, felt).telling(title, scenes)


class _Narrator:
    def __init__(
        self,
        world: World,
        dynamics: Dynamics,
        teller: Teller,
        actions: Sequence[str],
        manner: Manner,
        plans: Plans | None,
        felt: Felt | None,
    ) -> None:
        self._world = world
        self._dynamics = dynamics
        self._characters = dynamics.ground.characters
        self._teller = teller
        self._manner = manner
        self._plans = plans
        self._felt = felt
        self._wording = Wording(world, dynamics.ground)
        self._path = journey(dynamics, actions)
        self._accounts: dict[int | None, Account] = {}
        self._composers: dict[int | None, Composer] = {}
        self._chance = Random(manner.seed)
        self._only = self._single()
        self._scenes = Scenes(
            self._wording,
            self._path,
            self._characters,
            self._account,
            self._composer,
            is_single=self._only is not None,
            is_signed=manner.person == "first" and self._only is None,
        )
        if self._path.impossible is not None:
            act = actions[self._path.impossible - 1]
            refuse(
                "T103",
                f"beat {self._path.impossible}, '{act}', cannot happen",
                "'dramaturge check' tells why",
            )

    def _single(self) -> int | None:
        """The one teller, if there is one."""
        name = self._manner.teller
        if name is None:
            return None
        if name not in self._characters:
            called = [
                c for c in self._characters if self._wording.names.of(c).lower() == name.lower()
            ]
            same = [c for c in self._characters if c.lower() == name.lower()]
            if not (same or called):
                refuse(
                    "T101",
                    f"nobody in this world is called '{name}'",
                    f"there are {', '.join(self._characters[:12])}",
                )
            name = (same or called)[0]
        return self._characters.index(name)

    def telling(self, title: str, scenes: Sequence[Scene]) -> Telling:
        found = self._stretches(scenes)
        self._prepare([stretch.seen_by for stretch in found])
        stops = self._stop()
        if stops is not None:
            found = [s for s in found if s.first <= stops]
        if self._manner.order == MIDDLE and len(found) > 2:
            told = self._from_the_middle(found)
        else:
            told = [scene for stretch in found for scene in self._scenes.told(stretch)]
        if not told:
            who = self._wording.names.of(self._manner.teller) if self._manner.teller else "anybody"
            refuse(
                "T102",
                f"nothing in this story is known to {who}",
                "tell it from somebody else, or with --observer",
            )
        places = {s.place: self._wording.names.of(s.place) for s in told if s.place is not None}
        return Telling(
            title,
            self._world.name,
            None if self._only is None else self._characters[self._only],
            self._manner.person,
            self._manner.tense,
            self._manner.order,
            tuple(told),
            places,
            stops,
        )

    def _stretches(self, scenes: Sequence[Scene]) -> list[Stretch]:
        def knows(character: int, beat: int) -> bool:
            return self._account(character).knows_of(beat)

        if self._only is not None and scenes and scenes[0].first > 1:
            found = stretches(scenes, self._path, self._characters, lambda *_: True)
        else:
            found = stretches(scenes, self._path, self._characters, knows)
        if self._manner.is_observed:
            return [Stretch(s.title, s.place, None, s.first, s.last) for s in found]
        if self._only is None:
            return found
        if not scenes:  # where others lose track is nothing that this mind could know
            return [Stretch("", None, self._only, 1, len(self._path.happenings))]
        return [Stretch(s.title, s.place, self._only, s.first, s.last) for s in found]

    def _prepare(self, tellers: Sequence[int | None]) -> None:
        """Finds out the motives and feelings of those who tell."""
        names = sorted({self._characters[t] for t in tellers if t is not None})
        feelings = self._felt(names) if self._felt is not None and names else None
        for teller in dict.fromkeys(tellers):
            self._accounts[teller] = self._make(teller, feelings)

    def _account(self, teller: int | None) -> Account:
        if teller not in self._accounts:
            self._accounts[teller] = self._make(teller, None)
        return self._accounts[teller]

    def _make(self, teller: int | None, feelings: Feelings | None) -> Account:
        return Account(
            self._wording,
            self._teller,
            Mind(self._dynamics, self._path, teller),
            self._plans,
            feelings,
        )

    def _stop(self) -> int | None:
        """The beat with which the only teller dies. Raises if that is before the story begins."""
        if self._only is None:
            return None
        account = self._account(self._only)
        if not account.is_alive(0):
            refuse(
                "T104",
                f"{self._wording.names.of(self._characters[self._only])} is dead when this begins",
                "tell it from somebody else, or with --observer",
            )
        for beat in range(1, len(self._path.states)):
            if not account.is_alive(beat):
                return beat
        return None

    # Scenes.

    def _from_the_middle(self, found: Sequence[Stretch]) -> list[TellingScene]:
        """A scene in the middle first, then how it came to that, then what comes after."""
        middle = (len(found) + 1) // 2 - 1 or 1
        told = list(self._scenes.told(found[middle]))
        for stretch in found[:middle]:
            self._scenes.go_back()
            told += self._scenes.told(stretch, is_flashback=True)
        self._scenes.go_on()
        for stretch in found[middle + 1 :]:
            told += self._scenes.told(stretch)
        return told

    def _composer(self, teller: int | None) -> Composer:
        if teller not in self._composers:
            name = None if teller is None else self._characters[teller]
            frame = Frame(Tense.past if self._manner.tense == "past" else Tense.present)
            first = self._manner.person == "first"
            voice = Voice(self._wording.names, name, frame, self._chance, first_person=first)
            self._composers[teller] = Composer(voice, self._chance)
        return self._composers[teller]
