#include "relevance.hpp"

#include "needs.hpp"

namespace dramaturge {

std::vector<std::uint64_t> relevant_values(const GroundWorld &world, std::uint32_t utility,
                                           bool author) {
    std::vector<std::uint64_t> mask(world.fluent_count(), 0);
    bool grew = false;
    Needs needs(world, [&](Read read, std::uint64_t values) {
        // Beliefs are taken to be as wanted: nothing needs to bring them about.
        if (!world.chain(read.chain).empty()) return;
        if ((mask[read.fluent] | values) == mask[read.fluent]) return;
        mask[read.fluent] |= values;
        grew = true;
    });
    needs.term(utility, Wanted::high);
    std::vector<char> counted(world.effects.size(), 0);
    do {
        grew = false;
        for (std::uint32_t event = 0; event < world.events.size(); ++event) {
            const bool author_only =
                event < world.action_count && world.consenting_of(EventId{event}).empty();
            if (author_only && !author) continue;
            const Range range = world.events[event].effects;
            for (std::uint32_t i = range.first; i < range.first + range.count; ++i) {
                const Effect &effect = world.effects[i];
                if (counted[i] != 0 || !world.chain(effect.chain).empty()) continue;
                if ((mask[effect.fluent] & brought_by(world, effect)) == 0) continue;
                counted[i] = 1;
                needs.condition(world.events[event].precondition, true);
                needs.condition(effect.condition, true);
                needs.term(effect.value, Wanted::both);
            }
        }
    } while (grew);
    return mask;
}

}  // namespace dramaturge
