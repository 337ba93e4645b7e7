#include "planner.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dramaturge {

namespace {

constexpr std::uint32_t any_slack = UINT32_MAX;
constexpr std::uint32_t novelty_weight = 10;

// From hopeful to certain. The constants are not tuned to a digit: stories are found with a
// penalty of 5 as well, later.
constexpr Round rounds[] = {
    // Few real states, and only the shortest plans in minds: finds most stories at once.
    {.name = "novel", .novelty = true, .slack = 0, .penalty = 20, .complete = false},
    // All real states; still only the shortest plans.
    {.name = "direct", .novelty = false, .slack = 0, .penalty = 20, .complete = false},
    // The definition. Ends with a shortest story, or with the proof that there is none.
    {.name = "complete", .novelty = false, .slack = any_slack, .penalty = 0, .complete = true},
};

// Estimates look no further ahead than this; beyond, they only say "further".
constexpr std::uint32_t longest_estimate = 32;

// Ticks spent on refuting that anything could be left out of a story and of the plans behind it.
constexpr std::uint64_t proof_effort = 100'000;

// Ticks spent on proving one step of a story that an incomplete round found.
constexpr std::uint64_t step_effort = 2'000'000;

}  // namespace

Planner::Planner(StateGraph &graph, PlannerLimits limits,
                 std::function<bool(const Progress &)> report)
    : graph_(graph),
      limits_(limits),
      report_(std::move(report)),
      watch_(
          limits.resources, [this] { return graph_.size(); }, [this] { return bytes(); },
          [this] { return report_(progress()); }),
      outlook_(graph, watch_),
      preview_(graph) {
    start_ = outlook_.utility(graph.initial(), 0);
    best_ = start_;
    for (std::uint32_t agent = 0; agent < graph.world().utilities.size(); ++agent) {
        const std::uint32_t limit = agent == 0 ? limits.author : limits.character;
        relaxations_.push_back(
            std::make_unique<Relaxation>(graph, agent, std::min(limit, longest_estimate)));
    }
    quick_ = std::make_unique<Explainer>(graph, outlook_, preview_, relaxations_, watch_,
                                         Explainer::Policy{.slack = 0, .exact = false});
    exact_ = std::make_unique<Explainer>(graph, outlook_, preview_, relaxations_, watch_,
                                         Explainer::Policy{.slack = any_slack, .exact = true});
}

Outcome Planner::run(double goal, bool shortest) {
    Outcome outcome = Outcome::none;
    // An unknown start cannot be improved on.
    if (std::isnan(start_)) return outcome;
    above_ = std::max(start_, std::nextafter(goal, -std::numeric_limits<double>::infinity()));
    try {
        for (const Round &round : rounds) {
            if (shortest && !round.complete) continue;
            if (search(round)) return Outcome::found;
        }
    } catch (const Stopped &stopped) {
        stop_ = stopped.reason;
        outcome = stopped.reason == Stop::cancelled ? Outcome::cancelled : Outcome::limit;
    }
    keep_best();
    return outcome;
}

// Of what was found below the goal; in a moment or not at all.
void Planner::keep_best() {
    constexpr double moment = 1.0;
    if (best_acts_.empty()) return;
    watch_.grant(moment);
    try {
        settle(best_acts_);
    } catch (const Stopped &) {
        story_.clear();
    }
}

std::optional<std::vector<Reason>> Planner::reasons(StateId state, std::uint32_t action) {
    if (!graph_.possible(state, EventId{action})) return std::nullopt;
    if (graph_.after(state, EventId{action}) == no_state) return std::nullopt;
    watch_.grant(std::numeric_limits<double>::infinity());
    Prover prover(graph_, outlook_, *quick_, *exact_, watch_, UINT64_MAX >> 1);
    return prover.agreement(state, author, action, reach());
}

Progress Planner::progress() const {
    return {round_, depth_, graph_.size(), expanded_, best_, watch_.bytes(), watch_.seconds()};
}

// Repeats the round until what it finds stands; each repetition knows one more thing that misled.
bool Planner::search(const Round &round) {
    round_ = round.name;
    refuted_.clear();
    explainer_ = round.complete ? exact_.get() : quick_.get();
    for (;;) {
        const std::size_t known = refuted_.size();
        if (explore(round)) return true;
        if (refuted_.size() == known) return false;
    }
}

// True if a story was found and proved. False and something new in refuted_ if one was found that
// does not stand; false alone if there is none.
bool Planner::explore(const Round &round) {
    visits_.clear();
    open_.clear();
    next_key_ = 0;
    novelty_ = round.novelty ? std::make_unique<Novelty>(graph_, outlook_, watch_) : nullptr;
    const StateId initial = graph_.initial();
    visits_[initial.index] = {0, no_state, 0};
    if (novelty_) novelty_->mark(initial);
    expand(initial, 0);
    for (; next_key_ < open_.size(); ++next_key_) {
        while (!open_[next_key_].empty()) {
            Step step = open_[next_key_].back();
            open_[next_key_].pop_back();
            watch_.tick();
            const Visit &from = visits_.at(step.from.index);
            if (from.depth + 1 != step.depth) continue;  // reached sooner since, and queued again
            const auto known = visits_.find(step.to.index);
            if (known != visits_.end() && known->second.depth <= step.depth) continue;
            const bool content = outlook_.utility(step.to, 0) > above_;
            if (novelty_ && !content && novelty_->measure(step.to, step.from) == Novelty::none) {
                continue;
            }
            const Answer answer = is_explained(step);
            if (answer == Answer::later) {
                step.nested = deeper(step.nested, reach().nested);
                step.key += round.penalty;
                enqueue(step);
            }
            if (answer != Answer::yes) continue;
            visits_[step.to.index] = {step.depth, step.from, step.action};
            depth_ = std::max(depth_, step.depth);
            if (content) return settle(path_to(step.to));
            if (outlook_.utility(step.to, 0) > best_) {
                best_ = outlook_.utility(step.to, 0);
                best_acts_ = path_to(step.to);
            }
            if (novelty_) novelty_->mark(step.to);
            expand(step.to, step.depth);
        }
    }
    return false;
}

void Planner::expand(StateId state, std::uint32_t depth) {
    ++expanded_;
    const auto listed = outlook_.actions(state);
    const std::vector<std::uint32_t> actions(listed.begin(), listed.end());
    for (const std::uint32_t action : actions) {
        watch_.tick();
        const std::uint32_t preview = preview_.after(state, action);
        if (preview != Preview::none &&
            depth + 1 + relaxations_[0]->steps(preview_, preview, above_) > limits_.author) {
            continue;
        }
        const StateId to = graph_.after(state, EventId{action});
        if (to == no_state) continue;
        assert(preview_.agrees(preview, to));
        const std::uint32_t hoped = relaxations_[0]->steps(to, above_);
        if (depth + 1 + hoped > limits_.author) continue;
        const auto known = visits_.find(to.index);
        if (known != visits_.end() && known->second.depth <= depth + 1) continue;
        std::uint32_t key = depth + 1 + hoped;
        if (novelty_) key += novelty_weight * novelty_->measure(to, state);
        enqueue({state, to, action, depth + 1, key, std::min(0, reach().nested)});
    }
}

void Planner::enqueue(const Step &step) {
    if (open_.size() <= step.key) open_.resize(step.key + 1);
    open_[step.key].push_back(step);
    next_key_ = std::min<std::size_t>(next_key_, step.key);
}

Planner::Answer Planner::is_explained(const Step &step) {
    if (outlook_.is_author_only(step.action)) return Answer::yes;
    if (refuted_.contains(std::uint64_t{step.from.index} << 32 | step.action)) return Answer::no;
    const Reach shallow{limits_.character, step.nested};
    if (explainer_->others_agree(step.from, author, step.action, shallow)) return Answer::yes;
    return step.nested < reach().nested ? Answer::later : Answer::no;
}

std::vector<std::uint32_t> Planner::path_to(StateId state) const {
    std::vector<std::uint32_t> acts;
    while (state != graph_.initial()) {
        const Visit &visit = visits_.at(state.index);
        acts.push_back(visit.action);
        state = visit.from;
    }
    std::reverse(acts.begin(), acts.end());
    return acts;
}

std::vector<StateId> Planner::along(const std::vector<std::uint32_t> &acts) {
    std::vector<StateId> states{graph_.initial()};
    for (const std::uint32_t act : acts) {
        states.push_back(graph_.after(states.back(), EventId{act}));
    }
    return states;
}

Reach Planner::reach() const {
    return Reach::real(limits_.character, limits_.epistemic);
}

// Makes the story minimal and proves it; otherwise notes which step has no reason.
bool Planner::settle(std::vector<std::uint32_t> acts) {
    Prover prover(graph_, outlook_, *quick_, *exact_, watch_, proof_effort);
    std::vector<Deed> story;
    do {
        story.clear();
        const std::vector<StateId> states = along(acts);
        for (std::size_t i = 0; i < acts.size(); ++i) {
            auto reasons = prove_step(prover, states[i], acts[i]);
            if (!reasons) {
                refuted_.insert(std::uint64_t{states[i].index} << 32 | acts[i]);
                return false;
            }
            story.push_back({acts[i], std::move(*reasons)});
        }
    } while (shorten(prover, acts));
    undecided_ = prover.undecided();
    story_ = std::move(story);
    utility_ = outlook_.utility(along(acts).back(), 0);
    return true;
}

std::optional<std::vector<Reason>> Planner::prove_step(Prover &prover, StateId state,
                                                       std::uint32_t act) {
    const bool certain = explainer_ == exact_.get();
    const std::uint64_t limit = watch_.restrict(certain ? UINT64_MAX : step_effort);
    std::optional<std::vector<Reason>> reasons;
    try {
        reasons = prover.agreement(state, author, act, reach());
    } catch (const TooDear &) {
        // Another story may be easier to prove, and the complete round will look at it again.
    }
    watch_.restore(limit);
    return reasons;
}

// Replaces the acts by fewer that are explained and as good; false if there are none.
bool Planner::shorten(Prover &prover, std::vector<std::uint32_t> &acts) {
    const std::vector<StateId> states = along(acts);
    const double gain = outlook_.utility(states.back(), 0);
    for (std::size_t i = 0; i < acts.size(); ++i) {
        const auto tail = std::span<const std::uint32_t>(acts).subspan(i);
        auto fewer = prover.shorter(states[i], author, tail, gain, reach(), false);
        if (!fewer) continue;
        acts.resize(i);
        acts.insert(acts.end(), fewer->begin(), fewer->end());
        return true;
    }
    return false;
}

std::size_t Planner::bytes() const {
    std::size_t sum = graph_.bytes() + outlook_.bytes() + preview_.bytes() + visits_.size() * 48;
    for (const auto &relaxation : relaxations_) sum += relaxation->bytes();
    if (quick_) sum += quick_->bytes();
    if (exact_) sum += exact_->bytes();
    if (novelty_) sum += novelty_->bytes();
    for (const auto &steps : open_) sum += steps.capacity() * sizeof(Step);
    return sum;
}

}  // namespace dramaturge
