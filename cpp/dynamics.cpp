#include "dynamics.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "initial_state.hpp"

namespace dramaturge {

namespace {

constexpr int most_firings = 1'000;  // of triggers in one state before they count as endless
constexpr int most_rounds = 100;
constexpr std::size_t remembered_triggers = 8;  // for the message about endless ones

std::vector<std::uint32_t> events_between(std::uint32_t first, std::size_t last) {
    std::vector<std::uint32_t> events;
    for (std::uint32_t event = first; event < last; ++event) {
        events.push_back(event);
    }
    return events;
}

std::vector<std::uint32_t> triggers(const GroundWorld &world, const Evaluation &evaluation,
                                    bool mindful) {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t event : events_between(world.action_count, world.events.size())) {
        if (evaluation.reads_no_mind(world.events[event].precondition) != mindful) {
            found.push_back(event);
        }
    }
    return found;
}

constexpr std::uint64_t transition_key(std::uint32_t state, EventId event) noexcept {
    return (std::uint64_t{state} << 32) | event.index;
}

}  // namespace

// The minds of states that an action was just applied to; seeds are states before it.
struct Dynamics::RawMinds final : MindSource {
    RawMinds(Dynamics &dynamics, EventId action) : dynamics_(dynamics), action_(action) {}

    Ref mind(std::uint32_t seed, std::uint32_t character) override {
        Dynamics &d = dynamics_;
        const View view = d.evaluation_.view({seed});
        const StateId before = d.canon_.believed({seed}, character);
        Ref mind = Ref::of(before);
        if (d.evaluation_.holds(d.world_.observing_of(action_)[character], view)) {
            const StateId repaired = d.surprised({seed}, before, character, action_);
            if (repaired == no_state) {
                d.outer_.fail();
                return mind;
            }
            mind = d.raw_ref(repaired, action_);
        }
        return d.told(d.outer_, mind, action_, view, character);
    }

    Dynamics &dynamics_;
    EventId action_;
};

// The minds of the state that one trigger was just applied to: nobody observes triggers.
struct Dynamics::FiredMinds final : MindSource {
    FiredMinds(Dynamics &dynamics, EventId trigger, View view)
        : dynamics_(dynamics), trigger_(trigger), view_(view) {}

    Ref mind(std::uint32_t, std::uint32_t character) override {
        const Ref mind = Ref::of(dynamics_.canon_.believed(view_.state, character));
        return dynamics_.told(dynamics_.inner_, mind, trigger_, view_, character);
    }

    Dynamics &dynamics_;
    EventId trigger_;
    View view_;
};

// The minds of states after one round of triggers; seeds are states before it.
struct Dynamics::RoundMinds final : MindSource {
    explicit RoundMinds(Dynamics &dynamics) : dynamics_(dynamics) {}

    Ref mind(std::uint32_t seed, std::uint32_t character) override {
        const Local local = dynamics_.local({seed});
        assert(local.minds != no_state);
        return dynamics_.round_ref(dynamics_.canon_.believed(local.minds, character));
    }

    Dynamics &dynamics_;
};

Dynamics::Dynamics(const GroundWorld &world, Canon &canon, Evaluation &evaluation)
    : world_(world),
      canon_(canon),
      evaluation_(evaluation),
      outer_(world, canon),
      inner_(world, canon),
      actions_(world, evaluation, events_between(0, world.action_count)),
      plain_triggers_(world, evaluation, triggers(world, evaluation, false)),
      mindful_triggers_(world, evaluation, triggers(world, evaluation, true)),
      values_(world.fluent_count()),
      trigger_values_(world.fluent_count()),
      row_(std::size_t{1} + world.character_count) {
    plan_effects();
    last_fired_.reserve(2 * remembered_triggers);
}

void Dynamics::plan_effects() {
    for (const Event &event : world_.events) {
        Plan plan;
        const auto file = [&](auto belongs) {
            Range range{static_cast<std::uint32_t>(effect_order_.size()), 0};
            for (std::uint32_t i = 0; i < event.effects.count; ++i) {
                const std::uint32_t effect = event.effects.first + i;
                if (belongs(world_.chain(world_.effects[effect].chain))) {
                    effect_order_.push_back(effect);
                    ++range.count;
                }
            }
            return range;
        };
        plan.own = file([](auto chain) { return chain.empty(); });
        plan.tells = plan.own.count != event.effects.count;
        if (plan.tells) {
            plan.told = static_cast<std::uint32_t>(told_.size());
            for (std::uint32_t c = 0; c < world_.character_count; ++c) {
                told_.push_back(file([c](auto chain) { return !chain.empty() && chain[0] == c; }));
            }
        }
        plans_.push_back(plan);
    }
}

// All effects read the state before; of two that apply the later wins.
void Dynamics::apply_own(EventId event, View view, std::vector<Value> &values) {
    std::copy_n(view.values, values.size(), values.begin());
    const Range own = plans_[event.index].own;
    for (std::uint32_t i = 0; i < own.count; ++i) {
        const Effect &effect = world_.effects[effect_order_[own.first + i]];
        if (evaluation_.holds(effect.condition, view)) {
            values[effect.fluent] = evaluation_.value(effect.value, view);
        }
    }
}

std::uint32_t Dynamics::changed_valuation(EventId event, View view) {
    apply_own(event, view, values_);
    return canon_.valuation_of(values_.data());
}

// The mind with what the event tells it, observed or not.
Ref Dynamics::told(Construction &construction, Ref mind, EventId event, View view,
                   std::uint32_t character) {
    const Plan &plan = plans_[event.index];
    if (!plan.tells) {
        return mind;
    }
    const Range range = told_[plan.told + character];
    for (std::uint32_t i = 0; i < range.count; ++i) {
        const Effect &effect = world_.effects[effect_order_[range.first + i]];
        if (evaluation_.holds(effect.condition, view) && !is_overruled(range, i, view)) {
            const Range chain = world_.chains[effect.chain];
            const Range rest{chain.first + 1, chain.count - 1};
            mind = construction.assigned(mind, character, rest, effect.fluent,
                                         evaluation_.value(effect.value, view));
        }
    }
    return mind;
}

// Whether a later effect that applies sets the same place: only the last one is told.
bool Dynamics::is_overruled(Range range, std::uint32_t at, View view) const {
    const Effect &effect = world_.effects[effect_order_[range.first + at]];
    for (std::uint32_t i = at + 1; i < range.count; ++i) {
        const Effect &later = world_.effects[effect_order_[range.first + i]];
        if (later.fluent == effect.fluent && later.chain == effect.chain &&
            evaluation_.holds(later.condition, view)) {
            return true;
        }
    }
    return false;
}

// Events.

StateId Dynamics::raw(StateId state, EventId action) {
    raw_.fit(canon_.size() / 4);
    if (const std::uint32_t *known = raw_.find(transition_key(state.index, action))) {
        return {*known};
    }
    RawMinds minds(*this, action);
    outer_.start(&minds);
    const StateId result = outer_.solve(raw_ref(state, action));
    outer_.for_each_solved([&](std::uint32_t seed, StateId solved) {
        raw_.put(transition_key(seed, action), solved.index);
    });
    raw_.put(transition_key(state.index, action), result.index);
    return result;
}

Ref Dynamics::raw_ref(StateId state, EventId action) {
    Ref found;
    if (outer_.find_sown(state.index, found)) {
        return found;
    }
    if (const std::uint32_t *known = raw_.find(transition_key(state.index, action))) {
        if (StateId{*known} != no_state) {
            return Ref::of({*known});
        }
    }
    ++transitions_;
    return outer_.sown(state.index, changed_valuation(action, evaluation_.view(state)));
}

StateId Dynamics::after(StateId state, EventId action) {
    if (!evaluation_.holds(world_.events[action.index].precondition, evaluation_.view(state))) {
        return no_state;
    }
    const StateId changed = raw(state, action);
    if (changed == no_state) {
        last_fired_.clear();
        note_unsettled(action.index);
        return no_state;
    }
    return settled(changed, action.index);
}

void Dynamics::possible_actions(StateId state, std::vector<EventId> &found) {
    found.clear();
    actions_.for_each(evaluation_.view(state), [&](EventId action) {
        found.push_back(action);
        return true;
    });
}

// Surprise: the mind of one who sees happen what they thought impossible.

StateId Dynamics::surprised(StateId holder, StateId mind, std::uint32_t owner, EventId action) {
    const std::uint32_t precondition = world_.events[action.index].precondition;
    if (evaluation_.holds(precondition, evaluation_.view(mind)) ||
        !evaluation_.holds(precondition, evaluation_.view(holder))) {
        return mind;  // a repaired holder may think it impossible still: then no clause is true
    }
    return repaired(precondition, evaluation_.view(holder), mind, owner);
}

// The condition is true in `real`; parts of it that are not are passed over.
StateId Dynamics::repaired(std::uint32_t index, View real, StateId mind, std::uint32_t owner) {
    const Condition &condition = world_.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
        case Condition::Form::never:
            break;
        case Condition::Form::all:
        case Condition::Form::any:
            for (const std::uint32_t part : world_.parts_of(condition)) {
                if (condition.form == Condition::Form::any && !evaluation_.holds(part, real)) {
                    continue;
                }
                mind = repaired(part, real, mind, owner);
                if (mind == no_state) {
                    break;
                }
            }
            break;
        case Condition::Form::compare:
            for (std::uint32_t i = 0; i < condition.repaired.count && mind != no_state; ++i) {
                if (evaluation_.holds(index, evaluation_.view(mind))) {
                    break;
                }
                const Read where = world_.repaired[condition.repaired.first + i];
                const bool exactly = condition.op == Comparator::equal;
                mind = corrected(mind, owner, where, real, exactly);
            }
            break;
        case Condition::Form::match: {
            const Value left = evaluation_.read(condition.first, real);
            mind = corrected(mind, owner, condition.first, real, true);
            if (condition.equal) {
                mind = corrected(mind, owner, condition.second, real, true);
            } else if (mind != no_state &&
                       evaluation_.read(condition.second, evaluation_.view(mind)) == left) {
                mind = corrected(mind, owner, condition.second, real, false);
            }
            break;
        }
    }
    return mind;
}

// The mind with the real value, if that is seen exactly or is a truth value, which its owner then
// knows to have learnt; otherwise with unknown, which nobody in it is aware of.
StateId Dynamics::corrected(StateId mind, std::uint32_t owner, Read where, View real,
                            bool exactly) {
    const bool known = exactly || world_.fluents[where.fluent] == Kind::boolean;
    const Value value = known ? evaluation_.read(where, real) : unknown;
    if (mind == no_state || evaluation_.read(where, evaluation_.view(mind)) == value) {
        return mind;
    }
    constexpr std::uint32_t nobody = UINT32_MAX;
    inner_.start(nullptr);
    return inner_.solve(inner_.assigned(Ref::of(mind), known ? owner : nobody,
                                        world_.chains[where.chain], where.fluent, value));
}

// Triggers.

StateId Dynamics::settled(StateId state, std::uint32_t cause) {
    if (settled_.size() < canon_.size()) {
        settled_.resize(canon_.size(), not_known);
    }
    if (settled_[state.index] != not_known) {
        return {settled_[state.index]};
    }
    const StateId result = all_rounds(state);
    if (result == no_state && unsettled_.empty()) {
        local_.clear();  // for once, so that all triggers fire again and are noted
        last_fired_.clear();
        all_rounds(state);
        note_unsettled(cause);
    }
    settled_[state.index] = result.index;
    return result;
}

StateId Dynamics::all_rounds(StateId state) {
    for (int i = 0; i <= most_rounds && state != no_state; ++i) {
        if (is_settled(state)) {
            return state;
        }
        if (i == most_rounds) {
            break;
        }
        const StateId following = round(state);
        state = following == state ? no_state : following;
    }
    return no_state;
}

// Whether no trigger applies in the state or in any mind in it.
bool Dynamics::is_settled(StateId state) {
    settled_.resize(canon_.size(), not_known);
    walk_mark_.resize(canon_.size(), 0);
    if (settled_[state.index] == state.index) {
        return true;
    }
    ++walk_count_;
    walk_.assign(1, state);
    walk_mark_[state.index] = walk_count_;
    for (std::size_t at = 0; at < walk_.size(); ++at) {
        if (!is_quiet(walk_[at])) {
            return false;
        }
        for (std::uint32_t c = 0; c < world_.character_count; ++c) {
            const StateId mind = canon_.believed(walk_[at], c);
            if (walk_mark_[mind.index] != walk_count_ && settled_[mind.index] != mind.index) {
                walk_mark_[mind.index] = walk_count_;
                walk_.push_back(mind);
            }
        }
    }
    for (const StateId met : walk_) {
        settled_[met.index] = met.index;
    }
    return true;
}

bool Dynamics::is_quiet(StateId state) {
    return first_trigger(evaluation_.view(state), canon_.valuation(state)) == UINT32_MAX;
}

// The first trigger, in the order of the world, that holds in the view; UINT32_MAX for none.
// `valuation`: the number of the view's values, or UINT32_MAX if they have none yet.
std::uint32_t Dynamics::first_trigger(View view, std::uint32_t valuation) {
    std::uint32_t found = UINT32_MAX;
    const auto take_first = [&found](EventId event) {
        found = std::min(found, event.index);
        return false;
    };
    bool quiet = plain_triggers_.empty();
    if (valuation != UINT32_MAX && !quiet) {
        if (plain_quiet_.size() <= valuation) {
            plain_quiet_.resize(canon_.valuation_count(), 0);
        }
        quiet = plain_quiet_[valuation] == 2;
    }
    if (!quiet) {
        plain_triggers_.for_each(view, take_first);
        if (valuation != UINT32_MAX) {
            plain_quiet_[valuation] = found == UINT32_MAX ? 2 : 1;
        }
    }
    if (!mindful_triggers_.empty()) {
        mindful_triggers_.for_each(view, take_first);
    }
    return found;
}

Dynamics::Local Dynamics::local(StateId state) {
    local_.fit(canon_.size() / 16);
    if (const Local *known = local_.find(state.index)) {
        return *known;
    }
    const Local result = run_triggers(state);
    local_.put(state.index, result);
    return result;
}

// Triggers that tell nobody work on bare values; a state is made only where one tells somebody.
Dynamics::Local Dynamics::run_triggers(StateId state) {
    std::uint32_t valuation = canon_.valuation(state);
    std::copy_n(canon_.values(valuation), trigger_values_.size(), trigger_values_.begin());
    for (int i = 0; i <= most_firings; ++i) {
        const View view{trigger_values_.data(), state};
        const std::uint32_t trigger = first_trigger(view, valuation);
        if (trigger == UINT32_MAX) {
            return {canon_.valuation_of(trigger_values_.data()), state};
        }
        if (i == most_firings) {
            break;
        }
        if (last_fired_.size() == last_fired_.capacity()) {
            last_fired_.erase(last_fired_.begin(), last_fired_.end() - remembered_triggers);
        }
        last_fired_.push_back(trigger);
        apply_own({trigger}, view, values_);
        if (!plans_[trigger].tells) {
            if (values_ == trigger_values_) {
                break;  // it would fire for ever
            }
            trigger_values_.swap(values_);
            valuation = UINT32_MAX;
            continue;
        }
        FiredMinds minds(*this, {trigger}, view);
        inner_.start(&minds);
        const StateId fired = inner_.solve(inner_.sown(0, canon_.valuation_of(values_.data())));
        if (fired == no_state) {
            break;
        }
        state = fired;
        valuation = canon_.valuation(state);
        std::copy_n(canon_.values(valuation), trigger_values_.size(), trigger_values_.begin());
    }
    return {0, no_state};
}

// One round: the state itself first, to its fixpoint; then each mind, inwards.
StateId Dynamics::round(StateId state) {
    RoundMinds minds(*this);
    outer_.start(&minds);
    return outer_.solve(round_ref(state));
}

Ref Dynamics::round_ref(StateId state) {
    Ref found;
    if (outer_.find_sown(state.index, found)) {
        return found;
    }
    if (state.index < settled_.size() && settled_[state.index] == state.index) {
        return Ref::of(state);
    }
    const Local result = local(state);
    if (result.minds == no_state) {
        outer_.fail();
        return Ref::of(state);
    }
    return outer_.sown(state.index, result.valuation);
}

void Dynamics::note_unsettled(std::uint32_t cause) {
    if (!unsettled_.empty()) {
        return;
    }
    unsettled_ = cause == initial_cause ? "the initial state" : world_.event_names[cause];
    const std::size_t first =
        last_fired_.size() - std::min(last_fired_.size(), remembered_triggers);
    std::vector<std::uint32_t> named;
    for (std::size_t i = first; i < last_fired_.size(); ++i) {
        if (std::find(named.begin(), named.end(), last_fired_[i]) == named.end()) {
            named.push_back(last_fired_[i]);
        }
    }
    for (const std::uint32_t trigger : named) {
        unsettled_ += '\n';
        unsettled_ += world_.event_names[trigger];
    }
}

StateId Dynamics::initial() {
    const StateId start = initial_state(world_, canon_, outer_);
    if (start == no_state) {
        last_fired_.clear();
        note_unsettled(initial_cause);
        return no_state;
    }
    return settled(start, initial_cause);
}

std::size_t Dynamics::bytes() const noexcept {
    return outer_.bytes() + inner_.bytes() + raw_.bytes() + local_.bytes() +
           (settled_.capacity() + walk_mark_.capacity()) * sizeof(std::uint32_t) +
           plain_quiet_.capacity();
}

}  // namespace dramaturge
