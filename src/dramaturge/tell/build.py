"""Tells a story: scenes with their tellers, in order, in prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from dramaturge.english.verbs import Frame, Tense
from dramaturge.feelings.table import Feelings
from dramaturge.model.world import World
from dramaturge.narrate import Teller
from dramaturge.plan.story_file import Scene
from dramaturge.semantics import Dynamics
from dramaturge.tell.account import Account, Journey, Kind, Plans, Source, Unit, journey
from dramaturge.tell.codes import refuse
from dramaturge.tell.compose import Composer
from dramaturge.tell.telling import Order, Person, Telling, TellingScene
from dramaturge.tell.telling import Tense as TenseName
from dramaturge.tell.templates import Clause, Said, simple
from dramaturge.tell.viewpoint import Stretch, stretches
from dramaturge.tell.voice import Voice
from dramaturge.tell.wording import Wording

if TYPE_CHECKING:
    from dramaturge.tell.telling import Paragraph

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


@dataclass(slots=True)
class _Progress:
    """What was told so far: beats by anybody, and up to where by each teller."""

    told: set[int] = field(default_factory=set)
    since: dict[int | None, int] = field(default_factory=dict)
    places: dict[int | None, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)
    background: set[Clause] = field(default_factory=set)
    last_scene: int | None = -1
    ended: str | None = None  # where the teller of the last scene was at its end
    stage: tuple[str, set[str | None]] | None = None  # where the last scene was, and who was there


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
        stops = self._stop(found)
        if stops is not None:
            found = [s for s in found if s.first <= stops]
        progress = _Progress()
        if self._manner.order == MIDDLE and len(found) > 2:
            told = self._from_the_middle(found, progress)
        else:
            told = [scene for stretch in found for scene in self._scene(stretch, progress)]
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
            self._wording, self._teller, self._dynamics, self._path, teller, self._plans, feelings
        )

    def _stop(self, found: Sequence[Stretch]) -> int | None:
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

    def _from_the_middle(self, found: Sequence[Stretch], progress: _Progress) -> list[TellingScene]:
        """A scene in the middle first, then how it came to that, then what comes after."""
        middle = (len(found) + 1) // 2 - 1 or 1
        told = list(self._scene(found[middle], progress))
        for stretch in found[:middle]:
            progress.last_scene, progress.stage = -1, None
            progress.places.clear()
            told += self._scene(stretch, progress, is_flashback=True)
        progress.stage = None
        for stretch in found[middle + 1 :]:
            told += self._scene(stretch, progress)
        return told

    def _scene(
        self, stretch: Stretch, progress: _Progress, *, is_flashback: bool = False
    ) -> Iterator[TellingScene]:
        account = self._account(stretch.seen_by)
        units = [
            unit
            for beat in range(stretch.first, stretch.last + 1)
            if account.is_alive(beat - 1)
            for unit in account.beat(beat)
        ]
        if not units:
            return
        recap = [] if is_flashback else list(self._recap(account, stretch, progress))
        opening = list(self._opening(account, stretch, progress, units[0].beat))
        if recap and account.place(recap[0].beat - 1) != account.place(recap[-1].beat):
            opening = [unit for unit in opening if unit.kind is not Kind.setting]
        for unit in units:
            if unit.kind in (Kind.act, Kind.attempt, Kind.speech):
                progress.told.add(unit.beat)
        progress.since[stretch.seen_by] = stretch.last
        paragraphs = self._composer(stretch.seen_by).scene(
            [*opening, *units], recap, back=is_flashback
        )
        title, place = self._heading(account, stretch, units)
        progress.last_scene = stretch.seen_by
        ended = account.place(stretch.last)
        progress.ended = None if ended is None else ended[1]
        seen_by = None if stretch.seen_by is None else self._characters[stretch.seen_by]
        if self._manner.person == "first" and self._only is None and seen_by is not None:
            called = self._wording.names.of(seen_by)  # who says I
            called = called[:1].upper() + called[1:]
            title = f"{title} · {called}" if title else called
        yield TellingScene(title, place, seen_by, tuple(paragraphs), is_flashback)

    def _heading(
        self, account: Account, stretch: Stretch, units: Sequence[Unit]
    ) -> tuple[str, str | None]:
        """The story's heading where it is the teller's own scene, or where the teller is there."""
        if stretch.seen_by is None:
            return stretch.title, stretch.place
        place = account.place(units[0].beat)
        here = None if place is None else place[1]
        own = self._only is None or stretch.place is None or here == stretch.place
        was = account.place(units[0].beat - 1)
        own = own or (was is not None and was[1] == stretch.place)
        return (stretch.title, stretch.place or here) if own else ("", here)

    def _opening(
        self, account: Account, stretch: Stretch, progress: _Progress, first: int
    ) -> Iterator[Unit]:
        """Where, when and with whom a scene begins, as far as that is new."""
        beat = first - 1
        is_first = stretch.seen_by not in progress.since
        yield from self._time(account, stretch, progress, beat)
        for unit in account.setting(beat):
            place = unit.sources[0].value
            if progress.last_scene == stretch.seen_by and progress.ended == place:
                assert isinstance(place, str)
                yield from self._look(account, progress, beat, place)
                continue
            assert isinstance(place, str)
            if progress.places.get(stretch.seen_by) == (place, unit.names) and (
                progress.last_scene == stretch.seen_by
            ):
                continue
            progress.places[stretch.seen_by] = (place, unit.names)
            here = {*unit.names, account.name}
            if (
                progress.stage is not None
                and progress.stage[0] == place
                and here <= progress.stage[1]
            ):
                assert account.name is not None
                token = Said(" still ")
                still = simple(account.name, "is", token, *unit.clause[4:])
                yield replace(unit, clause=still, names=())
            else:
                yield unit
            progress.stage = (place, here)
            yield from self._look(account, progress, beat, place)
        if is_first and not progress.background:
            for unit in account.background(beat):
                progress.background.add(unit.clause)
                yield unit

    def _look(
        self, account: Account, progress: _Progress, beat: int, entity: str
    ) -> Iterator[Unit]:
        """What a place is like, once."""
        if entity in progress.looked:
            return
        progress.looked.add(entity)
        clause = self._wording.look(entity)
        if clause is not None:
            place = account.place(beat)
            assert place is not None
            name = self._dynamics.ground.fluents[place[0]].name
            source = Source(beat, "fluent", name, account.name, (), place[1])
            yield Unit(Kind.look, beat, clause, (source,))

    def _time(
        self, account: Account, stretch: Stretch, progress: _Progress, beat: int
    ) -> Iterator[Unit]:
        """How much later it is than when this teller was last heard of."""
        del account, stretch, progress, beat
        return iter(())

    def _recap(self, account: Account, stretch: Stretch, progress: _Progress) -> Iterator[Unit]:
        """What the teller did since their last scene, if nobody has told it."""
        if stretch.seen_by is None:
            return
        for beat in range(progress.since.get(stretch.seen_by, 0) + 1, stretch.first):
            happening = self._path.happenings[beat - 1]
            if beat not in progress.told and stretch.seen_by in happening.event.consenting:
                progress.told.add(beat)
                yield from (u for u in account.beat(beat) if u.kind is not Kind.feeling)

    def _composer(self, teller: int | None) -> Composer:
        if teller not in self._composers:
            name = None if teller is None else self._characters[teller]
            frame = Frame(Tense.past if self._manner.tense == "past" else Tense.present)
            first = self._manner.person == "first"
            voice = Voice(self._wording.names, name, frame, self._chance, first_person=first)
            self._composers[teller] = Composer(voice, self._chance)
        return self._composers[teller]


def paragraphs_of(telling: Telling) -> Iterator[Paragraph]:
    """All paragraphs in order."""
    for scene in telling.scenes:
        yield from scene.paragraphs


def story_path(dynamics: Dynamics, actions: Sequence[str]) -> Journey:
    """The states of a story, for those who check a telling."""
    return journey(dynamics, actions)
