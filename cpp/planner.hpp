// Searches for stories whose every step everybody concerned has a reason for, and which make the
// author content.
//
// A strategy (rounds.hpp) is a list of rounds, each a search over real states (best_first.hpp) with
// its own idea of what is worth trying. Whatever is found is made minimal and proved by the
// definition (proof.hpp) before it counts; a step that cannot be proved is struck out, and the
// round begins anew. A search that is stopped keeps what it has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "best_first.hpp"
#include "explain.hpp"
#include "planner_outlook.hpp"
#include "planner_watch.hpp"
#include "preview.hpp"
#include "proof.hpp"
#include "relaxation.hpp"
#include "rounds.hpp"
#include "state_graph.hpp"

namespace dramaturge {

struct PlannerLimits {
    std::uint32_t author;     // acts of a story
    std::uint32_t character;  // acts of an imagined plan
    std::uint32_t epistemic;  // minds nested deeper have only immediate reasons
    // How far the hopeful rounds look; what they find is proved within the limits above.
    Reach hoped;
    // Whether in those rounds whoever has begun with a plan goes on with it, see `explain`.
    bool commits;
    // Whether there long plans are imagined, see `explain`; 0: no.
    std::uint32_t imagines;
    // Whether a search that imagines looks first at those who seem needed, see `guide`.
    bool focuses;
    Watch::Limits resources;
    // Ticks spent on refuting that anything could be left out of a story and of the plans behind
    // it; what is left open is counted as undecided.
    std::uint64_t proof;
};

enum class Outcome : std::uint8_t { found, none, limit, cancelled };

struct Progress {
    const Round *round;     // null: not begun
    std::uint32_t depth;    // acts of the longest explained story so far
    std::size_t states;
    std::size_t expanded;   // real states looked at
    double best;            // utility of the best so far
    std::size_t bytes;
    double seconds;
    std::size_t stories;    // that reach the goal, so far
    std::size_t shortest;   // acts of the shortest of these
    std::uint32_t bound;    // no story has fewer acts
};

// A story that is proved.
struct Tale {
    std::vector<Deed> deeds;
    double utility;         // the author's, at its end
    std::size_t undecided;  // questions left open in showing that nothing can be left out
    const Round *round;     // that found it
};

class Planner {
public:
    // Keeps a reference to the graph, which must have an initial state. order: what comes first
    // among equals, see Outlook. progress: called often; false cancels.
    Planner(StateGraph &graph, PlannerLimits limits, const std::vector<std::uint32_t> &order,
            std::function<bool(const Progress &)> progress);

    ~Planner();
    Planner(const Planner &) = delete;
    Planner &operator=(const Planner &) = delete;

    // The author's utility at the start; NaN if unknown.
    double start() const noexcept { return start_; }

    // Searches, once. goal: the author's utility to be reached, or more; a story must always
    // improve on the start, too. count: how many stories, of Aim::several.
    // Outcome::limit without a stop: the hopeful rounds came to their end.
    Outcome run(double goal, Aim aim, std::size_t count, Rounds rounds);

    // Why everybody concerned would do the action in the (real) state; none if somebody would not.
    // Takes no notice of limits but those of depth.
    std::optional<std::vector<Reason>> reasons(StateId state, std::uint32_t action);

    // These acts, proved within the limits as a story, or fewer of them; none if somebody has no
    // reason, or if it takes more effort.
    std::optional<Tale> settle(std::vector<std::uint32_t> acts, std::uint64_t effort);

    // After run(). The stories that reach the goal: of Aim::several in the order in which they were
    // found, otherwise at most one, the shortest. Without any, the best that at least improves on
    // the start, if there is one.
    const std::vector<Tale> &tales() const noexcept { return tales_; }
    // No story within the limits of depth that reaches the goal has fewer acts.
    std::uint32_t bound() const noexcept { return bound_; }
    // Of Aim::several: whether no further story is there, but for such as have the same acts and
    // end alike.
    bool is_exhausted() const noexcept { return aim_ == Aim::several && exhausted_; }
    const Round *round() const noexcept { return round_; }       // the last that was tried
    std::optional<Stop> stop() const noexcept { return stop_; }  // which limit
    Progress progress() const;
    std::size_t expanded() const noexcept;
    std::size_t states() const noexcept { return states_; }  // stored when the search ended

private:
    // Same acts, whatever their order, and the same end in the world and in all minds.
    using Likeness = std::pair<std::uint32_t, std::vector<std::uint32_t>>;

    bool search(const Round &round);
    bool explore(const Round &round);
    bool explore_several(const Round &round);
    bool offer(std::vector<std::uint32_t> acts);
    void cut_short(Tale &tale);
    void begin(const Round &round);
    void keep_best();
    bool looks_deep() const;
    std::unique_ptr<Explainer> make_quick(bool shares);
    std::optional<Tale> prove(std::vector<std::uint32_t> &acts);
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
    Sketches sketches_;
    std::unique_ptr<Explainer> quick_;
    std::unique_ptr<Explainer> exact_;
    std::unordered_set<StepKey> refuted_;  // by attempts to prove stories of this round
    std::unique_ptr<BestFirst> search_;   // of the round

    Aim aim_ = Aim::any;
    std::size_t count_ = 1;     // stories wanted
    std::uint32_t longest_;     // acts of the stories that are still of interest
    const Round *round_ = nullptr;
    std::uint32_t bound_ = 0;
    bool exhausted_ = false;
    std::size_t expanded_ = 0;  // by earlier searches
    std::size_t states_ = 0;
    std::vector<Tale> tales_;
    std::set<Likeness> known_;  // of tales_
    std::optional<Stop> stop_;
};

}  // namespace dramaturge
