// The bounds that the search relies on, made known to Python: for tests alone. Called from
// module.cpp.
#pragma once

#include <nanobind/nanobind.h>

namespace dramaturge {

void bind_bounds(nanobind::module_ &module);

}  // namespace dramaturge
