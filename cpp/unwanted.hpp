// Acts that are never done, in reality or in any mind, as somebody who must consent wants nothing.
//
// A reason is a plan that makes a utility better; where a utility can have but one value, whatever
// happens, there is none. Source: docs/semantics.md 6.
#pragma once

#include <vector>

#include "ground_world.hpp"

namespace dramaturge {

// [action] whether it is one.
std::vector<char> unwanted_actions(const GroundWorld &world);

}  // namespace dramaturge
