"""The state graph misused, interrupted, used by several threads, and out of memory."""

from __future__ import annotations

import _thread
import gc
import subprocess
import sys
import threading

import pytest

from dramaturge.ground.world import Compare, Read
from dramaturge.kernel import StateGraph
from tests.kernel.toys import AT, COINS, DEBT, LIT, MORE, act, put, world
from tests.shared import tells_memory


def test_numbers_out_of_range_are_errors() -> None:
    graph = StateGraph(world(act("light", put(LIT, True))))
    for call in (
        lambda: graph.values(99),
        lambda: graph.after(99, 0),
        lambda: graph.after(0, 1),
        lambda: graph.possible(0, 1),
        lambda: graph.believed(0, 2),
        lambda: graph.utility(0, 3),
    ):
        with pytest.raises(IndexError):
            call()
    with pytest.raises(TypeError):
        graph.values(-1)


def test_values_of_another_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="is no number"):
        StateGraph(world(act("pay", put(COINS, "Inn"))))
    with pytest.raises(ValueError, match="different kinds"):
        StateGraph(world(act("pay", when=Compare("==", Read((), COINS), Read((), AT), ()))))
    with pytest.raises(ValueError, match="another kind"):
        StateGraph(world(act("pay", put(COINS, Read((), AT)))))


def test_the_graph_keeps_what_it_needs_alive() -> None:
    graph = StateGraph(world(act("pay", put(COINS, MORE))))
    gc.collect()
    assert graph.expand_count(5) == [2, 3, 4, 5, 6]


def endless() -> StateGraph:
    return StateGraph(world(act("pay", put(COINS, MORE)), act("owe", put(DEBT, MORE))))


def test_control_c_stops_a_count() -> None:
    graph = endless()
    timer = threading.Timer(0.2, _thread.interrupt_main)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        graph.expand_count(1_000_000)
    timer.join()
    assert graph.expand_count(2) == [3, 6]


def test_other_threads_go_on_but_may_not_use_a_busy_graph() -> None:
    graph = endless()
    refused: list[str] = []

    def meanwhile() -> None:
        while not refused:
            try:
                graph.values(0)
            except RuntimeError as error:
                refused.append(str(error))
        _thread.interrupt_main()

    thread = threading.Thread(target=meanwhile)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        graph.expand_count(1_000_000)
    thread.join()
    assert refused == ["another thread is at work in this graph"]


def test_a_limit_of_memory_is_kept() -> None:
    graph, fresh = endless(), endless()
    graph.expand_count(10)
    for limit in (1_000_000, 3_000_000):
        graph.limit_memory(limit)
        for _ in range(3):
            with pytest.raises(MemoryError):
                graph.expand_count(1_000_000)
            assert limit / 2 < graph.size_bytes <= limit
    graph.limit_memory(1 << 40)
    assert graph.expand_count(60) == fresh.expand_count(60)


def test_a_limit_set_late_counts_what_is_held_once() -> None:
    graph = endless()
    graph.expand_count(150)
    graph.limit_memory(graph.size_bytes + graph.size_bytes // 2)
    for coins in range(10):
        assert graph.after(coins, 0) is not None
    before = len(graph)
    with pytest.raises(MemoryError):
        graph.expand_count(1_000_000)
    assert len(graph) > before * 9 // 8


@tells_memory
def test_a_graph_survives_running_out_of_memory() -> None:
    done = subprocess.run([sys.executable, "-c", OUT_OF_MEMORY], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "still good\n"), done.stderr


OUT_OF_MEMORY = """
import resource
from dramaturge.kernel import StateGraph
from tests.kernel.test_graph_limits import endless

graph = endless()
graph.expand_count(20)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 40_000_000, resource.RLIM_INFINITY))
for _ in range(3):
    try:
        graph.expand_count(1_000_000)
    except MemoryError:
        pass
    else:
        raise SystemExit("the memory never ran out")
resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
fresh = endless()
assert graph.expand_count(40) == fresh.expand_count(40)
for state in range(0, len(graph), 97):
    graph.after(state, 0)
print("still good")
"""
