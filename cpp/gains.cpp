#include "gains.hpp"

#include <algorithm>

#include "planner_outlook.hpp"

namespace dramaturge {

namespace {

// Whether the event changes one of the fluents in the state itself.
bool changes(const GroundWorld &world, std::uint32_t event, const FluentSet &fluents) {
    const auto effects = world.effects_of(EventId{event});
    return std::any_of(effects.begin(), effects.end(), [&](const Effect &effect) {
        return world.chain(effect.chain).empty() && fluents.contains(effect.fluent);
    });
}

}  // namespace

Gains::Gains(const GroundWorld &world) : refusing_(world.action_count, nobody) {
    for (std::uint32_t who = 0; who < world.character_count; ++who) {
        const std::vector<char> moving = this->moving(world, world.utilities[1 + who]);
        if (moving.empty()) continue;
        for (std::uint32_t action = 0; action < world.action_count; ++action) {
            const auto consenting = world.consenting_of(EventId{action});
            if (std::find(consenting.begin(), consenting.end(), who) == consenting.end()) continue;
            const auto effects = world.effects_of(EventId{action});
            const bool may_gain =
                std::any_of(effects.begin(), effects.end(), [&](const Effect &effect) {
                    return world.chain(effect.chain).empty() && moving[effect.fluent] != 0;
                });
            if (may_gain) continue;
            refusing_[action] = refusing_[action] == nobody ? who : several;
        }
    }
}

// No trigger could fire before the act, so one that does reads a fluent which was changed, or a
// belief, which the act may have changed in other ways.
std::vector<char> Gains::moving(const GroundWorld &world, std::uint32_t utility) const {
    if (term_reads_beliefs(world, utility)) return {};
    FluentSet fluents(world);
    fluents.add_term(utility);
    for (std::size_t before = SIZE_MAX; before != fluents.size();) {
        before = fluents.size();
        for (std::uint32_t event = world.action_count; event < world.events.size(); ++event) {
            if (!changes(world, event, fluents)) continue;
            if (condition_reads_beliefs(world, world.events[event].precondition)) return {};
            fluents.add_condition(world.events[event].precondition);
        }
    }
    return fluents.flags();
}

}  // namespace dramaturge
