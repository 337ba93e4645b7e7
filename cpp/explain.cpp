#include "explain.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dramaturge {

namespace {

constexpr std::uint32_t no_plan = 0;
constexpr std::int32_t shared = UINT16_MAX - 1;  // as `nested` in keys; the limits are far smaller

// All plans of one act are one question. Nothing else is equal: how deep minds may go matters even
// where few acts are left, as parts of a plan without its first act are judged with all of them.
Reach effective(Reach reach) {
    return reach.left < 2 || reach.nested < 0 ? Reach{1, -1} : reach;
}

std::uint64_t packed(std::uint32_t who, Reach reach) {
    return std::uint64_t{who} << 32 | std::uint64_t{reach.left} << 16 |
           static_cast<std::uint64_t>(reach.nested + 1);
}

}  // namespace

// A state that some of the acts so far, without the first, would have led to.
struct Explainer::Other {
    StateId state;
    std::uint32_t length;  // how many acts
    auto operator<=>(const Other &) const = default;
};

// A plan that begins with the act to be explained.
struct Explainer::Node {
    StateId state;
    StateId around;        // the state that shares the plan; no_state if none need
    std::uint32_t parent;
    std::uint32_t action;
    std::uint32_t length;
    double rival;               // the best utility among the others
    std::vector<Other> others;  // sorted; if shared, those with the first act, too
    std::uint32_t same_state;   // the node before this one with the same state

    // All that can follow depends on it.
    StateId place() const { return around == no_state ? state : around; }
};

// The search for one reason, best first by the length a plan would have at least.
struct Explainer::Attempt {
    static constexpr std::uint32_t none = UINT32_MAX;

    StateId mind;
    std::uint32_t who;
    Reach reach;
    // Whether fewer acts are never worse: then a state met again later is not looked at.
    bool monotone;
    std::vector<Node> nodes;
    std::unordered_map<std::uint32_t, std::uint32_t> last_of_state;
    std::vector<std::vector<std::uint32_t>> open;  // [length of the whole plan], last in first out

    // Sorts, and keeps each state once; of several lengths the least if fewer acts are no worse.
    void tidy(std::vector<Other> &others) const {
        std::sort(others.begin(), others.end());
        const auto repeated =
            std::unique(others.begin(), others.end(), [this](const Other &a, const Other &b) {
                return a.state == b.state && (monotone || a.length == b.length);
            });
        others.erase(repeated, others.end());
    }

    // Whether what can follow on the node can follow without some of its acts.
    bool is_needless(const Node &node) const {
        if (monotone) {
            // Without the first act the same state is reached sooner.
            const auto same =
                std::lower_bound(node.others.begin(), node.others.end(), Other{node.state, 0});
            if (same != node.others.end() && same->state == node.state) return true;
        }
        const auto found = last_of_state.find(node.place().index);
        std::uint32_t at = found == last_of_state.end() ? none : found->second;
        for (; at != none; at = nodes[at].same_state) {
            const Node &earlier = nodes[at];
            if (monotone ? earlier.length > node.length : earlier.length != node.length) continue;
            if (std::includes(node.others.begin(), node.others.end(), earlier.others.begin(),
                              earlier.others.end())) {
                return true;
            }
        }
        return false;
    }

    void add(Node node, std::uint32_t total) {
        const auto index = static_cast<std::uint32_t>(nodes.size());
        const auto [entry, fresh] = last_of_state.try_emplace(node.place().index, none);
        node.same_state = entry->second;
        entry->second = index;
        if (open.size() <= total) open.resize(total + 1);
        open[total].push_back(index);
        nodes.push_back(std::move(node));
    }
};

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
      plans_{0} {}

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
    if (!policy_.exact && at_once && owner != author &&
        !sketches_.gains().may_all_but(owner, action)) {
        return false;
    }
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

// The plan for an act that is possible and does not help at once; reach is effective.
std::uint32_t Explainer::find_reason(StateId mind, std::uint32_t who, std::uint32_t action,
                                     Reach reach) {
    const WideKey key{std::uint64_t{mind.index} << 32 | action, packed(who, reach)};
    if (const std::uint32_t *known = reasons_.find(key)) return *known;

    const double before = outlook_.utility(mind, 1 + who);
    if (steps_after(mind, action, who, before, reach.left - 1, reach.nested) >= reach.left) {
        return no_plan;
    }
    const StateId next = graph_.after(mind, EventId{action});
    if (next == no_state) return no_plan;
    Attempt attempt{.mind = mind,
                    .who = who,
                    .reach = reach,
                    .monotone = !policy_.exact || reach.nested <= 1,
                    .nodes = {},
                    .last_of_state = {},
                    .open = {}};
    std::uint32_t plan = no_plan;
    const std::uint32_t rest = continuation(next, who, before, reach.left - 1,
                                            {reach.left - 1, reach.nested});
    if (rest < reach.left) {
        attempt.reach.left = reach.left;
        attempt.add({.state = next,
                     .around = no_state,
                     .parent = Attempt::none,
                     .action = action,
                     .length = 1,
                     .rival = before,
                     .others = {{mind, 0}},
                     .same_state = Attempt::none},
                    1 + rest);
        plan = search(attempt);
    }
    reasons_.put(key, plan);
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
        attempt.add({.state = next,
                     .around = around,
                     .parent = Attempt::none,
                     .action = action,
                     .length = 1,
                     .rival = before,
                     .others = {{mind, 0}},
                     .same_state = Attempt::none},
                    1 + rest);
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
            const auto listed = outlook_.actions(attempt.nodes[at].state);
            const std::vector<std::uint32_t> actions(listed.begin(), listed.end());
            for (const std::uint32_t action : actions) {
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
                if (rest <= remaining) attempt.add(std::move(*node), node->length + rest);
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
    if (outlook_.is_author_only(action)) return std::nullopt;
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

// The fewest acts that the others would join in from the state to a utility above `above`, whether
// or not all are needed; a lower bound more than `longest` if there are none so short. reach: of
// the next act.
std::uint32_t Explainer::continuation(StateId state, std::uint32_t who, double above,
                                      std::uint32_t longest, Reach reach) {
    if (outlook_.utility(state, 1 + who) > above) return 0;
    if (longest == 0) return 1;
    if (reach.left == 1) reach.nested = 0;  // the others must gain at once, too
    const std::uint32_t hoped = std::max(1u, relaxations_[1 + who]->steps(state, above));
    if (hoped > longest) return hoped;
    // Where the others must gain at once, how many acts are left makes no difference to them.
    const Reach distinct{reach.nested == 0 ? 0 : reach.left, reach.nested};
    const WideKey key{std::uint64_t{state.index} << 32 | threshold(above), packed(who, distinct)};
    std::uint32_t known = hoped;
    if (const std::uint32_t *stored = continuations_.find(key)) {
        if ((*stored & 1) != 0 || (*stored >> 1) > longest) return *stored >> 1;
        known = std::max(known, *stored >> 1);
    }
    Sketch &sketch = sketches_.of(who, reach.nested == 0);
    known = std::max(known, sketch.steps(preview_.of(state), above, longest));
    if (known > longest) return known;
    // Those who gain at once agree in minds of any depth.
    if (reach.nested > 0 && continuation(state, who, above, known, {reach.left, 0}) <= known) {
        continuations_.put(key, known << 1 | 1u);
        return known;
    }
    const std::uint32_t length = deepen(state, who, above, known, longest, reach);
    continuations_.put(key, length << 1 | (length <= longest ? 1u : 0u));
    return length;
}

// As above, for a state in which it is known that fewer than `known` >= 1 acts do not suffice.
std::uint32_t Explainer::deepen(StateId state, std::uint32_t who, double above,
                                std::uint32_t known, std::uint32_t longest, Reach reach) {
    struct Child {
        StateId state;  // made when first looked at
        std::uint32_t action;
        std::uint32_t hoped;
        bool agreed;
    };
    watch_.tick();
    const bool at_once = reach.nested == 0;  // others' reasons are cheap, so they are asked first
    const auto listed = outlook_.actions(state);
    const std::vector<std::uint32_t> actions(listed.begin(), listed.end());
    std::vector<Child> children;
    std::uint32_t beyond = Relaxation::never;  // what children that are too far leave possible
    for (const std::uint32_t action : actions) {
        if (outlook_.is_author_only(action)) continue;
        if (at_once && !others_agree(state, who, action, reach)) continue;
        if (!at_once && !may_agree(state, who, action, reach)) continue;
        watch_.tick();
        const std::uint32_t hoped =
            steps_after(state, action, who, above, longest - 1, reach.nested);
        if (hoped >= longest) {
            beyond = std::min(beyond, hoped + 1);
            continue;
        }
        children.push_back({no_state, action, hoped, at_once});
    }
    std::stable_sort(children.begin(), children.end(),
                     [](const Child &a, const Child &b) { return a.hoped < b.hoped; });
    const Reach later{reach.left - 1, reach.nested};
    std::uint32_t length = known;
    while (length <= longest) {
        std::uint32_t next_length = beyond;
        for (Child &child : children) {
            if (child.hoped < length && child.state == no_state) {
                child.state = graph_.after(state, EventId{child.action});
                if (child.state == no_state) child.hoped = Relaxation::never;
                assert(child.state == no_state ||
                       preview_.agrees(preview_.after(state, child.action), child.state));
            }
            if (child.hoped < length) {
                child.hoped = std::max(
                    child.hoped, continuation(child.state, who, above, length - 1, later));
            }
            if (child.hoped < length && !child.agreed) {
                child.agreed = others_agree(state, who, child.action, reach);
                if (!child.agreed) child.hoped = Relaxation::never;
            }
            if (child.hoped < length) return length;
            next_length = std::min(next_length, child.hoped + 1);
        }
        length = std::max(length + 1, next_length);
    }
    return std::min(length, Relaxation::never);
}

// At least so many acts are needed from the state after the action, which must be possible; if
// there is no such state, anything. More than `longest` may be said without looking further.
std::uint32_t Explainer::steps_after(StateId state, std::uint32_t action, std::uint32_t who,
                                     double above, std::uint32_t longest, std::int32_t nested) {
    Relaxation &relaxation = *relaxations_[1 + who];
    const std::uint32_t preview = preview_.after(state, action);
    if (preview != Preview::none) {
        const std::uint32_t hoped = relaxation.steps(preview_, preview, above);
        if (hoped > longest) return hoped;
        if (policy_.exact) return hoped;
        return std::max(hoped, sketches_.of(who, nested == 0).steps(preview, above, longest));
    }
    const StateId next = graph_.after(state, EventId{action});
    return next == no_state ? Relaxation::never : relaxation.steps(next, above);
}

std::uint32_t Explainer::threshold(double above) {
    return thresholds_.try_emplace(above, static_cast<std::uint32_t>(thresholds_.size()))
        .first->second;
}

std::uint32_t Explainer::keep_plan(const Attempt &attempt, std::uint32_t last,
                                   std::uint32_t action) {
    const auto plan = static_cast<std::uint32_t>(plans_.size());
    const std::uint32_t length = attempt.nodes[last].length + 1;
    plans_.push_back(length);
    plans_.resize(plans_.size() + length);
    plans_.back() = action;
    for (std::uint32_t at = last, i = plan + length - 1; at != Attempt::none;
         at = attempt.nodes[at].parent, --i) {
        plans_[i] = attempt.nodes[at].action;
    }
    return plan;
}

std::vector<std::uint32_t> Explainer::acts_of(std::uint32_t plan) const {
    const auto first = plans_.begin() + plan + 1;
    return plan == no_plan ? std::vector<std::uint32_t>{}
                           : std::vector<std::uint32_t>(first, first + plans_[plan]);
}

std::size_t Explainer::bytes() const noexcept {
    return reasons_.bytes() + continuations_.bytes() + plans_.capacity() * sizeof(plans_[0]);
}

}  // namespace dramaturge
