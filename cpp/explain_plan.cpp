// The plan that is a reason: best first, with the parts of it that could do without the first act.
#include <algorithm>
#include <cmath>
#include <utility>

#include "explain.hpp"
#include "explain_attempt.hpp"

namespace dramaturge {

namespace {

constexpr std::int32_t shared = UINT16_MAX - 1;  // as `nested` in keys; the limits are far smaller

}  // namespace

// The plan for an act that is possible and does not help at once; reach is effective.
std::uint32_t Explainer::find_reason(StateId mind, std::uint32_t who, std::uint32_t action,
                                     Reach reach) {
    const WideKey key{std::uint64_t{mind.index} << 32 | action, packed(who, reach)};
    if (const std::uint32_t *known = reasons_.find(key)) return *known;

    if (!policy_.exact && !bearing(who, reach.nested).matters_first(action)) return no_plan;
    const double before = outlook_.utility(mind, 1 + who);
    if (steps_after(mind, action, who, before, reach.left - 1, reach.nested) >= reach.left) {
        return no_plan;
    }
    const StateId next = graph_.after(mind, EventId{action});
    if (next == no_state) return no_plan;
    std::uint32_t plan = follow_another(mind, who, action, next, reach);
    const bool imagines = imagination_ && reach.left >= std::min(long_plan, policy_.real.left);
    if (plan == no_plan && imagines) plan = imagined(mind, who, action, reach);
    if (plan == no_plan) {
        const std::uint32_t longest = imagines ? std::min(short_plan, reach.left) : reach.left;
        const std::uint32_t rest =
            continuation(next, who, before, longest - 1, {reach.left - 1, reach.nested});
        if (rest < longest) {
            Attempt attempt{.mind = mind,
                            .who = who,
                            .reach = reach,
                            .monotone = !policy_.exact || reach.nested <= 1,
                            .nodes = {},
                            .last_of_state = {},
                            .open = {}};
            attempt.begin(action, next, no_state, before, rest);
            plan = search(attempt);
        }
    }
    reasons_.put(key, plan);
    keep_rests(mind, who, plan, reach);
    return plan;
}

// The same for a shared plan (see shared_reason), possible in the mind of `who` in the state. Of the
// plans that fit but for being shared the one at hand is likely to be shared, and there is none if
// there is none of them. Else they are gone through: since shorter ones need not be shared, parts
// with the first act may now be better than the whole, and count as others.
std::uint32_t Explainer::find_shared(StateId state, std::uint32_t who, std::uint32_t action,
                                     std::uint32_t left) {
    if (left < 2 || !graph_.possible(state, EventId{action})) return no_plan;
    const StateId mind = graph_.believed(state, CharacterId{who});
    const double before = outlook_.utility(mind, 1 + who);
    if (outlook_.is_author_only(action) || std::isnan(before)) return no_plan;
    const std::uint32_t flat = find_reason(mind, who, action, {left, 0});
    if (flat == no_plan || is_shared(state, who, flat)) return flat;
    const WideKey key{std::uint64_t{state.index} << 32 | action, packed(who, {left, shared})};
    if (const std::uint32_t *known = reasons_.find(key)) return *known;

    std::uint32_t plan = no_plan;
    const StateId next = graph_.after(mind, EventId{action});
    const StateId around = shared_next(state, who, action, next);
    if (around != no_state) {
        Attempt attempt{.mind = mind,
                        .who = who,
                        .reach = {left, 0},
                        .monotone = true,
                        .nodes = {},
                        .last_of_state = {},
                        .open = {}};
        const std::uint32_t rest = continuation(next, who, before, left - 1, {left - 1, 0});
        attempt.begin(action, next, around, before, rest);
        plan = search(attempt);
    }
    reasons_.put(key, plan);
    return plan;
}

// What follows on a state in which the action also leads to `next` in the mind of `who`; no_state
// if it does not.
StateId Explainer::shared_next(StateId around, std::uint32_t who, std::uint32_t action,
                               StateId next) {
    if (!graph_.possible(around, EventId{action})) return no_state;
    const StateId reached = graph_.after(around, EventId{action});
    if (reached == no_state) return no_state;
    return graph_.believed(reached, CharacterId{who}) == next ? reached : no_state;
}

bool Explainer::is_shared(StateId around, std::uint32_t who, std::uint32_t plan) {
    StateId mind = graph_.believed(around, CharacterId{who});
    for (const std::uint32_t action : acts_of(plan)) {
        mind = graph_.after(mind, EventId{action});
        around = shared_next(around, who, action, mind);
        if (around == no_state) return false;
    }
    return true;
}

std::uint32_t Explainer::search(Attempt &attempt) {
    const auto shortest = static_cast<std::uint32_t>(attempt.open.size()) - 1;
    const std::uint32_t most = attempt.reach.left;
    const std::uint32_t longest =
        policy_.slack >= most - shortest ? most : shortest + policy_.slack;
    for (std::uint32_t total = shortest; total < attempt.open.size(); ++total) {
        while (!attempt.open[total].empty()) {
            const std::uint32_t at = attempt.open[total].back();
            attempt.open[total].pop_back();
            watch_.tick();
            for (const std::uint32_t action : outlook_.actions(attempt.nodes[at].state)) {
                auto node = extended(attempt, at, action, longest);
                if (!node) continue;
                if (outlook_.utility(node->state, 1 + attempt.who) > node->rival) {
                    return keep_plan(attempt, at, action);
                }
                if (node->length == longest || attempt.is_needless(*node)) continue;
                const std::uint32_t remaining = longest - node->length;
                const Reach later{most - node->length, attempt.reach.nested};
                const std::uint32_t rest =
                    continuation(node->state, attempt.who, node->rival, remaining, later);
                if (rest > remaining) continue;
                if (attempt.nodes.size() >= graph_.capacity()) throw NumbersExhausted();
                attempt.add(std::move(*node), node->length + rest);
            }
        }
    }
    return no_plan;
}

// The plan with one more act; nothing if it cannot be taken or surely leads nowhere.
std::optional<Explainer::Node> Explainer::extended(const Attempt &attempt, std::uint32_t at,
                                                   std::uint32_t action, std::uint32_t longest) {
    const Node &before = attempt.nodes[at];
    const std::uint32_t who = attempt.who;
    const Reach reach = attempt.reach;
    if (outlook_.is_author_only(action) || is_needless(who, action, reach.nested)) {
        return std::nullopt;
    }
    const std::uint32_t remaining = longest - before.length - 1;
    if (steps_after(before.state, action, who, before.rival, remaining, reach.nested) > remaining) {
        return std::nullopt;
    }
    if (!others_agree(before.state, who, action, {reach.left - before.length, reach.nested})) {
        return std::nullopt;
    }
    const StateId next = graph_.after(before.state, EventId{action});
    if (next == no_state) return std::nullopt;
    StateId around = before.around;
    if (around != no_state) {
        around = shared_next(around, who, action, next);
        if (around == no_state) return std::nullopt;
    }
    Node node{.state = next,
                       .around = around,
                       .parent = at,
                       .action = action,
                       .length = before.length + 1,
                       .rival = before.rival,
                       .others = before.others,
                       .same_state = Attempt::none};
    for (const Other &other : before.others) {
        watch_.tick();
        if (!graph_.possible(other.state, EventId{action})) continue;
        const StateId reached = graph_.after(other.state, EventId{action});
        if (reached == no_state) continue;
        if (!others_agree(other.state, who, action, {reach.left - other.length, reach.nested})) {
            continue;
        }
        node.others.push_back({reached, other.length + 1});
        const double utility = outlook_.utility(reached, 1 + who);
        if (utility > node.rival) node.rival = utility;
    }
    if (around != no_state) node.others.push_back({before.state, before.length});
    attempt.tidy(node.others);
    return node;
}

// The number that the plan has from now on.
std::uint32_t Explainer::keep(std::span<const std::uint32_t> acts) {
    const auto plan = static_cast<std::uint32_t>(plans_.size());
    if (plans_.size() + 1 + acts.size() > graph_.capacity()) throw NumbersExhausted();
    plans_.push_back(static_cast<std::uint32_t>(acts.size()));
    plans_.insert(plans_.end(), acts.begin(), acts.end());
    return plan;
}

std::uint32_t Explainer::keep_plan(const Attempt &attempt, std::uint32_t last,
                                   std::uint32_t action) {
    std::vector<std::uint32_t> acts{action};
    for (std::uint32_t at = last; at != Attempt::none; at = attempt.nodes[at].parent) {
        acts.push_back(attempt.nodes[at].action);
    }
    std::reverse(acts.begin(), acts.end());
    return keep(acts);
}

}  // namespace dramaturge
