"""A search that is stopped: in time, with what it has, and its memory given back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from dramaturge.ground.world import GroundWorld
from dramaturge.plan.hurried import OutOfTimeError
from dramaturge.plan.in_hand import time_to_search
from dramaturge.plan.search import find
from dramaturge.plan.verify import verify
from dramaturge.story import Aim, Limits, Outcome, SearchResult, Story
from tests.cli.running import environment
from tests.plan.test_search import counters, vault
from tests.shared import tells_memory

# Finds a story of six counters, then goes on for a shorter one until it is interrupted; says how
# it ended.
SEARCHING = """
import sys, time
from dramaturge.plan.search import find
from dramaturge.story import Aim, Limits
from tests.plan.test_search import counters

def told(now):
    if now.stories:
        print("going", flush=True)

result = find(counters(6, reachable=True), Limits(40, 1, 0), 6.0, told, aim=Aim.shortest)
print(result.outcome.value, len(result.stories), time.monotonic(), flush=True)
"""


def test_ctrl_c_answers_at_once_with_what_was_found() -> None:
    command = [sys.executable, "-c", SEARCHING]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as search:
        assert search.stdout is not None
        assert search.stdout.readline() == "going\n"
        sent = time.monotonic()
        search.send_signal(signal.SIGINT)
        last = search.stdout.read().split("\n")[-2]
        search.wait(timeout=30)
    outcome, stories, ended = last.split()
    assert (outcome, stories) == ("found", "1")
    assert float(ended) - sent < 2.0  # 0.2 s where nothing else runs
    assert search.returncode == 0


def test_a_limit_keeps_the_best_story_so_far() -> None:
    limits = Limits(40, 1, 0, states=4_000)
    result = find(counters(8, reachable=False), limits, goal=8.0)
    assert (result.outcome, result.limit) == (Outcome.limit, "states")
    assert result.stories == ()
    assert result.best is not None
    assert result.best.utility >= 1.0
    assert result.story is result.best


def test_a_story_found_before_the_limit_is_the_answer() -> None:
    limits = Limits(40, 1, 0, states=12_000)
    result = find(counters(5, reachable=True), limits, 5.0, aim=Aim.shortest)
    assert (result.outcome, result.limit) == (Outcome.found, "states")
    assert result.story is not None
    assert not result.is_shortest


@pytest.mark.parametrize("room", [8, 24, 44])
def test_the_limit_of_memory_keeps_the_best_story(room: int) -> None:
    """Also where large tables cannot grow any more."""
    result = find(counters(8, reachable=False), Limits(40, 1, 0, memory_mb=room), goal=8.0)
    assert (result.outcome, result.limit) == (Outcome.limit, "memory")
    assert result.best is not None
    assert result.best.utility >= 2.0


def test_several_stories_found_before_the_limit_are_kept() -> None:
    limits = Limits(12, 1, 0, states=2_000)
    result = find(counters(8, reachable=True), limits, 2.0, aim=Aim.several, count=200)
    assert (result.outcome, result.limit) == (Outcome.found, "states")
    assert 1 <= len(result.stories) < 200
    assert not result.exhausted


def test_a_story_in_hand_is_verified_before_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(world: GroundWorld, story: Story, limits: Limits, until: float, *_: object) -> None:
        time.sleep(0.12)  # more than is granted when the time is over
        if time.perf_counter() > until:
            raise OutOfTimeError

    monkeypatch.setattr("dramaturge.plan.search.verify", slow)
    limits = Limits(40, 1, 0, time_s=4.0)
    result = find(counters(6, reachable=True), limits, 6.0, aim=Aim.shortest)
    assert (result.outcome, result.limit) == (Outcome.found, "time")
    assert result.story is not None
    assert result.story.verified


def test_a_search_for_a_shorter_story_tells_when_it_had_the_one_it_gives() -> None:
    limits = Limits(40, 1, 0, states=12_000)
    result = find(counters(5, reachable=True), limits, 5.0, aim=Aim.shortest)
    assert (result.outcome, result.limit) == (Outcome.found, "states")
    assert result.seconds["found"] < result.seconds["search"]


@pytest.mark.parametrize(
    ("time_s", "kept_s"), [(0.0, 0.0), (0.4, 0.1), (2.0, 0.2), (20.0, 1.0), (600.0, 3.0)]
)
def test_a_search_with_a_story_in_hand_keeps_time_to_verify_it(
    time_s: float, kept_s: float
) -> None:
    assert time_to_search(time_s, Aim.shortest) == pytest.approx(time_s - kept_s)
    assert time_to_search(time_s, Aim.any) == time_s
    assert time_to_search(None, Aim.shortest) is None


def test_no_time_is_a_limit_too() -> None:
    result = find(vault(ben_cares=False), Limits(3, 3, 1, time_s=0.0))
    assert (result.outcome, result.limit, result.expanded) == (Outcome.limit, "time", 0)


def test_verifying_ends_with_the_time() -> None:
    result = find(vault(), Limits(3, 3, 1))
    assert result.story is not None
    assert result.story.verified
    with pytest.raises(OutOfTimeError):
        verify(vault(), result.story, result.limits, until=time.perf_counter())


def test_a_story_that_could_not_be_verified_in_time_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(*_: object) -> None:
        raise OutOfTimeError

    monkeypatch.setattr("dramaturge.plan.search.verify", late)
    result = find(vault(), Limits(3, 3, 1))
    assert result.outcome is Outcome.found
    assert result.story is not None
    assert not result.story.verified


@tells_memory
def test_memory_is_given_back() -> None:
    def held_mb() -> float:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20

    def search() -> SearchResult:
        limits = Limits(40, 1, 0, memory_mb=24, time_s=60.0)
        return find(counters(8, reachable=False), limits, goal=8.0)

    assert search().limit == "memory"
    before = held_mb()
    for _ in range(2):
        assert search().limit == "memory"
    assert held_mb() < before + 12


def test_other_threads_go_on_while_one_searches() -> None:
    done = threading.Event()
    results: list[SearchResult] = []

    def search() -> None:
        results.append(
            find(counters(8, reachable=False), Limits(40, 1, 0, states=60_000), goal=8.0)
        )
        done.set()

    thread = threading.Thread(target=search)
    thread.start()
    beats = 0
    while not done.wait(0.01):
        beats += 1
    thread.join()
    assert results[0].limit == "states"
    assert beats >= 5


def test_searches_in_two_threads_do_not_disturb_each_other() -> None:
    limits = Limits(40, 1, 0, states=20_000)
    alone = find(counters(7, reachable=False), limits, goal=7.0)
    results: list[SearchResult] = []

    def search() -> None:
        results.append(find(counters(7, reachable=False), limits, goal=7.0))

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(r.states, r.expanded, r.story) for r in results] == [
        (alone.states, alone.expanded, alone.story)
    ] * 2
