"""The same world gives the same states, in the same order, in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dramaturge.semantics import Dynamics, State, reachable
from tests.semantics.playing import WORLDS, opened, report, walk, written

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_hash_seeds_do_not_matter(seed: str) -> None:
    paths = [str(ROOT / "src"), str(ROOT)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.semantics.playing"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == report()


@pytest.mark.parametrize("name", WORLDS)
def test_after_changes_no_state_that_is_there(name: str) -> None:
    dynamics = opened(name).dynamics
    before = reachable(walk(dynamics, 6, 2))
    remembered = [(mind, mind.values, mind.beliefs, written(mind)) for mind in before]
    for mind in before:
        for action in range(len(dynamics.ground.actions)):
            dynamics.after(mind, action)
    for mind, values, beliefs, text in remembered:
        assert mind.values is values
        assert all(now is then for now, then in zip(mind.beliefs, beliefs, strict=True))
        assert written(mind) == text


@pytest.mark.parametrize("name", WORLDS)
def test_asking_again_gives_the_same_object(name: str) -> None:
    dynamics = opened(name).dynamics
    for state in walk(dynamics, 6, 3):
        for action in range(len(dynamics.ground.actions)):
            assert dynamics.after(state, action) is dynamics.after(state, action)


@pytest.mark.parametrize("name", WORLDS)
def test_states_do_not_depend_on_what_was_asked_before(name: str) -> None:
    ground = opened(name).ground
    used = Dynamics(ground)
    walk(used, 20, 4)
    texts = [[written(state) for state in walk(each, 8, 5)] for each in (used, Dynamics(ground))]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("name", WORLDS)
def test_every_state_met_is_canonical_and_no_two_mean_the_same(name: str) -> None:
    met: list[State] = reachable(walk(opened(name).dynamics, 12, 6))
    assert all(mind.is_canonical for mind in met)
    texts = [tuple(written(mind)) for mind in met]
    assert len(set(texts)) == len(met)
