// Typed indices. Each is dense, starts at 0 and counts within one world or one graph.
//
// One-field structs, so that a character cannot be passed where a fluent is meant; they cost
// nothing at run time.
#pragma once

#include <compare>
#include <cstdint>

namespace dramaturge {

struct StateId {
    std::uint32_t index;
    auto operator<=>(const StateId &) const = default;
};

// Actions come first, in the order of the world, then the triggers.
struct EventId {
    std::uint32_t index;
    auto operator<=>(const EventId &) const = default;
};

struct CharacterId {
    std::uint32_t index;
    auto operator<=>(const CharacterId &) const = default;
};

struct FluentId {
    std::uint32_t index;
    auto operator<=>(const FluentId &) const = default;
};

inline constexpr StateId no_state{UINT32_MAX};

// The value of a fluent. Boolean: 0 false, 1 true. Entity: 0 unknown, i + 1 the entity i.
// Number: 0 unknown, else an index into the numbers of the graph (StateGraph::number); equal
// numbers have equal indices.
using Value = std::uint32_t;

inline constexpr Value unknown = 0;

}  // namespace dramaturge
