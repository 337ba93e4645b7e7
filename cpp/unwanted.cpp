#include "unwanted.hpp"

#include "relaxation_hope.hpp"

namespace dramaturge {

std::vector<char> unwanted_actions(const GroundWorld &world) {
    std::vector<Hope> anything;
    for (const Kind kind : world.fluents) anything.push_back(any_hope(kind));
    const HopeReader reader{world, anything};
    std::vector<char> wants(world.character_count);
    for (std::uint32_t character = 0; character < world.character_count; ++character) {
        const Hope utility = reader.term(world.utilities[1 + character]);
        wants[character] = utility.low < utility.high;
    }
    std::vector<char> unwanted(world.action_count, 0);
    for (std::uint32_t action = 0; action < world.action_count; ++action) {
        for (const std::uint32_t character : world.consenting_of(EventId{action})) {
            if (wants[character] == 0) unwanted[action] = 1;
        }
    }
    return unwanted;
}

}  // namespace dramaturge
