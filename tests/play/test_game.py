"""Games: what can be chosen, what others do, what is seen, undone and repeated."""

from __future__ import annotations

from random import Random

import pytest

from dramaturge.plan.motive import Motives
from dramaturge.play import Do, Game, Kind, NotAChoiceError
from dramaturge.play.courses import without
from dramaturge.play.stage import Course
from tests.play.stage import library_world, shop


def named(game: Game, act: str) -> int:
    """The number of the choice for an act."""
    return next(choice.number for choice in game.choices if choice.act == act)


def test_one_can_choose_what_one_believes_possible() -> None:
    game = shop().play("Ann")
    acts = [choice.act for choice in game.choices]
    assert acts == [
        "go(Ann, Shop, Yard)",
        "buy(Ann, Bob, Ring)",
        "lift(Ann, Ring, Bob)",  # she takes the case to be open
        "",
    ]
    assert game.choices[-1].do is Do.wait


def test_choices_are_words_without_a_subject() -> None:
    game = shop().play("Ann")
    assert [choice.text for choice in game.choices] == [
        "go from the shop to the yard",
        "buy the ring from old Bob",
        "lift the ring from old Bob",
        "wait",
    ]


def test_what_takes_another_happens_if_they_want_it() -> None:
    game = shop().play("Ann")
    lines = game.choose(named(game, "buy(Ann, Bob, Ring)"))
    assert lines[0].text == "You buy the ring from old Bob."
    assert game.ended is not None
    assert game.ended.ending == "sold"
    (entry,) = game.log.entries
    assert [(m.character, m.plan) for m in entry.motives] == [("Bob", ("buy(Ann, Bob, Ring)",))]


def test_what_is_wrongly_thought_possible_is_tried_in_vain() -> None:
    game = shop().play("Ann")
    game.choose(named(game, "lift(Ann, Ring, Bob)"))
    entry = game.log.entries[0]
    assert (entry.kind, entry.act) == (Kind.act, "try lift(Ann, Ring, Bob)")
    assert "lift(Ann, Ring, Bob)" not in [choice.act for choice in game.choices]


def test_who_has_no_reason_declines_and_is_not_asked_again() -> None:
    world = shop().changed("utility(Bob): 0;", "utility(Cid): 0;")
    game = world.play("Ann")
    game.choose(named(game, "buy(Ann, Bob, Ring)"))
    assert game.log.entries[0].kind is Kind.declined
    assert game.log.entries[0].by == "Bob"
    assert "buy(Ann, Bob, Ring)" not in [choice.act for choice in game.choices]


def test_others_make_offers_that_one_may_take() -> None:
    game = shop().play("Bob")
    for _ in range(4):
        game.wait()
        if any(choice.do is Do.accept for choice in game.choices):
            break
    view = game.view()
    assert view.offer in ("Ann buys the ring from you.", "Cid buys the ring from you.")
    game.choose(1)
    assert game.ended is not None
    assert game.ended.ending == "sold"


def test_a_refused_offer_is_not_made_again_at_once() -> None:
    game = shop().play("Bob")
    offered: list[str] = []
    for _ in range(5):
        offers = [choice for choice in game.choices if choice.do is Do.refuse]
        offered += [choice.act for choice in offers]
        game.choose(offers[0] if offers else 0)
        if game.ended:
            break
    assert offered
    assert len(set(offered)) == len(offered)


def test_what_cannot_be_chosen_is_refused() -> None:
    game = shop().play("Ann")
    with pytest.raises(NotAChoiceError):
        game.choose(99)
    other = shop().play("Bob").choices
    for choice in other:
        if choice.act:
            with pytest.raises(NotAChoiceError):
                game.choose(choice)


def test_undo_takes_back_a_turn_with_all_that_came_of_it() -> None:
    game = shop().play("Cid", ending="stolen")
    before = game.log, game.choices, game.view().knows
    game.wait()
    game.wait()
    assert game.undo()
    assert game.undo()
    assert (game.log, game.choices, game.view().knows) == before
    assert not game.undo()


def test_the_same_seed_and_decisions_give_the_same_game() -> None:
    def played(seed: int) -> object:
        game = shop().play("Cid", seed=seed)
        random = Random(seed)
        for _ in range(6):
            if game.ended:
                break
            game.choose(random.choice(game.choices))
        return game.log, game.transcript()

    for seed in range(5):
        assert played(seed) == played(seed)


def test_a_log_replayed_is_the_same_game() -> None:
    game = shop().play("Cid", seed=3, ending="stolen")
    for _ in range(3):
        game.wait()
    again = shop().play("Cid", seed=3, ending="stolen")
    assert again.replay(game.log.entries) == len(game.log.entries)
    assert again.log == game.log
    assert again.view().story == game.view().story
    assert again.choices == game.choices


def test_others_act_on_reasons_that_the_definition_confirms() -> None:
    world = shop()
    motives = Motives(world.dynamics, 5, 2)
    checked = 0
    for seed in range(6):
        game = world.play("Cid", seed=seed)
        for _ in range(4):
            if not game.ended:
                game.wait()
        state = world.dynamics.initial
        assert state is not None
        for entry in game.log.entries:
            if not entry.kind.is_event:
                continue
            number = world.stage.numbers[entry.act]
            if entry.kind is Kind.other:
                checked += 1
                for who in world.ground.actions[number].consenting:
                    assert motives.motive(state, who, number).found is not None
            after = world.dynamics.after(state, number)
            assert after is not None
            state = after
    assert checked > 5


def test_an_observer_sees_it_all_one_act_at_a_time() -> None:
    game = shop().play(None, seed=1)
    assert [choice.do for choice in game.choices] == [Do.wait]
    for _ in range(20):
        if game.ended:
            break
        game.wait()
    assert game.ended is not None
    assert len([line for line in game.transcript() if line.event]) == len(game.events)


def test_the_course_is_kept_to_where_motives_allow() -> None:
    for ending in ("sold", "stolen"):
        reached = 0
        for seed in range(4):
            world = shop().changed("open() = True;")
            game = world.play(None, ending=ending, seed=seed)
            for _ in range(12):
                if game.ended:
                    break
                game.wait()
            reached += game.ended is not None and game.ended.ending == ending
        assert reached == 4, ending


def test_nothing_more_is_an_end() -> None:
    quiet = ["utility(Ann): 0;", "utility(Bob): 0;", "utility(Cid): 0;", "rings();"]
    game = shop().changed(*quiet).play(None)
    game.wait()
    assert game.ended is not None
    assert game.ended.ending == ""
    with pytest.raises(NotAChoiceError):
        game.wait()


def test_nobody_and_no_ending_of_that_name() -> None:
    with pytest.raises(ValueError, match="nobody"):
        shop().play("Zoe")
    with pytest.raises(ValueError, match="no ending"):
        shop().play("Ann", ending="happy")


def test_foresight_is_out_of_the_own_mind() -> None:
    game = shop().play("Ann")
    told = game.foresee(named(game, "lift(Ann, Ring, Bob)"))
    assert any("you have the ring" in sentence for sentence in told)
    told = game.foresee(named(game, "buy(Ann, Bob, Ring)"))
    assert "You think that Old Bob would agree." in told or any("old Bob" in t for t in told)


def test_the_epilogue_tells_what_the_player_could_not_know() -> None:
    game = shop().play("Bob", seed=1)
    for _ in range(3):
        game.wait()
    epilogue = game.epilogue()
    assert epilogue.reasons
    assert all(reason.why for reason in epilogue.reasons)


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("broken-seal", "exile"),
        ("last-bell", "named"),
        ("glass-heron", "betrayed"),
        ("martyr", "departed"),
    ],
)
def test_the_worlds_of_the_library_are_steered_to_their_endings(name: str, ending: str) -> None:
    game = library_world(name).play(None, ending=ending)
    for _ in range(40):
        if game.ended:
            break
        game.wait()
    assert game.ended is not None
    assert game.ended.ending == ending


def test_waiting_goes_on_until_something_is_noticed() -> None:
    game = shop().changed("at(Ann) = Yard;", "at(Cid) = Yard;", "rings();").play("Bob", seed=2)
    lines = game.wait()
    decided = [entry for entry in game.log.entries if entry.kind.is_decision]
    assert len(decided) == 1
    assert any(not line.own for line in lines) or game.view().quiet


def test_a_course_that_somebody_no_longer_wants_is_mended_or_given_up() -> None:
    game = shop().changed("open() = True;").play("Ann", ending="sold")
    manager = game._manager
    game.choose(named(game, "go(Ann, Shop, Yard)"))
    manager.prepare(game.state, game._table.events)
    assert manager.course is not None, "Cid can buy, or Ann come back"
    acts = manager.course.acts
    assert game._wills.leads(game.state, acts)
    manager.abandon()
    assert manager.course is None
    assert acts not in [earlier.acts for earlier in manager._earlier]


def test_the_first_turn_waits_for_the_course_that_is_looked_for_in_the_background() -> None:
    whole, hasty = (shop().play("Ann", seed=77) for _ in range(2))
    whole._manager._opening.result(lambda: False)  # type: ignore[union-attr]
    assert whole.wait() == hasty.wait()
    assert whole.log.entries == hasty.log.entries


def test_a_game_that_is_closed_stops_looking() -> None:
    game = library_world("martyr").play("Buffy", seed=991)
    opening = game._manager._opening
    assert opening is not None
    game.close()
    assert opening.result(lambda: False) == (None, False)
    assert all(seed != 991 for _, seed in game.stage.openings)


def test_what_a_course_needs_later_may_be_done_before_its_time() -> None:
    course = Course("end", (4, 7, 4, 9), (((0, (4,)),), (), ((1, (4,)),), ()))
    assert without(course, 7) == Course("end", (4, 4, 9), (((0, (4,)),), ((1, (4,)),), ()))
    assert without(course, 4).acts == (7, 4, 9)
    assert without(course, 5) is course
    game = library_world("last-bell").play("Hale")
    lines = game.choose(named(game, "ask(Hale, Captain, AboutCabin, Saloon)"))
    assert any(line.text.startswith("The captain tells you") for line in lines)
