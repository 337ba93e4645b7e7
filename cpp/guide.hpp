// What a search tries first in a world of many people: what those do whom the plan seems to need,
// and what leads to values that a relaxed plan goes through.
//
// Most of what most people might do has nothing to do with what one of them wants. From those who
// might take part whoever can be spared is left out, one by one: in the delete relaxation, with
// what the others do, the owner can still come to what it wants. The same for what each of the
// others wants who is left, in its mind, as without a reason it would not join in; so it comes to
// more people, until nobody else is needed. Whoever cannot come to anything by itself must be told
// something; if nobody who is needed anyway can do that, all who can are needed.
//
// A guess: others may do better, or be needed all the same.
// Source: relaxed plans, Hoffmann & Nebel, The FF planning system (2001); that how many of their
// facts were reached tells progress, Lipovetzky & Geffner, Best-first width search (2017).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "people.hpp"
#include "planner_outlook.hpp"
#include "planner_watch.hpp"
#include "relaxation.hpp"
#include "state_graph.hpp"

namespace dramaturge {

class Guide {
public:
    // Relaxations as in Explainer.
    using Relaxations = std::vector<std::unique_ptr<Relaxation>>;

    // For a plan from the state, which lies in the owner's mind (or the author's story), to a
    // utility above that. has_way: looks for what the plan goes through, too. Ticks as it goes, so
    // it throws what the watch does.
    Guide(const StateGraph &graph, Outlook &outlook, const Relaxations &relaxations, Watch &watch,
          StateId state, std::uint32_t owner, double above, bool has_way);

    // Whether nobody else is needed for the action.
    bool needs(std::uint32_t action) const {
        return (consenting_people(graph_.world(), EventId{action}) & ~needed_) == 0;
    }

    // Waypoints, as bits, that the state shows.
    std::uint64_t shown(StateId state) const;

    // How many waypoints are left where these were passed.
    std::uint32_t left(std::uint64_t passed) const noexcept;

    std::size_t bytes() const noexcept {
        return waypoints_.capacity() * sizeof(Relaxation::Waypoint);
    }

private:
    const StateGraph &graph_;
    People needed_;
    std::vector<Relaxation::Waypoint> waypoints_;
};

}  // namespace dramaturge
