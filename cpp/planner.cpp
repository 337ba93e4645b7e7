#include "planner.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <new>

#include "shortcuts.hpp"

namespace dramaturge {

namespace {

// Estimates look no further ahead than this; beyond, they only say "further".
constexpr std::uint32_t longest_estimate = 32;

// Ticks spent on proving one step of a story that an incomplete round found.
constexpr std::uint64_t step_effort = 2'000'000;

// Ticks spent on looking for a shorter story that is like the one found.
constexpr std::uint64_t shortcut_effort = 40'000;

// After a stop, the seconds that may go into proving the best so far.
constexpr double moment = 0.08;
// The same where the time is not over and nobody waits.
constexpr double long_moment = 1.0;

// So many stories are looked for, of which those that differ most are chosen.
constexpr std::size_t choice = 4;

}  // namespace

Planner::Planner(StateGraph &graph, PlannerLimits limits, const std::vector<std::uint32_t> &order,
                 std::function<bool(const Progress &)> report)
    : graph_(graph),
      limits_(limits),
      report_(std::move(report)),
      watch_(
          limits.resources, [this] { return graph_.size(); }, [this] { return bytes(); },
          [this] { return report_(progress()); }),
      outlook_(graph, Outlook::Listed::wanted, order),
      preview_(graph),
      sketches_(graph.world(), preview_, relaxations_, watch_),
      longest_(limits.author) {
    start_ = outlook_.utility(graph.initial(), 0);
    for (std::uint32_t agent = 0; agent < graph.world().utilities.size(); ++agent) {
        const std::uint32_t limit = agent == 0 ? limits.author : limits.character;
        relaxations_.push_back(
            std::make_unique<Relaxation>(graph, agent, std::min(limit, longest_estimate), &watch_));
    }
    quick_ = make_quick(!looks_deep());
    exact_ = std::make_unique<Explainer>(
        graph, outlook_, preview_, relaxations_, sketches_, watch_,
        Explainer::Policy{.slack = UINT32_MAX, .exact = true});
    graph_.ask_before_growth([this](std::size_t bytes) { watch_.admit(bytes); });
    preview_.ask_before_growth([this](std::size_t bytes) { watch_.admit(bytes); });
}

Planner::~Planner() { graph_.ask_before_growth({}); }

Outcome Planner::run(double goal, Aim aim, std::size_t count, Rounds rounds) {
    aim_ = aim;
    count_ = aim == Aim::several ? count : 1;
    above_ = std::max(start_, std::nextafter(goal, -std::numeric_limits<double>::infinity()));
    try {
        watch_.check();
        exhausted_ = std::isnan(start_);  // an unknown start cannot be improved on
        if (!exhausted_) {
            bound_ = std::max(1u, relaxations_[0]->steps(graph_.initial(), above_));
            exhausted_ = bound_ > longest_;
        }
        for (const Round &round : rounds_for(aim, rounds, looks_deep())) {
            if (exhausted_ || search(round)) break;
        }
    } catch (const Stopped &stopped) {
        stop_ = stopped.reason;
    } catch (const std::bad_alloc &) {
        stop_ = Stop::memory;
    }
    states_ = graph_.size();
    // Whoever set a limit of effort, or of rounds, tries again.
    const bool is_trial = stop_ == Stop::effort || (rounds == Rounds::hopeful && !stop_);
    if (tales_.empty() && !is_trial) keep_best();
    const bool reached = !tales_.empty() && tales_.front().utility > above_;
    if (reached) return Outcome::found;
    if (!stop_) return rounds == Rounds::hopeful && !exhausted_ ? Outcome::limit : Outcome::none;
    return stop_ == Stop::cancelled ? Outcome::cancelled : Outcome::limit;
}

// Whether minds are looked into so deep that shared plans are left to a round of their own.
bool Planner::looks_deep() const { return limits_.hoped.nested > 1; }

std::unique_ptr<Explainer> Planner::make_quick(bool shares) {
    return std::make_unique<Explainer>(
        graph_, outlook_, preview_, relaxations_, sketches_, watch_,
        Explainer::Policy{.slack = 0,
                          .exact = false,
                          .unshared = !shares,
                          .commits = limits_.commits,
                          .imagines = limits_.imagines,
                          .focuses = limits_.focuses,
                          .real = limits_.hoped});
}

// True if that settles the question.
bool Planner::search(const Round &round) {
    round_ = &round;
    refuted_.clear();
    if (round.shares && !round.exact) {
        expanded_ = expanded();
        search_.reset();
        quick_ = make_quick(true);
    }
    // Each repetition knows one more thing that misled.
    for (std::size_t known = 0;; known = refuted_.size()) {
        begin(round);
        const bool done = aim_ == Aim::several ? explore_several(round) : explore(round);
        if (done) return true;
        if (refuted_.size() == known) break;
    }
    exhausted_ = round.complete && (aim_ != Aim::several || exhausted_);
    return exhausted_;
}

void Planner::begin(const Round &round) {
    expanded_ = expanded();
    search_.reset();
    Explainer &explainer = round.exact ? *exact_ : *quick_;
    search_ = std::make_unique<BestFirst>(
        BestFirst::Means{graph_, outlook_, preview_, relaxations_, watch_, refuted_}, round,
        explainer,
        BestFirst::Aims{.start = graph_.initial(),
                         .owner = author,
                         .longest = longest_,
                         .above = above_,
                         .reach = round.exact ? reach() : limits_.hoped,
                         .all_ways = aim_ == Aim::several,
                         .in_turn = !round.exact && limits_.imagines > 0,
                         .focuses = !round.exact && limits_.focuses,
                         .has_way = true,
                         .only_new = false,
                         .patience = SIZE_MAX});
}

// True if that settles the question. False and something new in refuted_ if a story was found that
// does not stand; false alone if everything was tried.
bool Planner::explore(const Round &round) {
    for (;;) {
        const auto end = search_->next();
        if (round.optimal) bound_ = std::max(bound_, search_->bound());
        if (!end) return false;
        auto acts = search_->path_to(*end);
        auto tale = prove(acts);
        if (!tale) return false;
        tales_.assign(1, std::move(*tale));
        if (aim_ == Aim::any && !round.optimal) cut_short(tales_.front());
        longest_ = static_cast<std::uint32_t>(tales_.front().deeds.size()) - 1;
        if (aim_ != Aim::shortest || bound_ > longest_) return true;
        search_->shorten(longest_);
    }
}

// Puts a shorter story in its place, if one is soon found. Whatever ends that, there is a story.
void Planner::cut_short(Tale &tale) {
    const Watch::Free free(watch_);
    const std::uint64_t limit = watch_.restrict(shortcut_effort);
    try {
        for (bool is_cut = true; is_cut && tale.deeds.size() > bound_;) {
            is_cut = false;
            Acts known;
            for (const Deed &deed : tale.deeds) known.push_back(deed.action);
            for (Acts &acts : shortcuts(graph_, outlook_, watch_, known, above_)) {
                auto shorter = prove(acts);
                if (!shorter) continue;
                tale = std::move(*shorter);
                is_cut = true;
                break;
            }
        }
    } catch (const TooDear &) {
    } catch (const Stopped &) {
    } catch (const std::bad_alloc &) {
    }
    watch_.restore(limit);
}

// Likewise. The stories wanted are many, so one that does not stand is no reason to begin anew
// before all others were seen.
bool Planner::explore_several(const Round &round) {
    exhausted_ = false;
    const std::size_t refuted = refuted_.size();
    std::vector<StateId> ends;
    // When enough are found, more to choose from are looked for with as much effort again.
    auto is_enough = [this, enough_at = std::size_t{0}]() mutable {
        if (tales_.size() < count_) return false;
        if (tales_.size() >= count_ * choice) return true;
        const std::size_t now = expanded();
        if (enough_at == 0) enough_at = now;
        return now >= 2 * enough_at;
    };
    while (const auto end = search_->next()) {
        ends.push_back(*end);
        offer(search_->path_to(*end));
        if (is_enough()) return true;
    }
    exhausted_ = round.complete;
    for (const StateId end : ends) {
        std::vector<std::vector<std::uint32_t>> paths;
        exhausted_ &= search_->further_paths(end, count_ * choice * choice, paths);
        for (auto &path : paths) {
            offer(std::move(path));
            if (tales_.size() >= count_ * choice) {
                exhausted_ = false;
                return true;
            }
        }
    }
    exhausted_ &= refuted_.size() == refuted;
    return tales_.size() >= count_;
}

// Keeps the story if it stands and is like no other.
bool Planner::offer(std::vector<std::uint32_t> acts) {
    const auto likeness = [this](const std::vector<std::uint32_t> &story) {
        std::vector<std::uint32_t> sorted = story;
        std::sort(sorted.begin(), sorted.end());
        return Likeness{along(story).back().index, std::move(sorted)};
    };
    if (known_.contains(likeness(acts))) return false;
    auto tale = prove(acts);
    if (!tale || !known_.insert(likeness(acts)).second) return false;
    tales_.push_back(std::move(*tale));
    return true;
}

// Of what was found below the goal; in a moment or not at all.
void Planner::keep_best() {
    if (!search_ || !search_->best()) return;
    search_->forget_open();
    const bool in_haste = stop_ == Stop::time || stop_ == Stop::cancelled;
    watch_.grant(moment, in_haste ? moment : long_moment);
    try {
        auto acts = search_->path_to(*search_->best());
        if (auto tale = prove(acts)) tales_.push_back(std::move(*tale));
    } catch (const Stopped &) {
    } catch (const std::bad_alloc &) {
    }
}

std::optional<std::vector<Reason>> Planner::reasons(StateId state, std::uint32_t action) {
    if (!graph_.possible(state, EventId{action})) return std::nullopt;
    if (graph_.after(state, EventId{action}) == no_state) return std::nullopt;
    watch_.lift();
    Prover prover(graph_, outlook_, *quick_, *exact_, watch_, UINT64_MAX >> 1);
    return prover.agreement(state, author, action, reach(), reach());
}

std::optional<Tale> Planner::settle(std::vector<std::uint32_t> acts, std::uint64_t effort) {
    round_ = &novel_round;
    std::optional<Tale> tale;
    const std::uint64_t limit = watch_.restrict(effort);
    try {
        Prover prover(graph_, outlook_, *quick_, *exact_, watch_, limits_.proof);
        while (shorten(prover, acts)) {
            // What is needless may have no reason here.
        }
        tale = prove(acts);
    } catch (const TooDear &) {
    } catch (const Stopped &stopped) {
        stop_ = stopped.reason;
    } catch (const std::bad_alloc &) {
        stop_ = Stop::memory;
    }
    watch_.restore(limit);
    return tale;
}

std::size_t Planner::expanded() const noexcept {
    return expanded_ + (search_ ? search_->expanded() : 0);
}

Progress Planner::progress() const {
    std::size_t shortest = 0;
    for (const Tale &tale : tales_) {
        if (shortest == 0 || tale.deeds.size() < shortest) shortest = tale.deeds.size();
    }
    const bool is_optimal = round_ != nullptr && round_->optimal && search_;
    return {.round = round_,
            .depth = search_ ? search_->depth() : 0,
            .states = graph_.size(),
            .expanded = expanded(),
            .best = search_ ? search_->best_utility() : start_,
            .bytes = watch_.bytes(),
            .seconds = watch_.seconds(),
            .stories = tales_.size(),
            .shortest = shortest,
            .bound = is_optimal ? std::max(bound_, search_->bound()) : bound_};
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
std::optional<Tale> Planner::prove(std::vector<std::uint32_t> &acts) {
    const Watch::Free free(watch_);  // limits of effort are for finding
    Prover prover(graph_, outlook_, *quick_, *exact_, watch_, limits_.proof);
    std::vector<Deed> deeds;
    do {
        deeds.clear();
        const std::vector<StateId> states = along(acts);
        for (std::size_t i = 0; i < acts.size(); ++i) {
            auto reasons = prove_step(prover, states[i], acts[i]);
            if (!reasons) {
                refuted_.insert(step_key(states[i], acts[i]));
                return std::nullopt;
            }
            deeds.push_back({acts[i], std::move(*reasons)});
        }
    } while (shorten(prover, acts));
    return Tale{std::move(deeds), outlook_.utility(along(acts).back(), 0), prover.undecided(),
                round_};
}

std::optional<std::vector<Reason>> Planner::prove_step(Prover &prover, StateId state,
                                                       std::uint32_t act) {
    const bool certain = round_->exact;
    const std::uint64_t limit = watch_.restrict(certain ? UINT64_MAX : step_effort);
    std::optional<std::vector<Reason>> reasons;
    try {
        reasons = prover.agreement(state, author, act, reach(),
                                   certain ? reach() : limits_.hoped);
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
    std::size_t sum = graph_.bytes() + outlook_.bytes() + preview_.bytes();
    for (const auto &relaxation : relaxations_) sum += relaxation->bytes();
    sum += sketches_.bytes();
    if (quick_) sum += quick_->bytes();
    if (exact_) sum += exact_->bytes();
    if (search_) sum += search_->bytes();
    return sum;
}

}  // namespace dramaturge
