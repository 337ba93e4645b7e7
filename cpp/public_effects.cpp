#include "public_effects.hpp"

#include <algorithm>

#include "reads.hpp"

namespace dramaturge {

PublicEffects::PublicEffects(const GroundWorld &world) {
    for (std::uint32_t event = 0; event < world.events.size(); ++event) {
        const auto first = static_cast<std::uint32_t>(fluents_.size());
        bool uniform = true;
        const auto look = [&](Read read) { uniform = uniform && world.is_public[read.fluent] != 0; };
        for (const Effect &effect : world.effects_of(EventId{event})) {
            if (world.is_public[effect.fluent] == 0) {
                continue;
            }
            if (std::find(fluents_.begin() + first, fluents_.end(), effect.fluent) ==
                fluents_.end()) {
                fluents_.push_back(effect.fluent);
            }
            for_each_read(world, effect.condition, look);
            for_each_read_of_term(world, effect.value, look);
        }
        ranges_.push_back({first, static_cast<std::uint32_t>(fluents_.size()) - first});
        uniform_.push_back(uniform);
    }
}

std::size_t PublicEffects::bytes() const noexcept {
    return ranges_.capacity() * sizeof(Range) + uniform_.capacity() / 8 +
           fluents_.capacity() * sizeof(std::uint32_t);
}

}  // namespace dramaturge
