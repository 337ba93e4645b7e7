// The explorer, made known to Python. Called from module.cpp, after the state graph.
#pragma once

#include <nanobind/nanobind.h>

namespace dramaturge {

void bind_explorer(nanobind::module_ &module);

}  // namespace dramaturge
