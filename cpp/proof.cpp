#include "proof.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dramaturge {

// The parts of a sequence of acts, walked without repetition: first whether any could do as well,
// consent aside, and only along those what the others say, which may take long.
class Prover::Parts {
public:
    Parts(Prover &prover, std::uint32_t owner, std::span<const std::uint32_t> acts, double gain,
          Reach reach, bool granted)
        : prover_(prover),
          owner_(owner),
          acts_(acts),
          gain_(gain),
          reach_(reach),
          granted_(granted) {}

    // Appends the acts of a part; false if there is none.
    bool find(StateId state, std::vector<std::uint32_t> &taken) {
        return find({0, state, 0, false}, taken);
    }

private:
    struct Place {
        std::uint32_t at;     // acts decided upon
        StateId state;
        std::uint32_t taken;  // of these
        bool dropped;         // whether one was left out
        auto operator<=>(const Place &) const = default;
    };

    bool suffices(const Place &place) const {
        const std::uint32_t agent = owner_ == author ? 0 : 1 + owner_;
        return (place.dropped || place.at < acts_.size()) &&
               prover_.outlook_.utility(place.state, agent) >= gain_;
    }

    StateId next(const Place &place) {
        const EventId act{acts_[place.at]};
        return prover_.graph_.possible(place.state, act) ? prover_.graph_.after(place.state, act)
                                                         : no_state;
    }

    // Whether the owner would get there if everybody obeyed.
    bool can_suffice(const Place &place) {
        if (suffices(place)) return true;
        if (place.at == acts_.size()) return false;
        prover_.watch_.tick();
        const auto known = possible_.find(place);
        if (known != possible_.end()) return known->second;
        bool can = can_suffice({place.at + 1, place.state, place.taken, true});
        if (!can) {
            const StateId reached = next(place);
            can = reached != no_state &&
                  can_suffice({place.at + 1, reached, place.taken + 1, place.dropped});
        }
        possible_.emplace(place, can);
        return can;
    }

    bool find(const Place &place, std::vector<std::uint32_t> &taken) {
        if (!can_suffice(place) || refuted_.contains(place)) return false;
        if (suffices(place)) return true;
        if (find({place.at + 1, place.state, place.taken, true}, taken)) return true;
        const Place after{place.at + 1, next(place), place.taken + 1, place.dropped};
        if (after.state != no_state && can_suffice(after) && agreed(place)) {
            taken.push_back(acts_[place.at]);
            if (find(after, taken)) return true;
            taken.pop_back();
        }
        refuted_.insert(place);
        return false;
    }

    bool agreed(const Place &place) {
        if (granted_ && place.at == 0) return true;
        Reach reach = reach_;
        if (owner_ != author) reach.left -= place.taken;
        return prover_.seem_to_agree(place.state, owner_, acts_[place.at], reach);
    }

    Prover &prover_;
    std::uint32_t owner_;
    std::span<const std::uint32_t> acts_;
    double gain_;
    Reach reach_;
    bool granted_;
    std::map<Place, bool> possible_;
    std::set<Place> refuted_;
};

Prover::Prover(StateGraph &graph, Outlook &outlook, Explainer &quick, Explainer &exact,
               Watch &watch, std::uint64_t effort)
    : graph_(graph),
      outlook_(outlook),
      quick_(quick),
      exact_(exact),
      watch_(watch),
      question_effort_(effort / 10),
      effort_left_(effort) {}

std::optional<std::vector<Reason>> Prover::agreement(StateId state, std::uint32_t owner,
                                                     std::uint32_t action, Reach reach,
                                                     Reach hoped) {
    std::vector<Reason> reasons;
    const auto consenting = graph_.world().consenting_of(EventId{action});
    if (consenting.empty() && owner != author) return std::nullopt;
    if (graph_.world().fails_knowingly(action, owner)) return std::nullopt;
    action = graph_.world().meant(action);
    for (const std::uint32_t other : consenting) {
        if (other == owner) continue;
        const StateId mind = graph_.believed(state, CharacterId{other});
        auto found =
            reason(mind, other, action, {reach.left, nested_within(owner, reach.nested)},
                   {hoped.left, nested_within(owner, hoped.nested)});
        if (!found && owner != author && reach.nested == 1 && reach.left > 1) {
            found = shared_reason(state, other, action, reach.left);
        }
        if (!found) return std::nullopt;
        reasons.push_back(std::move(*found));
    }
    return reasons;
}

// Whether all others agree, as far as can be found out with the effort that is left.
bool Prover::seem_to_agree(StateId state, std::uint32_t owner, std::uint32_t action, Reach reach) {
    if (asking_) return agreement(state, owner, action, reach, reach).has_value();
    asking_ = true;
    const std::uint64_t start = watch_.ticks();
    const std::uint64_t limit = watch_.restrict(std::min(effort_left_, question_effort_));
    const auto stop_asking = [&] {
        watch_.restore(limit);
        asking_ = false;
        effort_left_ -= std::min(effort_left_, watch_.ticks() - start);
    };
    bool agreed = false;
    try {
        agreed = agreement(state, owner, action, reach, reach).has_value();
        stop_asking();
    } catch (const TooDear &) {
        stop_asking();
        if (watch_.is_too_dear()) throw;  // for whoever asked for the proof, too
        ++undecided_;
    } catch (...) {
        stop_asking();
        throw;
    }
    return agreed;
}

std::optional<Reason> Prover::reason(StateId mind, std::uint32_t who, std::uint32_t action,
                                     Reach reach, Reach hoped) {
    if (hoped.left > 0 && hoped.left < reach.left) {
        const auto plan = quick_.reason(mind, who, action, hoped);
        if (!plan.empty()) {
            if (auto proved = prove(mind, who, plan, reach, hoped)) return proved;
        }
    }
    // From shallow to deep, since shallow answers are cheap and mostly right.
    for (std::int32_t nested = std::min(reach.nested, 0);; nested = deeper(nested, reach.nested)) {
        const auto plan = quick_.reason(mind, who, action, {reach.left, nested});
        if (!plan.empty()) {
            if (auto proved = prove(mind, who, plan, reach, reach)) return proved;
        }
        if (nested >= reach.nested) break;
    }
    const auto plan = exact_.reason(mind, who, action, reach);
    if (plan.empty()) return std::nullopt;
    return prove(mind, who, plan, reach, reach);
}

// For an act that does not help at once.
std::optional<Reason> Prover::shared_reason(StateId state, std::uint32_t who, std::uint32_t action,
                                            std::uint32_t left) {
    const StateId mind = graph_.believed(state, CharacterId{who});
    if (!graph_.possible(mind, EventId{action})) return std::nullopt;
    for (Explainer *explainer : {&quick_, &exact_}) {
        const auto plan = explainer->shared_reason(state, who, action, left);
        if (plan.empty()) continue;
        if (auto proved = prove(mind, who, plan, {left, 0}, {left, 0})) return proved;
    }
    return std::nullopt;
}

std::optional<Reason> Prover::prove(StateId mind, std::uint32_t who,
                                    std::span<const std::uint32_t> plan, Reach reach,
                                    Reach hoped) {
    Reason reason{who, {}};
    std::vector<StateId> states{mind};
    for (std::uint32_t i = 0; i < plan.size(); ++i) {
        Deed deed{plan[i], {}};
        if (i > 0) {
            const Reach rest{hoped.left - std::min(i, hoped.left), hoped.nested};
            auto reasons =
                agreement(states[i], who, plan[i], {reach.left - i, reach.nested}, rest);
            if (!reasons) return std::nullopt;
            deed.reasons = std::move(*reasons);
        }
        reason.plan.push_back(std::move(deed));
        const StateId next = graph_.after(states[i], EventId{plan[i]});
        if (next == no_state) return std::nullopt;
        states.push_back(next);
    }
    const double gain = outlook_.utility(states.back(), 1 + who);
    if (!(gain > outlook_.utility(mind, 1 + who))) return std::nullopt;
    for (std::uint32_t i = 0; i < plan.size(); ++i) {
        const Reach left{reach.left - i, reach.nested};
        if (shorter(states[i], who, plan.subspan(i), gain, left, i == 0)) return std::nullopt;
    }
    return reason;
}

std::optional<std::vector<std::uint32_t>> Prover::shorter(StateId state, std::uint32_t owner,
                                                          std::span<const std::uint32_t> acts,
                                                          double gain, Reach reach, bool granted) {
    std::vector<std::uint32_t> taken;
    Parts parts(*this, owner, acts, gain, reach, granted);
    if (!parts.find(state, taken)) return std::nullopt;
    return taken;
}

}  // namespace dramaturge
