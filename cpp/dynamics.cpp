#include "dynamics.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "initial_state.hpp"

namespace dramaturge {

namespace {

// docs/semantics.md 5.4; the same as in dramaturge.semantics.
constexpr std::size_t most_minds = 5'000;
constexpr std::size_t most_told = 1'000;

std::vector<std::uint32_t> all_actions(const GroundWorld &world) {
    std::vector<std::uint32_t> events(world.action_count);
    std::iota(events.begin(), events.end(), 0U);
    return events;
}

}  // namespace

Dynamics::Dynamics(const GroundWorld &world, Layout &layout, States &states,
                   Evaluation &evaluation, Memory &memory)
    : world_(world),
      layout_(layout),
      states_(states),
      evaluation_(evaluation),
      effects_(world, evaluation),
      public_effects_(world),
      origins_(world, memory),
      construction_(world, layout, states, origins_),
      repair_(world, layout, states, origins_),
      actions_(world, evaluation, all_actions(world)),
      agenda_(world),
      sieve_(world, layout),
      known_(memory),
      open_(agenda_.words()),
      open_later_(agenda_.words()),
      pending_(agenda_.words()) {}

void Dynamics::begin() {
    constexpr std::size_t many_scripts = 1 << 16;
    if (origins_.size() > std::max(many_scripts, states_.kept().size() / 16) ||
        origins_.is_filling()) {
        origins_.forget();
        known_.clear();
    }
    states_.forget_passing();
    origins_.forget_passing();
    construction_.start(this);
    std::fill(open_.begin(), open_.end(), 0);
    std::fill(open_later_.begin(), open_later_.end(), 0);
    outgrown_ = false;
    last_fired_.clear();
}

StateId Dynamics::initial() {
    for (;;) {
        begin();
        const StateId start = initial_state(world_, layout_, construction_);
        StateId result = no_state;
        if (start != no_state) {
            construction_.start(this);
            agenda_.add_all(open_);
            result = settled(Ref::of(start));
        }
        if (!outgrown_) {
            if (is_vast(result)) {
                result = no_state;
            }
            if (result == no_state) {
                note_unsettled(initial_cause);
            }
            return result;
        }
        widen();
    }
}

StateId Dynamics::after(StateId state, EventId action) {
    if (!evaluation_.holds(world_.events[action.index].precondition, states_.view(state))) {
        return no_state;
    }
    if (const std::uint32_t *found = known_.find(state.index, action.index)) {
        return *found == no_state.index ? no_state : state_in(*found);
    }
    for (;;) {
        begin();
        const StateId result = computed(state, action);
        if (!outgrown_) {
            return result;
        }
        widen();
    }
}

StateId Dynamics::computed(StateId state, EventId action) {
    agenda_.add_after(action, open_);
    agenda_.add_all_after(action, open_later_);
    root_ = state;
    StateId result = settled(happened(state, action));
    if (outgrown_) {
        return no_state;
    }
    if (is_vast(result)) {
        result = no_state;
    }
    if (result == no_state) {
        note_unsettled(action.index);
    }
    known_.fit(states_.kept().size() / 2);
    if (result != no_state && rounds_ <= 1 && public_effects_.are_uniform(action)) {
        remember();
    } else {
        known_.put(state.index, action.index, result.index);
    }
    return result;
}

bool Dynamics::is_vast(StateId state) {
    if (state == no_state || !census_.exceeds(states_, state, most_minds)) {
        return false;
    }
    last_fired_.clear();  // they are not to blame
    return true;
}

// All minds met, too: each went through the same round as if it were reality.
void Dynamics::remember() {
    const std::uint32_t flags = rounds_ == 0 ? clean | quick : quick;
    construction_.for_each_solved([&](Key key, StateId result) {
        if (key.topic == published_topic) {
            return;  // no event tells what it is
        }
        const Origin origin =
            key.topic == rounded_topic
                ? construction_.origin_of(key.base)
                : origins_.after_event(origins_.of(key.base.state()), {key.event});
        if (origin.is_known()) {
            known_.put(origin.state, origin.script, result.index | flags);
        }
    });
}

// What is known to follow, if it has all the flags.
const std::uint32_t *Dynamics::known(Origin origin, std::uint32_t flags) const {
    if (!origin.is_known()) {
        return nullptr;
    }
    const std::uint32_t *found = known_.find(origin.state, origin.script);
    return found != nullptr && *found != no_state.index && (*found & flags) == flags ? found
                                                                                     : nullptr;
}

void Dynamics::possible_actions(StateId state, std::vector<EventId> &found) {
    found.clear();
    actions_.for_each(states_.view(state), [&](EventId action) {
        found.push_back(action);
        return true;
    });
}

// Minds.

Ref Dynamics::mind(Key key, std::uint32_t note, std::uint32_t character) {
    const EventId event{key.event};
    switch (key.topic) {
        case happened_topic:
            return mind_after(key.base.state(), event, character);
        case fired_topic: {
            Ref inner = construction_.mind(key.base, character);
            if (public_effects_.any(event)) {
                inner = fired(inner, event);
            }
            return told(inner, event, construction_.view(key.base), character);
        }
        case published_topic:
            return published(states_.believed(key.base.state(), character), event);
        default:  // rounded; the note is the state after its own triggers
            return rounded(construction_.mind(Ref{note}, character));
    }
}

// The state that an action was just applied to, possible or not. Each has one draft.
Ref Dynamics::happened(StateId state, EventId action) {
    const Key key{happened_topic, action.index, Ref::of(state)};
    Ref found;
    if (construction_.find(key, found)) {
        return found;
    }
    ++work_.applied;
    Word *values = construction_.blank();
    if (!effects_.apply(action, states_.view(state), values)) {
        outgrown_ = true;
        construction_.fail();
    }
    publish(action, state, values);
    const bool is_plain = state == root_ || public_effects_.are_uniform(action);
    return construction_.told(
        key, values, is_plain ? origins_.after_event(origins_.of(state), action) : Origin{});
}

// What the action gives to public fluents is decided where it happens, and holds in all minds.
void Dynamics::publish(EventId action, StateId state, Word *values) {
    const auto fluents = public_effects_.of(action);
    if (state == root_) {
        published_.clear();
        for (const std::uint32_t fluent : fluents) {
            published_.push_back(layout_.get(values, fluent));
        }
        return;
    }
    for (std::size_t i = 0; i < fluents.size(); ++i) {
        layout_.set(values, fluents[i], published_[i]);
    }
}

// The mind of one who noticed nothing of the action but what it changed for everybody.
Ref Dynamics::published(StateId mind, EventId action) {
    const Key key{published_topic, action.index, Ref::of(mind)};
    Ref found;
    if (construction_.find(key, found)) {
        return found;
    }
    const Word *before = states_.words(mind);
    Word *values = construction_.blank();
    std::copy_n(before, layout_.width(), values);
    publish(action, no_state, values);
    if (std::equal(before, before + layout_.width(), values)) {
        return Ref::of(mind);  // nor do the minds in it change
    }
    return construction_.told(key, values);
}

Ref Dynamics::mind_after(StateId before, EventId action, std::uint32_t character) {
    const View view = states_.view(before);
    StateId mind = states_.believed(before, character);
    Ref after = Ref::of(mind);
    if (evaluation_.holds(world_.observing_of(action)[character], view)) {
        mind = surprised(before, mind, character, action);
        if (mind == no_state) {
            construction_.fail();
            return after;
        }
        const std::uint32_t *result =
            public_effects_.are_uniform(action)
                ? known(origins_.after_event(origins_.of(mind), action), clean)
                : nullptr;
        after = result != nullptr ? Ref::of(state_in(*result)) : happened(mind, action);
    } else if (public_effects_.any(action)) {
        after = published(mind, action);
    }
    return told(after, action, view, character);
}

// The mind with what the event tells it, observed or not.
Ref Dynamics::told(Ref mind, EventId event, View before, std::uint32_t character) {
    std::size_t count = 0;
    effects_.for_each_told(event, before, character,
                           [&](Range chain, std::uint32_t fluent, Value value) {
                               if (!layout_.fits(fluent, value)) {
                                   outgrown_ = true;
                                   construction_.fail();
                                   return;
                               }
                               if (++count > most_told) {
                                   construction_.fail();
                                   return;
                               }
                               mind = construction_.assigned(mind, character, chain, fluent, value);
                           });
    return mind;
}

void Dynamics::widen() {
    constexpr std::uint32_t most_bits = 32;
    Layout wider(world_, std::min(most_bits, layout_.number_bits() + 6));
    Evaluation evaluation = evaluation_.recompiled(wider);
    Effects effects(world_, evaluation);
    states_.forget_passing();
    states_.repack(layout_, wider);
    // From here on nothing can fail.
    layout_ = std::move(wider);
    evaluation_.adopt(evaluation);
    effects_.adopt(effects);
    construction_.relayout();
    repair_.relayout();
}

void Dynamics::note_unsettled(std::uint32_t cause) {
    constexpr std::size_t named_triggers = 8;
    if (!unsettled_.empty()) {
        return;
    }
    unsettled_ = cause == initial_cause ? "the initial state" : world_.event_names[cause];
    const std::size_t first = last_fired_.size() - std::min(last_fired_.size(), named_triggers);
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

std::size_t Dynamics::bytes() const noexcept {
    return effects_.bytes() + public_effects_.bytes() + construction_.bytes() + repair_.bytes() +
           actions_.bytes() + agenda_.bytes() + sieve_.bytes() + census_.bytes() +
           last_fired_.capacity() * sizeof(std::uint32_t);
}

}  // namespace dramaturge
