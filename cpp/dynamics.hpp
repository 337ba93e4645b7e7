// How states change: one event in all minds, and triggers until none is left.
//
// Source: docs/semantics.md; the same definition in Python is dramaturge.semantics.dynamics, and
// tests compare the two.
//
// A successor is built as drafts, from the action through all its triggers; only what has settled
// gets an id. Four topics of drafts are told here: `happened` (an action in a canonical state), `fired`
// (a trigger, which nobody perceives), `rounded` (a state after one round of triggers, its own and
// its minds'), `published` (a mind that learnt no more of an action than what it made of public
// fluents) and, in initial_state.cpp, the beginning.
//
// Where a world asks for more than bits provide for numbers, the layout is widened and the successor
// computed once more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "agenda.hpp"
#include "public_effects.hpp"
#include "cache.hpp"
#include "census.hpp"
#include "construction.hpp"
#include "effects.hpp"
#include "evaluation.hpp"
#include "event_index.hpp"
#include "ground_world.hpp"
#include "ids.hpp"
#include "layout.hpp"
#include "memory.hpp"
#include "sieve.hpp"
#include "states.hpp"

namespace dramaturge {

// What was computed so far, minds included.
struct Work {
    std::size_t applied = 0;  // an action to a state
    std::size_t fired = 0;    // a trigger in a state
};

class Dynamics final : MindSource {
public:
    // Keeps references: all must outlive it.
    Dynamics(const GroundWorld &world, Layout &layout, States &states, Evaluation &evaluation,
             Memory &memory);

    // no_state if the action is impossible, or its triggers never settle. The state must be kept.
    StateId after(StateId state, EventId action);
    StateId initial();

    void possible_actions(StateId state, std::vector<EventId> &found);

    const Work &work() const noexcept { return work_; }
    const std::string &unsettled() const noexcept { return unsettled_; }
    std::size_t bytes() const noexcept;

private:
    enum Topic : std::uint32_t { happened_topic, fired_topic, rounded_topic, published_topic };
    static constexpr std::uint32_t initial_cause = UINT32_MAX;

    // Flags of remembered results. Clean: no trigger was fired. Quick: in one round at most.
    static constexpr std::uint32_t clean = 0x80000000U;
    static constexpr std::uint32_t quick = 0x40000000U;
    static constexpr StateId state_in(std::uint32_t result) { return {result & ~(clean | quick)}; }

    // dynamics.cpp: actions in minds.
    void begin();
    StateId computed(StateId state, EventId action);
    const std::uint32_t *known(Origin origin, std::uint32_t flags) const;
    Ref mind(Key key, std::uint32_t note, std::uint32_t character) override;
    Ref happened(StateId state, EventId action);
    Ref mind_after(StateId before, EventId action, std::uint32_t character);
    Ref published(StateId mind, EventId action);
    void publish(EventId action, StateId state, Word *values);
    Ref told(Ref mind, EventId event, View before, std::uint32_t character);
    bool is_vast(StateId state);
    void remember();
    void widen();
    void note_unsettled(std::uint32_t cause);

    // surprise.cpp
    StateId surprised(StateId holder, StateId mind, std::uint32_t owner, EventId action);
    StateId repaired(std::uint32_t condition, View real, StateId mind, std::uint32_t owner);
    StateId corrected(StateId mind, std::uint32_t owner, Read where, View real, bool exactly);

    // triggers.cpp
    StateId settled(Ref root);
    bool is_quiet();
    const std::uint32_t *known_round(Ref draft);
    Ref rounded(Ref ref);
    bool fire_all(Ref &ref);
    Ref fired(Ref before, EventId trigger);
    std::uint32_t first_trigger(View view, Triggers &among);

    const GroundWorld &world_;
    Layout &layout_;
    States &states_;
    Evaluation &evaluation_;
    Effects effects_;
    PublicEffects public_effects_;
    Origins origins_;
    Construction construction_;
    Construction repair_;  // of single minds, while the construction goes on
    EventIndex actions_;
    Agenda agenda_;
    Sieve sieve_;
    Census census_;
    Cache known_;  // by origin, the state that triggers make of it, with flags

    // Of the successor in the making.
    StateId root_ = no_state;       // where the action happens
    std::vector<Value> published_;  // the values of the public fluents of the action after it
    bool outgrown_ = false;  // a number did not fit
    int rounds_ = 0;         // of triggers that it took
    bool changed_ = false;   // triggers were fired in this round
    Triggers open_;          // those that may apply somewhere
    Triggers open_later_;    // also those that may after what is remembered was fired
    Triggers pending_;       // those that may apply in the state at hand
    std::vector<Ref> drafts_;
    std::vector<std::uint32_t> last_fired_;

    Work work_;
    std::string unsettled_;
};

}  // namespace dramaturge
