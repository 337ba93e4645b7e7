// How many states there are within so many actions: the size of the state space by depth.
#pragma once

#include <cstdint>
#include <vector>

#include "state_graph.hpp"

namespace dramaturge {

// Asked now and then; true makes the work stop.
class Cancel {
public:
    virtual bool asked() = 0;

protected:
    ~Cancel() = default;
};

// counts[i]: the distinct states within i + 1 actions, breadth first from the initial state.
// Whenever a state is met, the states its characters believe in are met too, at the same depth,
// and so on inwards; every state met is expanded by every action possible in it. Shorter than
// `depth` if cancelled.
std::vector<std::uint64_t> expand_count(StateGraph &graph, std::uint32_t depth, Cancel &cancel);

}  // namespace dramaturge
