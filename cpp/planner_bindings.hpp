// The planner, made known to Python. Called from module.cpp, after the state graph.
#pragma once

#include <nanobind/nanobind.h>

namespace dramaturge {

void bind_planner(nanobind::module_ &module);

}  // namespace dramaturge
