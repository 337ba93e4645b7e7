// How states change: one event in all minds, and triggers until none is left.
//
// Source: docs/semantics.md; the same definition in Python is dramaturge.semantics.dynamics, and
// tests compare the two.
//
// All results are canonical states. `raw` is what an action does without triggers; `settled` what
// the triggers make of it. Both are no_state where there is none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cache.hpp"
#include "canon.hpp"
#include "construction.hpp"
#include "evaluation.hpp"
#include "event_index.hpp"
#include "ground_world.hpp"
#include "ids.hpp"

namespace dramaturge {

class Dynamics {
public:
    // Keeps references: all three must outlive it.
    Dynamics(const GroundWorld &world, Canon &canon, Evaluation &evaluation);

    StateId raw(StateId state, EventId action);
    StateId settled(StateId state, std::uint32_t cause);
    StateId after(StateId state, EventId action);
    StateId initial();

    void possible_actions(StateId state, std::vector<EventId> &found);

    std::size_t transitions() const noexcept { return transitions_; }
    const std::string &unsettled() const noexcept { return unsettled_; }
    std::size_t bytes() const noexcept;

private:
    struct RawMinds;
    struct FiredMinds;
    struct RoundMinds;
    struct Plan {                     // an event's effects by where they go
        Range own;                    // in effect_order_: on the state itself
        std::uint32_t told = 0;       // told_[told + c]: on minds of c; none if `tells` is false
        bool tells = false;
    };
    struct Local {
        std::uint32_t valuation = 0;  // a state after its own triggers: these values,
        StateId minds = no_state;     // and the minds of this state; no_state if it never settles
    };
    static constexpr std::uint32_t not_known = UINT32_MAX - 1;
    static constexpr std::uint32_t initial_cause = UINT32_MAX;

    void plan_effects();
    std::uint32_t changed_valuation(EventId event, View view);
    void apply_own(EventId event, View view, std::vector<Value> &values);
    Ref told(Construction &construction, Ref mind, EventId event, View view,
             std::uint32_t character);
    bool is_overruled(Range range, std::uint32_t at, View view) const;
    Ref raw_ref(StateId state, EventId action);
    StateId surprised(StateId holder, StateId mind, std::uint32_t owner, EventId action);
    StateId repaired(std::uint32_t condition, View real, StateId mind, std::uint32_t owner);
    StateId corrected(StateId mind, std::uint32_t owner, Read where, View real, bool exactly);
    std::uint32_t first_trigger(View view, std::uint32_t valuation);
    bool is_quiet(StateId state);
    bool is_settled(StateId state);
    Local local(StateId state);
    Local run_triggers(StateId state);
    StateId all_rounds(StateId state);
    StateId round(StateId state);
    Ref round_ref(StateId state);
    void note_unsettled(std::uint32_t cause);

    const GroundWorld &world_;
    Canon &canon_;
    Evaluation &evaluation_;
    Construction outer_;  // of successors and rounds
    Construction inner_;  // of what these need meanwhile: repaired minds, single firings
    EventIndex actions_;
    EventIndex plain_triggers_;    // read the values of the state itself only
    EventIndex mindful_triggers_;  // read minds too
    std::vector<Plan> plans_;      // [event]
    std::vector<std::uint32_t> effect_order_;
    std::vector<Range> told_;  // in effect_order_
    Cache<std::uint32_t> raw_;
    Cache<Local> local_;
    std::vector<std::uint32_t> settled_;     // [state] a state, no_state or not_known
    std::vector<std::uint8_t> plain_quiet_;  // [valuation] 0 not known, 1 no, 2 yes
    std::vector<std::uint32_t> last_fired_;
    std::vector<StateId> walk_;
    std::vector<std::uint32_t> walk_mark_;  // [state] the last walk that met it
    std::uint32_t walk_count_ = 0;
    std::vector<Value> values_;
    std::vector<Value> trigger_values_;
    std::vector<std::uint32_t> row_;
    std::size_t transitions_ = 0;
    std::string unsettled_;
};

}  // namespace dramaturge
