// What quick answers suppose of plans that are too long to be looked for: that others will do what is
// needed once they are told, and that who has begun with a plan goes on with it.
#include <algorithm>

#include "explain.hpp"
#include "explain_attempt.hpp"
#include "imagine.hpp"

namespace dramaturge {

namespace {

// Whether the action sets what the character believes, more than that they see it.
bool tells(const GroundWorld &world, std::uint32_t action, std::uint32_t character) {
    const auto effects = world.effects_of(EventId{action});
    return std::any_of(effects.begin(), effects.end(), [&](const Effect &effect) {
        const auto chain = world.chain(effect.chain);
        return !chain.empty() && chain.front() == character;
    });
}

}  // namespace

// Whoever has begun with a plan goes on with it: what is left is a reason for its next act, if all
// goes as they think. Nothing in it is needless (the whole would be, too), but for the more acts that
// everybody has left, which may matter; so this is for quick answers.
void Explainer::keep_rests(StateId mind, std::uint32_t who, std::uint32_t plan, Reach reach) {
    if (!policy_.commits || plan == no_plan) return;
    const std::vector<std::uint32_t> acts = acts_of(plan);
    for (std::size_t at = 1; at + 1 < acts.size(); ++at) {
        mind = graph_.after(mind, EventId{acts[at - 1]});
        if (mind == no_state) return;
        if (!graph_.world().needs_consent_of(EventId{acts[at]}, who)) continue;
        const WideKey key{std::uint64_t{mind.index} << 32 | acts[at], packed(who, reach)};
        const std::uint32_t *known = reasons_.find(key);
        if (known != nullptr && *known != no_plan) return;  // with all that is left of it
        reasons_.put(key, keep(std::span(acts).subspan(at)));
    }
}

std::int32_t Explainer::nested_in_begun(StateId state, std::uint32_t action, Reach reach,
                                        std::int32_t deepest) {
    if (!policy_.commits) return reach.nested;
    const std::uint32_t meant = graph_.world().meant(action);
    for (std::int32_t nested = reach.nested;; nested = deeper(nested, deepest)) {
        for (const std::uint32_t who : graph_.world().consenting_of(EventId{action})) {
            const StateId mind = graph_.believed(state, CharacterId{who});
            const WideKey key{std::uint64_t{mind.index} << 32 | meant,
                              packed(who, {reach.left, nested})};
            const std::uint32_t *known = reasons_.find(key);
            if (known != nullptr && *known != no_plan) return nested;
        }
        if (nested >= deepest) return reach.nested;
    }
}

// A guess: the act tells somebody something, who will then do for reasons of their own all that is
// needed. Such plans are long, and among all that `who` might do meanwhile hardly found.
std::uint32_t Explainer::follow_another(StateId mind, std::uint32_t who, std::uint32_t action,
                                        StateId next, Reach reach) {
    if (policy_.exact || reach.left < long_plan || reach.nested < 1) return no_plan;
    if (reach.nested == 1 && policy_.unshared) return no_plan;
    const double before = outlook_.utility(mind, 1 + who);
    std::vector<std::uint32_t> best;
    std::uint32_t left = reach.left - 1;  // fewer than in the best
    for (std::uint32_t leader = 0; leader < graph_.world().character_count; ++leader) {
        if (leader == who || !tells(graph_.world(), action, leader)) continue;
        const StateId leading = graph_.believed(next, CharacterId{leader});
        if (leading == graph_.believed(mind, CharacterId{leader})) continue;
        for (const std::uint32_t first : outlook_.actions(leading)) {
            if (!graph_.world().needs_consent_of(EventId{first}, leader)) continue;
            std::vector<std::uint32_t> acts = reason(leading, leader, first, {left, 0});
            const std::size_t count = followed(next, who, leader, acts, before, left);
            if (count == 0 || followed(mind, who, leader, acts, before, left) != 0) continue;
            acts.resize(count);
            best = acts;
            left = static_cast<std::uint32_t>(count) - 1;
        }
    }
    if (best.empty()) return no_plan;
    best.insert(best.begin(), action);
    return keep(best);
}

// Of the plans that the character comes upon, one that begins with the act.
std::uint32_t Explainer::imagined(StateId mind, std::uint32_t who, std::uint32_t action,
                                  Reach reach) {
    for (const auto &acts : imagination_->plans(mind, who, reach.nested, allowed_)) {
        if (acts.size() <= reach.left && acts.front() == action) return keep(acts);
    }
    return no_plan;
}

// How many of the acts it takes until `who`, in whose mind the state is, gains; 0 if they do not
// lead there, or if others than `who` would not do them for plans like the leader's.
std::size_t Explainer::followed(StateId state, std::uint32_t who, std::uint32_t leader,
                                std::span<const std::uint32_t> acts, double above,
                                std::uint32_t left) {
    for (std::size_t count = 0; count < acts.size(); ++count) {
        const std::uint32_t act = acts[count];
        watch_.tick();
        if (!graph_.possible(state, EventId{act})) return 0;
        for (const std::uint32_t other : graph_.world().consenting_of(EventId{act})) {
            if (other == who) continue;
            const StateId mind = graph_.believed(state, CharacterId{other});
            const Reach flat{left - static_cast<std::uint32_t>(count), other == leader ? 0 : -1};
            if (!has_reason(mind, other, act, flat)) return 0;
        }
        state = graph_.after(state, EventId{act});
        if (state == no_state) return 0;
        if (outlook_.utility(state, 1 + who) > above) return count + 1;
    }
    return 0;
}

}  // namespace dramaturge
