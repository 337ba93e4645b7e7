#include "best_first.hpp"

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

namespace dramaturge {

namespace {

constexpr std::uint32_t novelty_weight = 10;

// What answers are dear, and which steps are better left to later, turns out as one goes: an answer
// that takes more ticks than its tier allows is broken off, and the step goes on to the next.
constexpr std::uint64_t first_effort = 300;
constexpr std::uint32_t effort_growth = 3;  // doublings from tier to tier
constexpr std::uint32_t most_doublings = 24;

// Where steps to states without anything new begin, and those of people whom nobody seems to need.
constexpr std::uint32_t stale_tier = 2;
constexpr std::uint32_t unneeded_tier = 2;

// What a waypoint that is left counts as, in acts.
constexpr std::uint32_t waypoint_weight = 2;

std::uint64_t effort(std::uint32_t tier) {
    return first_effort << std::min(most_doublings, effort_growth * tier);
}

}  // namespace

BestFirst::BestFirst(const Means &means, const Round &round, Explainer &explainer,
                       const Aims &aims)
    : means_(means), round_(round), explainer_(explainer), aims_(aims) {
    best_utility_ = means_.outlook.utility(aims.start, agent());
    visits_[aims.start.index] = {0, {no_state, 0}};
    if (round.novelty) {
        novelty_ = std::make_unique<Novelty>(means_.graph, means_.outlook, relaxation(),
                                             agent(), aims.above, means_.watch);
        novelty_->mark(aims.start);
    }
}

std::optional<StateId> BestFirst::next() {
    if (expanded_ == 0) begin();
    while (Tier *tier = next_tier()) {
        if (expanded_ >= aims_.patience) return std::nullopt;
        bound_ = std::max(bound_, static_cast<std::uint32_t>(tier->next_key));
        const Step step = taken(tier->open[tier->next_key]);
        --tier->queued;
        content_.reset();
        const std::uint64_t begun = means_.watch.ticks();
        try {
            try_step(step);
        } catch (const TooDear &) {
            // Whoever asked may ask again.
            tiers_[step.tier].spent += means_.watch.ticks() - begun;
            enqueue(step);
            throw;
        }
        tiers_[step.tier].spent += means_.watch.ticks() - begun;
        if (content_) return content_;
    }
    bound_ = std::max(bound_, aims_.longest + 1);
    return std::nullopt;
}

void BestFirst::begin() {
    if (aims_.focuses && !guide_) {
        guide_ = std::make_unique<Guide>(means_.graph, means_.outlook, means_.relaxations,
                                         means_.watch, aims_.start, aims_.owner, aims_.above,
                                         aims_.has_way);
        visits_.at(aims_.start.index).passed = guide_->shown(aims_.start);
    }
    expand(aims_.start, 0);
}

// Waypoints that are passed on the way to a state and one step further.
std::uint64_t BestFirst::passed(StateId from, StateId to) const {
    return guide_ ? visits_.at(from.index).passed | guide_->shown(to) : 0;
}

// The one whose turn it is, with its least key; null if nothing is left. Each may spend half as
// much as the one before it, so no question that is dear can keep the others waiting.
BestFirst::Tier *BestFirst::next_tier() {
    Tier *chosen = nullptr;
    std::uint64_t least = 0;
    for (std::uint32_t at = 0; at < tiers_.size(); ++at) {
        Tier &tier = tiers_[at];
        const std::uint64_t due = (tier.spent + effort(at)) << std::min(at, most_doublings);
        if (tier.queued == 0 || (chosen != nullptr && least <= due)) continue;
        chosen = &tier;
        least = due;
    }
    if (chosen != nullptr) {
        while (chosen->open[chosen->next_key].is_empty()) ++chosen->next_key;
    }
    return chosen;
}

BestFirst::Step BestFirst::taken(List &list) const {
    if (!aims_.in_turn) {
        const Step step = list.steps.back();
        list.steps.pop_back();
        return step;
    }
    const Step step = list.steps[list.first++];
    if (list.is_empty()) list = {};
    return step;
}

void BestFirst::try_step(Step step) {
    means_.watch.tick();
    const Visit &from = visits_.at(step.from.index);
    if (from.depth + 1 != step.depth) return;  // reached sooner since, and queued again
    // The limit may have been lowered since.
    if (step.depth + relaxation().steps(step.to, aims_.above) > aims_.longest) return;
    const auto known = visits_.find(step.to.index);
    const bool is_new = known == visits_.end() || known->second.depth > step.depth;
    if (!is_new && !aims_.all_ways) return;
    const bool content = means_.outlook.utility(step.to, agent()) > aims_.above;
    if (is_new && novelty_ && !content && step.tier < stale_tier &&
        novelty_->measure(step.to, step.from) == Novelty::none) {
        if (aims_.only_new) return;
        step.tier = stale_tier;
        enqueue(step);
        return;
    }
    const Answer answer = round_.exact ? is_explained(step) : is_explained_cheaply(step);
    if (answer == Answer::deeper || answer == Answer::dear) {
        put_back(step, answer == Answer::dear);
    }
    if (answer != Answer::yes) return;
    if (aims_.all_ways && known != visits_.end()) {
        others_[step.to.index].push_back(is_new ? known->second.way : Way{step.from, step.action});
        ++other_ways_;
    }
    if (!is_new) return;
    const bool met_before = known != visits_.end();
    const Visit earlier = met_before ? known->second : Visit{};
    visits_[step.to.index] = {
        step.depth, {step.from, step.action}, passed(step.from, step.to)};
    depth_ = std::max(depth_, step.depth);
    const double utility = means_.outlook.utility(step.to, agent());
    if (utility > best_utility_) {
        best_utility_ = utility;
        best_ = step.to;
    }
    if (content) {
        if (!met_before || !aims_.all_ways) content_ = step.to;
        return;
    }
    if (novelty_) novelty_->mark(step.to);
    try {
        expand(step.to, step.depth);
    } catch (const TooDear &) {
        if (met_before) visits_[step.to.index] = earlier;
        else visits_.erase(step.to.index);
        throw;
    }
}

void BestFirst::put_back(Step step, bool is_dear) {
    if (!is_dear) step.nested = deeper(step.nested, aims_.reach.nested);
    if (!round_.exact) ++step.tier;
    enqueue(step);
}

void BestFirst::expand(StateId state, std::uint32_t depth) {
    // All of them or none, as this may be broken off.
    std::vector<Step> steps;
    for (const std::uint32_t action : means_.outlook.actions(state)) {
        if (aims_.owner != author && explainer_.is_no_part(aims_.owner, action, aims_.reach.nested)) {
            continue;
        }
        means_.watch.tick();
        const std::uint32_t preview = means_.preview.after(state, action);
        if (preview != Preview::none &&
            depth + 1 + relaxation().steps(means_.preview, preview, aims_.above) >
                aims_.longest) {
            continue;
        }
        const StateId to = means_.graph.after(state, EventId{action});
        if (to == no_state) continue;
        assert(means_.preview.agrees(preview, to));
        const std::uint32_t hoped = relaxation().steps(to, aims_.above);
        if (depth + 1 + hoped > aims_.longest) continue;
        if (!aims_.all_ways && is_too_late(to, depth + 1)) continue;
        std::uint32_t key = depth + 1 + hoped;
        // What is hoped for is less than what it takes.
        const std::uint32_t left = guide_ ? guide_->left(passed(state, to)) : 0;
        if (novelty_) {
            key += std::max(hoped, waypoint_weight * left);
            key += novelty_weight * novelty_->measure(to, state);
        }
        const std::uint32_t tier = guide_ && !guide_->needs(action) ? unneeded_tier : 0;
        steps.push_back({state, to, action, depth + 1, key, std::min(0, aims_.reach.nested), tier});
    }
    for (const Step &step : steps) enqueue(step);
    ++expanded_;
}

bool BestFirst::is_too_late(StateId state, std::uint32_t depth) const {
    const auto known = visits_.find(state.index);
    return known != visits_.end() && known->second.depth <= depth;
}

void BestFirst::enqueue(const Step &step) {
    if (tiers_.size() <= step.tier) tiers_.resize(step.tier + 1);
    Tier &tier = tiers_[step.tier];
    if (tier.open.size() <= step.key) tier.open.resize(step.key + 1);
    std::vector<Step> &steps = tier.open[step.key].steps;
    means_.watch.make_room(steps, steps.size() + 1);
    steps.push_back(step);
    ++tier.queued;
    tier.next_key = std::min<std::size_t>(tier.next_key, step.key);
}

BestFirst::Answer BestFirst::is_explained_cheaply(const Step &step) {
    const std::uint64_t before = means_.watch.restrict(effort(step.tier));
    const std::uint64_t allowed = explainer_.allow(effort(step.tier));
    const auto restore = [&] {
        means_.watch.restore(before);
        explainer_.allow(allowed);
    };
    Answer answer = Answer::dear;
    try {
        answer = is_explained(step);
        restore();
    } catch (const TooDear &) {
        restore();
        if (means_.watch.is_too_dear()) throw;
    } catch (...) {
        restore();
        throw;
    }
    return answer;
}

BestFirst::Answer BestFirst::is_explained(const Step &step) {
    if (aims_.owner != author) {
        const Reach reach{aims_.reach.left - (step.depth - 1), aims_.reach.nested};
        return explainer_.others_agree(step.from, aims_.owner, step.action, reach) ? Answer::yes
                                                                                   : Answer::no;
    }
    if (means_.outlook.is_author_only(step.action)) return Answer::yes;
    if (means_.refuted.contains(step_key(step.from, step.action))) return Answer::no;
    // Who has begun with a plan is not asked for shallower ones first.
    Reach shallow{aims_.reach.left, step.nested};
    shallow.nested =
        explainer_.nested_in_begun(step.from, step.action, shallow, aims_.reach.nested);
    if (explainer_.others_agree(step.from, author, step.action, shallow)) return Answer::yes;
    return step.nested < aims_.reach.nested ? Answer::deeper : Answer::no;
}

std::vector<std::uint32_t> BestFirst::path_to(StateId state) const {
    std::vector<std::uint32_t> acts;
    while (state != aims_.start) {
        const Way &way = visits_.at(state.index).way;
        acts.push_back(way.action);
        state = way.from;
    }
    std::reverse(acts.begin(), acts.end());
    return acts;
}

bool BestFirst::further_paths(StateId end, std::size_t most,
                               std::vector<std::vector<std::uint32_t>> &found) {
    // Backwards from the end, breadth first. Two ways from a state to the end with the same acts
    // make the same stories, so one of them is followed.
    constexpr std::size_t most_tails = 100'000;
    struct Tail {
        StateId state;
        std::vector<std::uint32_t> acts;  // in order, from the state to the end
    };
    std::vector<Tail> tails{{end, {}}};
    std::set<std::pair<std::uint32_t, std::vector<std::uint32_t>>> known;
    std::size_t count = 0;
    for (std::size_t at = 0; at < tails.size(); ++at) {
        means_.watch.tick();
        const Tail tail = tails[at];
        const Visit &visit = visits_.at(tail.state.index);
        if (tail.state == aims_.start) {
            if (count++ == most) return false;
            found.push_back(tail.acts);
            continue;  // what comes back to the beginning did nothing
        }
        const auto extend = [&](const Way &way) {
            std::vector<std::uint32_t> acts{way.action};
            acts.insert(acts.end(), tail.acts.begin(), tail.acts.end());
            if (acts.size() + visits_.at(way.from.index).depth > aims_.longest) return;
            std::vector<std::uint32_t> sorted = acts;
            std::sort(sorted.begin(), sorted.end());
            if (known.emplace(way.from.index, std::move(sorted)).second) {
                tails.push_back({way.from, std::move(acts)});
            }
        };
        if (tails.size() > most_tails) return false;
        extend(visit.way);
        const auto others = others_.find(tail.state.index);
        if (others == others_.end()) continue;
        for (const Way &way : others->second) extend(way);
    }
    return true;
}

std::size_t BestFirst::bytes() const noexcept {
    std::size_t sum = visits_.size() * 48 + other_ways_ * sizeof(Way) + others_.size() * 64;
    if (novelty_) sum += novelty_->bytes();
    if (guide_) sum += sizeof(Guide) + guide_->bytes();
    for (const Tier &tier : tiers_) sum += tier.queued * sizeof(Step);
    return sum;
}

}  // namespace dramaturge
