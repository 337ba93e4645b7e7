// Sets of characters.
#pragma once

#include <cstdint>

#include "ground_world.hpp"

namespace dramaturge {

// Characters as bits; those from the last bit on share it.
using People = std::uint64_t;
inline constexpr People everybody = ~People{0};
inline constexpr std::uint32_t last_person = 63;

constexpr People person(std::uint32_t character) {
    return People{1} << (character < last_person ? character : last_person);
}

// Those who must consent to the event.
inline People consenting_people(const GroundWorld &world, EventId event) {
    People people = 0;
    for (const std::uint32_t character : world.consenting_of(event)) people |= person(character);
    return people;
}

}  // namespace dramaturge
