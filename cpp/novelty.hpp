// How new a state is: whether it shows a value, or a pair of values, for the first time.
//
// Width-based search (Lipovetzky & Geffner): a state that shows no new pair seldom leads anywhere
// that an earlier one does not. States of different worth to the author are not compared. Looked
// at are the real values and those beliefs that anything in the world refers to. No estimate of
// distance is needed, which is what makes it useful where the difficulty lies in minds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "planner_outlook.hpp"
#include "planner_table.hpp"
#include "state_graph.hpp"

namespace dramaturge {

class Novelty {
public:
    static constexpr std::uint32_t none = 3;

    // Keeps references; all must outlive it.
    Novelty(StateGraph &graph, Outlook &outlook, Watch &watch);

    // 1: a new value, 2: a new pair of values, 3: neither. `before`, which differs little, must
    // have been marked.
    std::uint32_t measure(StateId state, StateId before);

    // From now on, nothing in the state is new.
    void mark(StateId state);

    std::size_t bytes() const noexcept { return seen_.bytes(); }

private:
    std::uint32_t partition(StateId state);
    void look(StateId state, std::vector<Value> &values) const;
    static WideKey pair(std::uint32_t partition, std::uint32_t first, Value first_value,
                        std::uint32_t second, Value second_value);

    StateGraph &graph_;
    Outlook &outlook_;
    std::vector<Read> features_;
    std::vector<Value> values_;  // scratch: [feature]
    std::vector<Value> old_;
    WideTable seen_;  // a single value is a pair with itself
    std::unordered_map<double, std::uint32_t> partitions_;
};

}  // namespace dramaturge
