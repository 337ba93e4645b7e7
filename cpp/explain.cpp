#include "explain.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "explain_attempt.hpp"
#include "imagine.hpp"

namespace dramaturge {

namespace {

// See Imagination::Extent: where a search imagines for the first time, and how often it is doubled.
constexpr std::size_t first_patience = 8;
constexpr std::uint32_t most_doublings_of_patience = 15;
// From the third time on also what shows nothing new is looked at.
constexpr std::uint32_t imagines_all = 3;

// All plans of one act are one question. Nothing else is equal: how deep minds may go matters even
// where few acts are left, as parts of a plan without its first act are judged with all of them.
Reach effective(Reach reach) {
    return reach.left < 2 || reach.nested < 0 ? Reach{1, -1} : reach;
}

}  // namespace

Explainer::Explainer(StateGraph &graph, Outlook &outlook, Preview &preview,
                     std::vector<std::unique_ptr<Relaxation>> &relaxations, Sketches &sketches,
                     Watch &watch, Policy policy)
    : graph_(graph),
      outlook_(outlook),
      preview_(preview),
      relaxations_(relaxations),
      sketches_(sketches),
      watch_(watch),
      policy_(policy),
      reasons_(watch),
      continuations_(watch),
      plans_{0},
      bearings_(2 * graph.world().character_count) {
    if (policy.imagines == 0) return;
    const std::uint32_t doublings = std::min(policy.imagines - 1, most_doublings_of_patience);
    const Imagination::Extent extent{policy.real, first_patience << doublings, policy.imagines,
                                     policy.imagines < imagines_all, policy.focuses};
    imagination_ = std::make_unique<Imagination>(graph, outlook, preview, relaxations, watch, *this,
                                                 extent);
}

Explainer::~Explainer() = default;

const Bearing &Explainer::bearing(std::uint32_t who, std::int32_t nested) {
    std::unique_ptr<Bearing> &known = bearings_[2 * who + (nested == 0 ? 1 : 0)];
    if (!known) {
        known = std::make_unique<Bearing>(graph_.world(), who,
                                          nested == 0 ? &sketches_.gains() : nullptr);
    }
    return *known;
}

// Whether a plan can do without the act, unless it begins with it.
bool Explainer::is_needless(std::uint32_t who, std::uint32_t action, std::int32_t nested) {
    return !policy_.exact && !bearing(who, nested).matters(action);
}

bool Explainer::has_reason(StateId mind, std::uint32_t who, std::uint32_t action, Reach reach) {
    if (reach.left < 1 || outlook_.is_author_only(action)) return false;
    if (!graph_.possible(mind, EventId{action})) return false;
    const double before = outlook_.utility(mind, 1 + who);
    if (std::isnan(before)) return false;
    watch_.tick();
    reach = effective(reach);
    const std::uint32_t preview = preview_.after(mind, action);
    if (preview != Preview::none && preview_.tells_utility(1 + who) &&
        !(preview_.utility(preview, 1 + who) > before)) {
        if (reach.nested < 0) return false;
        return find_reason(mind, who, action, reach) != no_plan;
    }
    const StateId next = graph_.after(mind, EventId{action});
    if (next == no_state) return false;
    assert(preview_.agrees(preview, next));
    if (outlook_.utility(next, 1 + who) > before) return true;
    if (reach.nested < 0) return false;
    return find_reason(mind, who, action, reach) != no_plan;
}

std::vector<std::uint32_t> Explainer::reason(StateId mind, std::uint32_t who, std::uint32_t action,
                                             Reach reach) {
    if (!has_reason(mind, who, action, reach)) return {};
    const StateId next = graph_.after(mind, EventId{action});
    if (outlook_.utility(next, 1 + who) > outlook_.utility(mind, 1 + who)) return {action};
    return acts_of(find_reason(mind, who, action, effective(reach)));
}

std::vector<std::uint32_t> Explainer::shared_reason(StateId state, std::uint32_t who,
                                                    std::uint32_t action, std::uint32_t left) {
    return acts_of(find_shared(state, who, action, left));
}

bool Explainer::others_agree(StateId state, std::uint32_t owner, std::uint32_t action,
                             Reach reach) {
    if (!may_agree(state, owner, action, reach)) return false;
    const auto consenting = graph_.world().consenting_of(EventId{action});
    action = graph_.world().meant(action);
    for (const std::uint32_t other : consenting) {
        if (other == owner) continue;
        const StateId mind = graph_.believed(state, CharacterId{other});
        if (has_reason(mind, other, action, {reach.left, nested_within(owner, reach.nested)})) {
            continue;
        }
        if (owner == author || reach.nested != 1 || policy_.unshared) return false;
        if (find_shared(state, other, action, reach.left) == no_plan) return false;
    }
    return !consenting.empty();
}

// The cheap refusals: whoever thinks the act impossible blocks it, or who is too far from gaining.
bool Explainer::may_agree(StateId state, std::uint32_t owner, std::uint32_t action, Reach reach) {
    if (graph_.world().fails_knowingly(action, owner)) return false;
    action = graph_.world().meant(action);
    const std::int32_t within = nested_within(owner, reach.nested);
    const bool at_once =
        within < 0 && (owner == author || reach.nested != 1 || policy_.unshared);
    if (at_once && owner != author && !sketches_.gains().may_all_but(owner, action)) return false;
    const auto consenting = graph_.world().consenting_of(EventId{action});
    for (const std::uint32_t other : consenting) {
        if (other == owner) continue;
        const StateId mind = graph_.believed(state, CharacterId{other});
        if (!graph_.possible(mind, EventId{action})) return false;
        if (at_once) continue;
        const double before = outlook_.utility(mind, 1 + other);
        const std::uint32_t longest = std::max(reach.left, 1u) - 1;
        if (std::isnan(before) ||
            steps_after(mind, action, other, before, longest, std::max(within, 0)) > longest) {
            return false;
        }
    }
    return true;
}

std::vector<std::uint32_t> Explainer::acts_of(std::uint32_t plan) const {
    const auto first = plans_.begin() + plan + 1;
    return plan == no_plan ? std::vector<std::uint32_t>{}
                           : std::vector<std::uint32_t>(first, first + plans_[plan]);
}

std::size_t Explainer::bytes() const noexcept {
    return reasons_.bytes() + continuations_.bytes() + plans_.capacity() * sizeof(plans_[0]) +
           (imagination_ ? imagination_->bytes() : 0);
}

}  // namespace dramaturge
