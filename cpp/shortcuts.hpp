// Stories of fewer acts that end as well, where one act would do in place of several.
//
// What is found soon may go round about: somebody walks to one place only to walk on from there to
// another, or two meet elsewhere for what they could do where they are. Nothing can be left out of
// such a story, as each act makes the next one possible; but with another act in it, some can.
#pragma once

#include <cstdint>
#include <vector>

#include "planner_outlook.hpp"
#include "planner_watch.hpp"
#include "state_graph.hpp"

namespace dramaturge {

using Acts = std::vector<std::uint32_t>;

// From the initial state, to an author's utility above that, as these acts; shortest first. One act
// is left out, one that nobody else need consent to is put in somewhere behind it, and then whatever
// is impossible, or can be left out, is. Nothing is said of reasons. Throws what the watch does.
std::vector<Acts> shortcuts(StateGraph &graph, Outlook &outlook, Watch &watch, const Acts &acts,
                            double above);

}  // namespace dramaturge
