// All that can come of a state: the acts possible in it, where they lead, and whether everybody
// concerned has a reason for them. For those who map stories instead of looking for one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "explain.hpp"
#include "planner_outlook.hpp"
#include "planner_watch.hpp"
#include "preview.hpp"
#include "relaxation.hpp"
#include "state_graph.hpp"

namespace dramaturge {

struct Move {
    std::uint32_t action;
    StateId after;
    bool willing;  // of an act that needs nobody's consent: true
};

class Explorer {
public:
    // Keeps a reference to the graph, which must have an initial state. pulse: called now and
    // then; false cancels.
    Explorer(StateGraph &graph, std::uint32_t character_limit, std::uint32_t epistemic_limit,
             Watch::Limits limits, std::function<bool()> pulse);
    ~Explorer();
    Explorer(const Explorer &) = delete;
    Explorer &operator=(const Explorer &) = delete;

    // The possible acts of a real state, in the order of the world; those after which the triggers
    // never settle are left out. ask: whether reasons are wanted; if not, all count as willing.
    // None if a limit ended it (see stop()); what was found out is kept for the next time.
    std::optional<std::vector<Move>> moves(StateId state, bool ask);

    // The plan in mind on which `who`, whose consent an action possible in a real state needs, would
    // take part in it; empty if there is none. reach: of plans, within that of the explorer. effort:
    // ticks. states: new ones. None if that was not enough, or if a limit ended it.
    std::optional<std::vector<std::uint32_t>> reason(StateId state, std::uint32_t who,
                                                     std::uint32_t action, Reach reach,
                                                     std::uint64_t effort,
                                                     std::size_t states = SIZE_MAX);

    // At least so many acts are needed, whoever wants them, to make the author's utility more than
    // `above`; Relaxation::never: no number of acts can.
    std::uint32_t hope(StateId state, double above);

    // Small steps of work done so far.
    std::uint64_t ticks() const noexcept { return watch_.ticks(); }

    std::optional<Stop> stop() const noexcept { return stop_; }
    std::size_t bytes() const;

private:
    StateGraph &graph_;
    Reach reach_;
    Watch watch_;
    Outlook outlook_;
    Preview preview_;
    std::vector<std::unique_ptr<Relaxation>> relaxations_;  // [agent]
    Sketches sketches_;
    std::unique_ptr<Explainer> explainer_;
    std::optional<Stop> stop_;
};

}  // namespace dramaturge
