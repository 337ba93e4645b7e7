"""One scene after another: what opens it, what happens, what came before, its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dramaturge.tell.account import Account
from dramaturge.tell.compose import Composer
from dramaturge.tell.mind import Journey
from dramaturge.tell.telling import TellingScene
from dramaturge.tell.templates import Clause, Said, simple
from dramaturge.tell.units import Kind, Unit
from dramaturge.tell.viewpoint import Stretch
from dramaturge.tell.wording import Wording


@dataclass(slots=True)
class Progress:
    """What was told so far: beats by anybody, and up to where by each teller."""

    told: set[int] = field(default_factory=set)
    since: dict[int | None, int] = field(default_factory=dict)
    places: dict[int | None, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)
    background: set[Clause] = field(default_factory=set)
    timed: int = 0  # the beat up to which time was told
    turn: int = 0  # scenes that began with where and with whom
    last_scene: int | None = -1
    ended: str | None = None  # where the teller of the last scene was at its end
    stage: tuple[str, set[str | None]] | None = None  # where the last scene was, and who was there


class Scenes:
    """Tells stretches of a story as scenes, in the order in which they are asked for.

    is_single: one mind tells all. is_signed: where several tell, who says I is named.
    """

    def __init__(
        self,
        wording: Wording,
        path: Journey,
        characters: Sequence[str],
        account: Callable[[int | None], Account],
        composer: Callable[[int | None], Composer],
        *,
        is_single: bool,
        is_signed: bool,
    ) -> None:
        self._wording = wording
        self._path = path
        self._characters = characters
        self._account = account
        self._composer = composer
        self._is_single = is_single
        self._is_signed = is_signed
        self._progress = Progress()

    def go_back(self) -> None:
        """What comes next goes on from no scene before it."""
        self._progress.last_scene = -1
        self._progress.stage = None
        self._progress.places.clear()

    def go_on(self) -> None:
        """What comes next is set up again."""
        self._progress.stage = None

    def told(self, stretch: Stretch, *, is_flashback: bool = False) -> Iterator[TellingScene]:
        """The scene of a stretch; none if it is nothing to its teller."""
        account = self._account(stretch.seen_by)
        beats = range(stretch.first, stretch.last + 1)
        opens = next((beat for beat in beats if account.knows_of(beat)), None)
        told = {
            beat: list(account.beat(beat, opens=beat == opens))
            for beat in beats
            if account.is_alive(beat - 1)
        }
        if not any(told.values()):
            return
        recap = [] if is_flashback else list(self._recap(account, stretch))
        first = next(beat for beat, units in told.items() if units)
        opening = list(self._opening(account, stretch, first))
        # Where a scene ends on arriving somewhere, the next one there tells what it is like.
        last = max(beat for beat, units in told.items() if units)
        is_end = stretch.last == len(self._path.happenings)
        units = [
            unit
            for beat, found in told.items()
            for unit in (self._arriving(account, beat, found) if beat < last or is_end else found)
        ]
        if recap and account.place(recap[0].beat - 1) != account.place(recap[-1].beat):
            opening = [unit for unit in opening if unit.kind is not Kind.setting]
        self._remember(account, stretch, units)
        paragraphs = self._composer(stretch.seen_by).scene(
            [*opening, *units], recap, back=is_flashback, turn=self._progress.turn
        )
        self._progress.turn += any(unit.names for unit in opening)
        title, place = self._heading(account, stretch, units)
        seen_by = None if stretch.seen_by is None else self._characters[stretch.seen_by]
        if self._is_signed and seen_by is not None:
            called = self._wording.names.of(seen_by)  # who says I
            called = called[:1].upper() + called[1:]
            title = f"{title} · {called}" if title else called
        yield TellingScene(title, place, seen_by, paragraphs, is_flashback)

    def _remember(self, account: Account, stretch: Stretch, units: Sequence[Unit]) -> None:
        """That this scene was told."""
        progress = self._progress
        acts = (Kind.act, Kind.attempt, Kind.speech)
        progress.told.update(unit.beat for unit in units if unit.kind in acts)
        progress.since[stretch.seen_by] = stretch.last
        progress.last_scene = stretch.seen_by
        ended = account.place(stretch.last)
        progress.ended = None if ended is None else ended[1]

    def _heading(
        self, account: Account, stretch: Stretch, units: Sequence[Unit]
    ) -> tuple[str, str | None]:
        """The story's heading where it is the teller's own scene, or where the teller is there."""
        if stretch.seen_by is None:
            return stretch.title, stretch.place
        place = account.place(units[0].beat)
        here = None if place is None else place[1]
        own = not self._is_single or stretch.place is None or here == stretch.place
        was = account.place(units[0].beat - 1)
        own = own or (was is not None and was[1] == stretch.place)
        return (stretch.title, stretch.place or here) if own else ("", here)

    def _opening(self, account: Account, stretch: Stretch, first: int) -> Iterator[Unit]:
        """Where and with whom a scene begins, as far as that is new."""
        progress, beat = self._progress, first - 1
        is_first = stretch.seen_by not in progress.since
        goes_on = progress.last_scene == stretch.seen_by
        is_begun = progress.last_scene != -1
        timed = list(account.hours.passed(progress.timed, beat)) if is_begun else []
        if timed or not is_begun:
            progress.timed = beat
        yield from timed
        for unit in account.standing.setting(beat):
            place = unit.sources[0].value
            assert isinstance(place, str)
            if not (goes_on and progress.ended == place):
                if goes_on and progress.places.get(stretch.seen_by) == (place, unit.names):
                    continue
                progress.places[stretch.seen_by] = (place, unit.names)
                yield self._setting(account, unit, place)
            yield from self._look(account, beat, place)
        if is_first and not progress.background:
            for unit in account.standing.background(beat, account.comes_up, progress.told):
                progress.background.add(unit.clause)
                yield unit

    def _setting(self, account: Account, unit: Unit, place: str) -> Unit:
        """Where the teller is; with whom, if the last scene has left it open."""
        assert account.name is not None
        stage = self._progress.stage
        here: set[str | None] = {*unit.names, account.name}
        self._progress.stage = (place, here)
        if stage is None or stage[0] != place or not here <= stage[1]:
            return unit
        still = simple(account.name, "is", Said(" still "), *unit.clause[4:])
        return replace(unit, clause=still, names=())

    def _look(self, account: Account, beat: int, place: str) -> Iterator[Unit]:
        """What a place is like, once."""
        if place in self._progress.looked:
            return
        self._progress.looked.add(place)
        clause = self._wording.look(place)
        where = account.place(beat)
        if clause is not None and where is not None:
            yield Unit(Kind.look, beat, clause, (account.fluent(beat, where[0]),))

    def _arriving(self, account: Account, beat: int, units: list[Unit]) -> Iterator[Unit]:
        """What is told of a beat; if the teller comes to a new place, with what it is like."""
        before, after = account.place(beat - 1), account.place(beat)
        is_new = units and after is not None and before is not None and before[1] != after[1]
        if not is_new or after is None or not account.is_alive(beat):
            yield from units
            return
        acts = (Kind.act, Kind.speech)
        went = (u for u in units if u.kind in acts and u.subject == account.name)
        last = next(went, units[0])
        for unit in units:
            yield unit
            if unit is last and not any(why.word == "where" for why in unit.why):
                yield from self._look(account, beat, after[1])

    def _recap(self, account: Account, stretch: Stretch) -> Iterator[Unit]:
        """What the teller did since their last scene, if nobody has told it."""
        if stretch.seen_by is None:
            return
        progress = self._progress
        for beat in range(progress.since.get(stretch.seen_by, 0) + 1, stretch.first):
            happening = self._path.happenings[beat - 1]
            if beat not in progress.told and stretch.seen_by in happening.event.consenting:
                progress.told.add(beat)
                yield from (u for u in account.beat(beat) if u.kind is not Kind.feeling)
