// One search, best first: the open list, the states reached, and how. Over real states for a story,
// or over those of a mind for a plan of its owner (imagine.hpp).
//
// A story is path-dependent in its minds only, so a real state need be reached once. Successors
// are queued before their reasons are known and tried when they come up; first with shallow minds
// (most reasons are) and little effort, then, put back, with deeper ones and more. Steps that were put
// back as often as each other are a tier; the tiers share the effort of the search. Where nothing
// may be left out, there is but one, and as much effort as it takes.
//
// A search can be continued after each state that makes the author content, and its limit on the
// acts of a story lowered meanwhile. Broken off by TooDear, it goes on where it was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "explain.hpp"
#include "guide.hpp"
#include "novelty.hpp"
#include "planner_outlook.hpp"
#include "planner_watch.hpp"
#include "preview.hpp"
#include "relaxation.hpp"
#include "rounds.hpp"
#include "state_graph.hpp"

namespace dramaturge {

// A step of a story: the action in the (real) state.
using StepKey = std::uint64_t;
constexpr StepKey step_key(StateId state, std::uint32_t action) {
    return std::uint64_t{state.index} << 32 | action;
}

class BestFirst {
public:
    // What all rounds share; must outlive the searches.
    struct Means {
        StateGraph &graph;
        Outlook &outlook;
        Preview &preview;
        const std::vector<std::unique_ptr<Relaxation>> &relaxations;  // [agent]
        Watch &watch;
        const std::unordered_set<StepKey> &refuted;  // steps known to have no reason
    };
    struct Aims {
        StateId start;
        std::uint32_t owner;    // the author; or in whose mind the start is
        std::uint32_t longest;  // acts of a story
        double above;           // the owner's utility must end above this
        Reach reach;            // of plans in minds; of the owner's own plan
        bool all_ways;          // notes every way to a state, not just the first
        bool in_turn;           // of equally good steps the first comes first, not the last
        bool focuses;           // whom nobody seems to need comes later, see Guide
        bool has_way;           // and what the way leads through sooner
        bool only_new;          // leaves out states without anything new, if it knows what is new
        std::size_t patience;   // gives up after so many states were expanded
    };

    BestFirst(const Means &means, const Round &round, Explainer &explainer, const Aims &aims);

    // Goes on to the next state that makes the author content; none when everything was tried.
    // Throws Stopped.
    std::optional<StateId> next();

    // From now on, stories have at most so many acts.
    void shorten(std::uint32_t longest) { aims_.longest = longest; }

    // Gives back the memory of what is still to be tried: there will be no next().
    void forget_open() noexcept { tiers_ = {}; }

    // The acts by which the state was reached first, or soonest.
    std::vector<std::uint32_t> path_to(StateId state) const;

    // With all_ways: further stories that end in the state, one for each set of acts; at most
    // `most`, with as much effort as that is worth. False if that may not have been all.
    bool further_paths(StateId end, std::size_t most,
                       std::vector<std::vector<std::uint32_t>> &found);

    // No story that is still to come has fewer acts; only of use if nothing is left out.
    std::uint32_t bound() const noexcept { return bound_; }
    std::uint32_t depth() const noexcept { return depth_; }  // acts of the longest explained story
    std::size_t expanded() const noexcept { return expanded_; }

    // The state reached that is best for the author, if better than the start.
    std::optional<StateId> best() const noexcept { return best_; }
    double best_utility() const noexcept { return best_utility_; }

    std::size_t bytes() const noexcept;

private:
    // A step not tried yet: `action` in `from` leads to `to`, the `depth`-th act of its story.
    struct Step {
        StateId from;
        StateId to;
        std::uint32_t action;
        std::uint32_t depth;
        std::uint32_t key;
        std::int32_t nested;  // depth of minds to try now
        std::uint32_t tier;
    };
    // Steps that are equally good. first: the others were taken.
    struct List {
        std::vector<Step> steps;
        std::size_t first = 0;
        bool is_empty() const noexcept { return first == steps.size(); }
    };
    // Steps that are tried alike, best first.
    struct Tier {
        std::vector<List> open;  // by key
        std::size_t next_key = 0;
        std::size_t queued = 0;
        std::uint64_t spent = 0;  // ticks
    };
    struct Way {
        StateId from;
        std::uint32_t action;
    };
    struct Visit {
        std::uint32_t depth;
        Way way;
        std::uint64_t passed = 0;  // waypoints of the guide
    };
    enum class Answer : std::uint8_t { yes, no, deeper, dear };

    Relaxation &relaxation() const { return *means_.relaxations[agent()]; }
    std::uint32_t agent() const { return aims_.owner == author ? 0 : 1 + aims_.owner; }
    Tier *next_tier();
    Step taken(List &list) const;
    void try_step(Step step);
    void put_back(Step step, bool is_dear);
    void begin();
    void expand(StateId state, std::uint32_t depth);
    std::uint64_t passed(StateId from, StateId to) const;
    void enqueue(const Step &step);
    bool is_too_late(StateId state, std::uint32_t depth) const;
    Answer is_explained(const Step &step);
    Answer is_explained_cheaply(const Step &step);

    Means means_;
    Round round_;
    Explainer &explainer_;
    Aims aims_;
    std::unique_ptr<Novelty> novelty_;
    std::unique_ptr<Guide> guide_;  // null: none is wanted, or it has not begun
    std::vector<Tier> tiers_;
    std::unordered_map<std::uint32_t, Visit> visits_;             // [state]
    std::unordered_map<std::uint32_t, std::vector<Way>> others_;  // [state] ways but the first
    std::size_t other_ways_ = 0;
    std::optional<StateId> content_;  // the state that a step has just reached
    std::uint32_t bound_ = 0;
    std::uint32_t depth_ = 0;
    std::size_t expanded_ = 0;
    std::optional<StateId> best_;
    double best_utility_;
};

}  // namespace dramaturge
