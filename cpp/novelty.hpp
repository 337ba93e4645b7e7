// How new a state is: whether it shows a value, or a pair of values, for the first time.
//
// Width-based search (Lipovetzky & Geffner): a state that shows no new pair seldom leads anywhere
// that an earlier one does not. States of different worth to the author, or that seem at another
// distance from what is wanted, are not compared. Looked at are the real values and those beliefs
// that anything in the world refers to. The estimate of the distance may be poor, which is what
// makes this useful where the difficulty lies in minds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "planner_outlook.hpp"
#include "planner_table.hpp"
#include "relaxation.hpp"
#include "state_graph.hpp"

namespace dramaturge {

class Novelty {
public:
    static constexpr std::uint32_t none = 3;

    // Keeps references; all must outlive it.
    // agent: as in StateGraph::utility; above: the utility that it wants to exceed.
    Novelty(StateGraph &graph, Outlook &outlook, Relaxation &relaxation, std::uint32_t agent,
            double above, Watch &watch);

    // 1: a new value, 2: a new pair of values, 3: neither. `before`, which differs little, must
    // have been marked.
    std::uint32_t measure(StateId state, StateId before);

    // From now on, nothing in the state is new.
    void mark(StateId state);

    std::size_t bytes() const noexcept { return seen_.bytes(); }

private:
    // Pairs that are looked up in the time of a tick, by far. To compare states takes no ticks, as
    // it has to happen anyway; where there are many fluents it may be most of the work.
    static constexpr std::uint64_t pairs_per_tick = 32;

    std::uint32_t partition(StateId state);
    void look(StateId state, std::vector<Value> &values) const;
    static WideKey pair(std::uint32_t partition, std::uint32_t first, Value first_value,
                        std::uint32_t second, Value second_value);

    StateGraph &graph_;
    Outlook &outlook_;
    Relaxation &relaxation_;
    std::uint32_t agent_;
    double above_;
    Watch &watch_;
    std::vector<Read> features_;
    std::vector<Value> values_;  // scratch: [feature]
    std::vector<Value> old_;
    WideTable seen_;  // a single value is a pair with itself
    std::map<std::pair<double, std::uint32_t>, std::uint32_t> partitions_;
};

}  // namespace dramaturge
