#include "preview.hpp"

#include <algorithm>
#include <limits>

#include "planner_outlook.hpp"

namespace dramaturge {

namespace {

constexpr std::uint32_t widest_number = 32;  // bits
constexpr int most_previewed_firings = 1'000;  // of triggers; beyond, let the graph decide

// Whether the event's effects on the state itself follow from the values of the state.
bool has_plain_effects(const GroundWorld &world, std::uint32_t event) {
    for (const Effect &effect : world.effects_of(EventId{event})) {
        if (!world.chain(effect.chain).empty()) continue;
        if (condition_reads_beliefs(world, effect.condition)) return false;
        if (term_reads_beliefs(world, effect.value)) return false;
    }
    return true;
}

std::vector<std::uint32_t> triggers_of_values(const GroundWorld &world) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t event = world.action_count; event < world.events.size(); ++event) {
        const auto effects = world.effects_of(EventId{event});
        if (std::any_of(effects.begin(), effects.end(), [&](const Effect &effect) {
                return world.chain(effect.chain).empty();
            })) {
            found.push_back(event);
        }
    }
    return found;
}

}  // namespace

Preview::Preview(StateGraph &graph)
    : graph_(graph),
      numbers_(graph.capacity()),
      memory_(graph.capacity()),
      layout_(graph.world(), widest_number),
      valuations_(layout_.width(), memory_),
      evaluation_(graph.world(), layout_, numbers_),
      triggers_(graph.world(), evaluation_, triggers_of_values(graph.world())),
      utilities_(graph.world().utilities.size()),
      known_(memory_),
      values_(layout_.width()),
      unpacked_(graph.world().fluent_count()) {
    const GroundWorld &world = graph.world();
    for (const std::uint32_t trigger : triggers_of_values(world)) {
        is_usable_ = is_usable_ && has_plain_effects(world, trigger) &&
                     !condition_reads_beliefs(world, world.events[trigger].precondition);
    }
    for (std::uint32_t action = 0; action < world.action_count; ++action) {
        is_plain_.push_back(has_plain_effects(world, action));
    }
    for (const std::uint32_t utility : world.utilities) {
        tells_utility_.push_back(!term_reads_beliefs(world, utility));
    }
}

std::uint32_t Preview::of(StateId state) {
    const std::uint32_t valuation = graph_.valuation(state);
    of_valuation_.grow(graph_.valuation_count(), 0);
    if (of_valuation_[valuation] == 0) {
        learn_numbers();
        layout_.pack(graph_.values(state).data(), values_.data());
        of_valuation_[valuation] = valuations_.intern(values_.data()) + 1;
    }
    return of_valuation_[valuation] - 1;
}

std::uint32_t Preview::following(std::uint32_t before, std::uint32_t action) {
    if (!is_usable_ || is_plain_[action] == 0) return none;
    known_.fit(4 * size());
    if (const std::uint32_t *known = known_.find(before, action)) return *known;
    const std::uint32_t preview = compute(before, action);
    if (preview != none) known_.put(before, action, preview);
    return preview;
}

std::uint32_t Preview::restricted(std::uint32_t preview, std::span<const char> kept) {
    const auto initial = graph_.values(graph_.initial());
    std::copy_n(valuations_[preview], values_.size(), values_.begin());
    for (std::uint32_t fluent = 0; fluent < kept.size(); ++fluent) {
        if (kept[fluent] == 0) layout_.set(values_.data(), fluent, initial[fluent]);
    }
    return valuations_.intern(values_.data());
}

std::uint32_t Preview::compute(std::uint32_t preview, std::uint32_t action) {
    learn_numbers();
    std::copy_n(valuations_[preview], values_.size(), values_.begin());
    before_ = values_;
    bool settled = !apply(action, view(before_.data()));
    for (int firings = 0; !settled; ++firings) {
        std::uint32_t first = none;
        triggers_.for_each(view(values_.data()), [&first](EventId trigger) {
            first = std::min(first, trigger.index);
            return false;
        });
        settled = first == none;
        if (settled) break;
        if (firings == most_previewed_firings) {
            numbers_.keep_first(graph_.number_count());
            return none;
        }
        before_ = values_;
        apply(first, view(before_.data()));
    }
    // A number that the graph has not met yet has no index there; the graph has to meet it first.
    // All others stay: conditions of other acts are evaluated before anything is learnt again.
    if (numbers_.size() > graph_.number_count()) {
        numbers_.keep_first(graph_.number_count());
        return none;
    }
    return valuations_.intern(values_.data());
}

// Applies the effects on the state itself to values_; false if nothing changed.
bool Preview::apply(std::uint32_t event, View view) {
    bool changed = false;
    for (const Effect &effect : graph_.world().effects_of(EventId{event})) {
        if (!graph_.world().chain(effect.chain).empty()) continue;
        if (!evaluation_.holds(effect.condition, view)) continue;
        const Value value = evaluation_.value(effect.value, view);
        layout_.set(values_.data(), effect.fluent, value);
        changed = changed || value != layout_.get(view.words, effect.fluent);
    }
    return changed;
}

void Preview::learn_numbers() {
    while (numbers_.size() < graph_.number_count()) {
        numbers_.intern(graph_.number(static_cast<Value>(numbers_.size())));
    }
}

double Preview::utility(std::uint32_t preview, std::uint32_t agent) {
    // Stands for "not computed yet"; utilities are finite or NaN.
    constexpr double pending = std::numeric_limits<double>::infinity();
    Segments<double> &known = utilities_[agent];
    known.grow(size(), pending);
    if (known[preview] == pending) {
        learn_numbers();
        known[preview] =
            evaluation_.number(graph_.world().utilities[agent], view(valuations_[preview]));
    }
    return known[preview];
}

bool Preview::agrees(std::uint32_t preview, StateId state) const {
    if (preview == none) return true;
    const auto previewed = values(preview);
    const auto real = graph_.values(state);
    return std::equal(previewed.begin(), previewed.end(), real.begin(), real.end());
}

std::size_t Preview::bytes() const noexcept {
    std::size_t sum = memory_.held() + of_valuation_.bytes();
    for (const auto &known : utilities_) sum += known.bytes();
    return sum;
}

}  // namespace dramaturge
