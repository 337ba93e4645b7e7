// How new a state is: whether it shows a value, or a pair of values, for the first time.
//
// Width-based search (Lipovetzky & Geffner): a state that shows no new pair seldom leads anywhere
// that an earlier one does not. States of different worth to the author are not compared. Only
// real values count; no estimate of distance is needed, which is what makes it useful where the
// difficulty lies in minds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "planner_outlook.hpp"
#include "planner_table.hpp"
#include "state_graph.hpp"

namespace dramaturge {

class Novelty {
public:
    static constexpr std::uint32_t none = 3;

    Novelty(StateGraph &graph, Outlook &outlook, Watch &watch)
        : graph_(graph), outlook_(outlook), seen_(watch) {}

    // 1: a new value, 2: a new pair of values, 3: neither. `before`, which differs little, must
    // have been marked.
    std::uint32_t measure(StateId state, StateId before);

    // From now on, nothing in the state is new.
    void mark(StateId state);

    std::size_t bytes() const noexcept { return seen_.bytes(); }

private:
    std::uint32_t partition(StateId state);
    static WideKey pair(std::uint32_t partition, std::uint32_t first, Value first_value,
                        std::uint32_t second, Value second_value);

    StateGraph &graph_;
    Outlook &outlook_;
    WideTable seen_;  // a single value is a pair with itself
    std::unordered_map<double, std::uint32_t> partitions_;
};

}  // namespace dramaturge
