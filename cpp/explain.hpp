// Whether a character has a reason to act: a plan in its mind that begins with the act, which the
// others would join in, which improves its utility, and in which nothing could be left out.
// Source: docs/semantics.md 6 (the definition, and why this is equal to it).
//
// A plan is minimal iff no part of it reaches as much. Of a *shortest* plan that no part without
// the first act can match, no other part can either: it would be a shorter such plan. So the
// search need only carry along the states that parts without the first act reach ("others"), and
// take the first plan that ends better than all of them.
//
// The length of the rest of a plan, that restriction aside, depends on the state alone; it is
// found by deepening, remembered for ever, and guides the search for the plan itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bearing.hpp"
#include "planner_outlook.hpp"
#include "planner_table.hpp"
#include "planner_watch.hpp"
#include "preview.hpp"
#include "relaxation.hpp"
#include "sketch.hpp"
#include "state_graph.hpp"

namespace dramaturge {

// How far a plan in some mind may go.
// left: the most acts, the act in question included.
// nested: how rich it may be. -1: one act. 0: several, in which everybody else must gain at once: no
// limit asks for that, but it is a guess that is soon made. 1: others may also have plans that this
// mind shares; so it is in minds as deep as the epistemic limit. More: others' plans may be as
// rich as one less.
struct Reach {
    std::uint32_t left;
    std::int32_t nested;

    // Of plans that characters have in reality.
    static constexpr Reach real(std::uint32_t character_limit, std::uint32_t epistemic_limit) {
        const auto limit = static_cast<std::int32_t>(epistemic_limit);
        return {character_limit, limit == 0 ? -1 : limit};
    }
};

// Minds within each other: each is a call within the last, and a stack has an end.
inline constexpr std::uint32_t most_nested = 1 << 10;

// The owner of reality.
inline constexpr std::uint32_t author = UINT32_MAX;

// Of others' plans in a plan of the owner's, shared ones aside. Where the author owns the state
// around, `nested` is that of plans in minds already.
constexpr std::int32_t nested_within(std::uint32_t owner, std::int32_t nested) {
    return owner == author ? nested : nested < 2 ? -1 : nested - 1;
}

// What to try next: after the guess one mind more, and another one, and then all.
constexpr std::int32_t deeper(std::int32_t nested, std::int32_t deepest) {
    return nested < 1 && deepest > 2 ? 2 : nested == 2 && deepest > 3 ? 3 : deepest;
}

class Imagination;

class Explainer {
public:
    struct Policy {
        // Acts a plan may have beyond the shortest continuation that ignores minimality.
        std::uint32_t slack;
        // Never cut on the assumption that more acts left cannot make a reason vanish. It can, as
        // a co-actor gains a reason and with it a better plan, but hardly ever does.
        bool exact;
        // Never look for plans that minds share (semantics 6.1).
        bool unshared = false;
        // What is left of a plan is a reason for its next act, if all goes as was thought. So plans
        // of many acts are found once, not at every act; and more acts have reasons at little cost,
        // which can lead astray.
        bool commits = false;
        // Plans of many acts are not looked for exhaustively, but as stories are (imagine.hpp): some
        // are found, and no others count. 0: not so; more: looks longer, and for more of them.
        std::uint32_t imagines = 0;
        bool focuses = false;  // looks first at those who seem needed, where it imagines
        Reach real{0, -1};  // of plans in real states, where it imagines; these always count as long
    };

    // Keeps references; all must outlive it. relaxations: [agent].
    Explainer(StateGraph &graph, Outlook &outlook, Preview &preview,
              std::vector<std::unique_ptr<Relaxation>> &relaxations, Sketches &sketches,
              Watch &watch, Policy policy);
    ~Explainer();

    // Whether `who`, consenting to the action, has a reason in its own mind. Throws Stopped.
    bool has_reason(StateId mind, std::uint32_t who, std::uint32_t action, Reach reach);

    // The plan that is the reason; empty if there is none. Searches only if never asked before.
    std::vector<std::uint32_t> reason(StateId mind, std::uint32_t who, std::uint32_t action,
                                      Reach reach);

    // The plan of several acts, everybody else in it gaining at once, that is a reason of `who` in
    // its mind in the state, and that the state shares: carried out there, too, it leads to the same
    // in that mind (semantics 6.1). Empty if there is none. For an act that does not help at once.
    std::vector<std::uint32_t> shared_reason(StateId state, std::uint32_t who,
                                             std::uint32_t action, std::uint32_t left);

    // Whether all consenting characters but the owner of the state (in whose mind it is) have
    // reasons in what they believe there. reach: of a plan in the mind of the owner, or of
    // the plans of all in a real state.
    bool others_agree(StateId state, std::uint32_t owner, std::uint32_t action, Reach reach);

    // How deep minds are looked into in the plan that the action goes on with, if somebody who
    // consents to it has begun with one, no deeper than `deepest`; else reach.nested. reach: as in
    // others_agree.
    std::int32_t nested_in_begun(StateId state, std::uint32_t action, Reach reach,
                                 std::int32_t deepest);

    // Whether a plan of `who`, nested so, can do without the act, unless it begins with it.
    bool is_no_part(std::uint32_t who, std::uint32_t action, std::int32_t nested) {
        return outlook_.is_author_only(action) || is_needless(who, action, nested);
    }

    // What one character may imagine in one mind, in ticks; gives what was allowed before.
    std::uint64_t allow(std::uint64_t ticks) noexcept { return std::exchange(allowed_, ticks); }

    std::size_t bytes() const noexcept;

private:
    struct Other;    // see explain_attempt.hpp
    struct Node;
    struct Attempt;

    const Bearing &bearing(std::uint32_t who, std::int32_t nested);
    bool is_needless(std::uint32_t who, std::uint32_t action, std::int32_t nested);
    bool may_agree(StateId state, std::uint32_t owner, std::uint32_t action, Reach reach);
    std::uint32_t imagined(StateId mind, std::uint32_t who, std::uint32_t action, Reach reach);
    std::uint32_t find_reason(StateId mind, std::uint32_t who, std::uint32_t action, Reach reach);
    std::uint32_t follow_another(StateId mind, std::uint32_t who, std::uint32_t action,
                                 StateId next, Reach reach);
    std::size_t followed(StateId state, std::uint32_t who, std::uint32_t leader,
                         std::span<const std::uint32_t> acts, double above, std::uint32_t left);
    std::uint32_t find_shared(StateId state, std::uint32_t who, std::uint32_t action,
                              std::uint32_t left);
    StateId shared_next(StateId around, std::uint32_t who, std::uint32_t action, StateId next);
    bool is_shared(StateId around, std::uint32_t who, std::uint32_t plan);
    std::vector<std::uint32_t> acts_of(std::uint32_t plan) const;
    std::uint32_t search(Attempt &attempt);
    std::optional<Node> extended(const Attempt &attempt, std::uint32_t at, std::uint32_t action,
                                 std::uint32_t longest);
    std::uint32_t continuation(StateId state, std::uint32_t who, double above,
                               std::uint32_t longest, Reach reach);
    std::uint32_t deepen(StateId state, std::uint32_t who, double above, std::uint32_t known,
                         std::uint32_t longest, Reach reach, WideKey key);
    std::uint32_t steps_after(StateId state, std::uint32_t action, std::uint32_t who, double above,
                              std::uint32_t longest, std::int32_t nested);
    void keep_rests(StateId mind, std::uint32_t who, std::uint32_t plan, Reach reach);
    std::uint32_t threshold(double above);
    std::uint32_t keep(std::span<const std::uint32_t> acts);
    std::uint32_t keep_plan(const Attempt &attempt, std::uint32_t last, std::uint32_t action);

    StateGraph &graph_;
    Outlook &outlook_;
    Preview &preview_;
    std::vector<std::unique_ptr<Relaxation>> &relaxations_;
    Sketches &sketches_;
    Watch &watch_;
    Policy policy_;
    WideTable reasons_;                 // what was asked -> plan (offset in plans_), 0: none
    WideTable continuations_;           // see continuation(): twice the length, +1 if exact
    std::vector<std::uint32_t> plans_;  // length, then the actions
    std::unordered_map<double, std::uint32_t> thresholds_;
    std::vector<std::unique_ptr<Bearing>> bearings_;  // [twice the character, + 1 if at once]
    std::unique_ptr<Imagination> imagination_;
    std::uint64_t allowed_ = UINT64_MAX;
};

}  // namespace dramaturge
