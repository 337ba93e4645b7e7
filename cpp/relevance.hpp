// Which facts matter to a utility: its own, and backwards those that help to bring them about.
#pragma once

#include <cstdint>
#include <vector>

#include "ground_world.hpp"

namespace dramaturge {

// [fluent] the values that matter, as bits of relaxation_hope.hpp; all bits for a number.
// author: whether author-only actions count as a way to bring something about.
std::vector<std::uint64_t> relevant_values(const GroundWorld &world, std::uint32_t utility,
                                           bool author);

}  // namespace dramaturge
