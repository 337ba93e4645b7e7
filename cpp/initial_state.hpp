// The first state of a world, before triggers, from its explicit entries.
//
// A belief state is determined by its set of entries. What c believes: the real values; then for
// each entry on a chain c + w the same entry on w, replacing; it is also kept on c + w, below an
// explicit one on c + c + w. Entries on chains that start with others vanish. So the sets met are
// finitely many, and states with the same set are the same.
#pragma once

#include "construction.hpp"
#include "ground_world.hpp"
#include "ids.hpp"
#include "layout.hpp"

namespace dramaturge {

// A passing state.
StateId initial_state(const GroundWorld &world, const Layout &layout, Construction &construction);

}  // namespace dramaturge
