// Searches for a story: a shortest-first search over real states whose every step everybody
// concerned has a reason for, and which makes the author content.
//
// A story is path-dependent in its minds only, so a real state need be reached once. Successors
// are queued before their reasons are known and tried when they come up; first with shallow minds
// (most reasons are), then, put back, with deeper ones.
//
// Rounds, each with its own idea of what is worth trying, follow one another; see `rounds` in the
// source. Whatever is found is proved by the definition (proof.hpp) before it counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "explain.hpp"
#include "novelty.hpp"
#include "planner_outlook.hpp"
#include "planner_watch.hpp"
#include "preview.hpp"
#include "proof.hpp"
#include "relaxation.hpp"
#include "state_graph.hpp"

namespace dramaturge {

struct PlannerLimits {
    std::uint32_t author;     // acts of a story
    std::uint32_t character;  // acts of an imagined plan
    std::uint32_t epistemic;  // minds nested deeper have only immediate reasons
    Watch::Limits resources;
};

enum class Outcome : std::uint8_t { found, none, limit, cancelled };

struct Progress {
    std::string round;
    std::uint32_t depth;  // acts of the longest explained story so far
    std::size_t states;
    std::size_t expanded; // real states looked at
    double best;          // utility of the best so far
    std::size_t bytes;
    double seconds;
};

// One idea of what is worth trying.
struct Round {
    const char *name;
    bool novelty;           // leave out real states that show nothing new
    std::uint32_t slack;    // see Explainer::Policy
    std::uint32_t penalty;  // how much later the next deeper minds are tried
    bool complete;          // it misses no story within the limits, and finds a shortest
};

class Planner {
public:
    // Keeps a reference to the graph, which must have an initial state. progress: called now and
    // then; false cancels.
    Planner(StateGraph &graph, PlannerLimits limits,
            std::function<bool(const Progress &)> progress);

    // The author's utility at the start; NaN if unknown.
    double start() const noexcept { return start_; }

    // Searches, once. goal: the author's utility to be reached, or more; a story must always
    // improve on the start, too. shortest: only the round that finds a shortest story.
    Outcome run(double goal, bool shortest = false);

    // Why everybody concerned would do the action in the (real) state; none if somebody would not.
    // Takes no notice of limits but those of depth.
    std::optional<std::vector<Reason>> reasons(StateId state, std::uint32_t action);

    // After run(). The story found, or without one the best that at least improves on the start;
    // empty if there is none.
    const std::vector<Deed> &story() const noexcept { return story_; }
    double utility() const noexcept { return utility_; }
    // Questions left open in showing that nothing can be left out; 0: the story is proved minimal.
    std::size_t undecided() const noexcept { return undecided_; }
    const std::string &round() const noexcept { return round_; }  // that found it or was the last
    std::optional<Stop> stop() const noexcept { return stop_; }   // which limit
    Progress progress() const;
    std::size_t expanded() const noexcept { return expanded_; }

private:
    // A step not tried yet: `action` in `from` leads to `to`, the `depth`-th act of its story.
    struct Step {
        StateId from;
        StateId to;
        std::uint32_t action;
        std::uint32_t depth;
        std::uint32_t key;
        std::int32_t nested;  // depth of minds to try now
    };
    struct Visit {
        std::uint32_t depth;
        StateId from;
        std::uint32_t action;
    };
    enum class Answer : std::uint8_t { yes, no, later };

    bool search(const Round &round);
    void keep_best();
    bool explore(const Round &round);
    void expand(StateId state, std::uint32_t depth);
    void enqueue(const Step &step);
    Answer is_explained(const Step &step);
    std::vector<std::uint32_t> path_to(StateId state) const;
    bool settle(std::vector<std::uint32_t> acts);
    std::optional<std::vector<Reason>> prove_step(Prover &prover, StateId state,
                                                  std::uint32_t act);
    bool shorten(Prover &prover, std::vector<std::uint32_t> &acts);
    std::vector<StateId> along(const std::vector<std::uint32_t> &acts);
    Reach reach() const;
    std::size_t bytes() const;

    StateGraph &graph_;
    PlannerLimits limits_;
    double start_ = 0;  // the author's utility
    double above_ = 0;  // a story must end above this
    std::function<bool(const Progress &)> report_;
    Watch watch_;
    Outlook outlook_;
    Preview preview_;
    std::vector<std::unique_ptr<Relaxation>> relaxations_;  // [agent]
    std::unique_ptr<Explainer> quick_;
    std::unique_ptr<Explainer> exact_;
    Explainer *explainer_ = nullptr;       // of the round
    std::unique_ptr<Novelty> novelty_;
    std::vector<std::vector<Step>> open_;  // by key
    std::size_t next_key_ = 0;
    std::unordered_map<std::uint32_t, Visit> visits_;  // [state]
    std::unordered_set<std::uint64_t> refuted_;        // state and action: not proved

    std::string round_;
    std::uint32_t depth_ = 0;
    std::size_t expanded_ = 0;
    double best_ = 0;
    std::vector<std::uint32_t> best_acts_;
    std::vector<Deed> story_;
    double utility_ = 0;
    std::size_t undecided_ = 0;
    std::optional<Stop> stop_;
};

}  // namespace dramaturge
