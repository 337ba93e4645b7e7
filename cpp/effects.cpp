#include "effects.hpp"

#include <algorithm>

namespace dramaturge {

Effects::Effects(const GroundWorld &world, Evaluation &evaluation)
    : world_(world), evaluation_(evaluation) {
    for (const Event &event : world_.events) {
        plan(event);
    }
}

void Effects::plan(const Event &event) {
    const Layout &layout = evaluation_.layout();
    const std::uint32_t end = event.effects.first + event.effects.count;
    const auto chain_of = [&](std::uint32_t effect) {
        return world_.chain(world_.effects[effect].chain);
    };
    const auto is_alone = [&](std::uint32_t effect) {
        for (std::uint32_t other = event.effects.first; other < end; ++other) {
            if (other != effect && chain_of(other).empty() &&
                world_.effects[other].fluent == world_.effects[effect].fluent) {
                return false;
            }
        }
        return true;
    };
    Plan plan;
    plan.patches.first = static_cast<std::uint32_t>(patches_.size());
    plan.own.first = static_cast<std::uint32_t>(order_.size());
    const auto patch = [&](std::uint32_t fluent, Value value) {
        const Layout::Pattern pattern = layout.pattern(fluent, value);
        const auto first = patches_.begin() + plan.patches.first;
        auto found = std::find_if(
            first, patches_.end(), [&](const Patch &other) { return other.word == pattern.word; });
        if (found == patches_.end()) {
            patches_.push_back({pattern.word, ~Word{0}, 0});
            found = patches_.end() - 1;
        }
        found->keep &= ~pattern.mask;
        found->set |= pattern.bits;
    };
    for (std::uint32_t i = event.effects.first; i < end; ++i) {
        const Effect &effect = world_.effects[i];
        if (!chain_of(i).empty()) {
            plan.tells = true;
            continue;
        }
        const Term &value = world_.terms[effect.value];
        if (value.form == Term::Form::constant && is_alone(i) &&
            evaluation_.is_always_true(effect.condition)) {
            patch(effect.fluent, value.value);
        } else {
            order_.push_back(i);
        }
    }
    plan.patches.count = static_cast<std::uint32_t>(patches_.size()) - plan.patches.first;
    plan.own.count = static_cast<std::uint32_t>(order_.size()) - plan.own.first;
    if (plan.tells) {
        plan.told = static_cast<std::uint32_t>(told_.size());
        for (std::uint32_t c = 0; c < world_.character_count; ++c) {
            const auto first = static_cast<std::uint32_t>(order_.size());
            for (std::uint32_t i = event.effects.first; i < end; ++i) {
                if (!chain_of(i).empty() && chain_of(i)[0] == c) {
                    order_.push_back(i);
                }
            }
            told_.push_back({first, static_cast<std::uint32_t>(order_.size()) - first});
        }
    }
    plans_.push_back(plan);
}

bool Effects::apply(EventId event, View before, Word *after) {
    const Layout &layout = evaluation_.layout();
    std::copy_n(before.words, layout.width(), after);
    const Plan &plan = plans_[event.index];
    for (std::uint32_t i = 0; i < plan.patches.count; ++i) {
        const Patch &patch = patches_[plan.patches.first + i];
        after[patch.word] = (after[patch.word] & patch.keep) | patch.set;
    }
    for (std::uint32_t i = 0; i < plan.own.count; ++i) {
        const Effect &effect = world_.effects[order_[plan.own.first + i]];
        if (!evaluation_.holds(effect.condition, before)) {
            continue;
        }
        const Value value = evaluation_.value(effect.value, before);
        if (!layout.fits(effect.fluent, value)) {
            return false;
        }
        layout.set(after, effect.fluent, value);
    }
    return true;
}

// Whether a later effect that applies sets the same place: only the last one is told.
bool Effects::is_overruled(Range range, std::uint32_t at, View before) const {
    const Effect &effect = world_.effects[order_[range.first + at]];
    for (std::uint32_t i = at + 1; i < range.count; ++i) {
        const Effect &later = world_.effects[order_[range.first + i]];
        if (later.fluent == effect.fluent && later.chain == effect.chain &&
            evaluation_.holds(later.condition, before)) {
            return true;
        }
    }
    return false;
}

std::size_t Effects::bytes() const noexcept {
    return plans_.capacity() * sizeof(Plan) + patches_.capacity() * sizeof(Patch) +
           order_.capacity() * sizeof(std::uint32_t) + told_.capacity() * sizeof(Range);
}

}  // namespace dramaturge
