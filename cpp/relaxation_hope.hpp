// Optimistic evaluation: what a term may be and whether a condition may hold, given what every
// fluent may be. See relaxation.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "ground_world.hpp"
#include "relaxation.hpp"

namespace dramaturge {

// Entities beyond this share one bit: more hope, never less.
inline constexpr std::uint32_t last_bit = 63;

inline std::uint64_t bit_of(Value value) {
    return std::uint64_t{1} << (value < last_bit ? value : last_bit);
}

inline constexpr std::uint64_t every_value = ~std::uint64_t{0};

inline constexpr std::uint64_t unknown_number = 1;
inline constexpr std::uint64_t known_number = 2;

// What is asked of a fluent: one of these values, as bits.
struct Fact {
    Read read;
    std::uint64_t values;
};

// What a condition's having this truth value asks of a fluent, where it compares it with a constant
// that is no number; none for conditions of another kind.
std::optional<Fact> fact_of(const GroundWorld &world, const Condition &condition, bool truth);

// Anything at all, of the kind.
Hope any_hope(Kind kind);

// Adds what `more` allows; true if that was new.
bool merge(Hope &into, const Hope &more);

struct HopeReader {
    const GroundWorld &world;
    std::span<const Hope> hopes;  // [fluent]

    Hope term(std::uint32_t index) const;

    // Whether the condition may have this truth value.
    bool may(std::uint32_t index, bool truth) const;

private:
    Hope read(Read read) const;
    bool may_compare(const Condition &condition, bool truth) const;
};

}  // namespace dramaturge
