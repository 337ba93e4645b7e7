#!/usr/bin/env bash
# Builds the kernel with AddressSanitizer and UndefinedBehaviorSanitizer in build/sanitize and runs
# the kernel's tests under it. More random worlds: DRAMATURGE_FUZZ=1.
#
#   tests/sanitize.sh [ARGUMENTS OF PYTEST]
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
python=$(realpath -s "${PYTHON:-.venv/bin/python}")
out=$PWD/build/sanitize

cmake=$(dirname "$python")/cmake
[ -x "$cmake" ] || cmake=cmake
"$cmake" -S . -B "$out" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DDRAMATURGE_SANITIZE=ON \
    -DPython_EXECUTABLE="$python" -DCMAKE_MAKE_PROGRAM="$(dirname "$python")/ninja" \
    -Dnanobind_ROOT="$("$python" -m nanobind --cmake_dir)" >"$out.log" 2>&1 ||
    { cat "$out.log" >&2; exit 1; }
"$cmake" --build "$out" >>"$out.log" 2>&1 || { cat "$out.log" >&2; exit 1; }

# A package of links beside the instrumented module stands in for the installed one.
rm -rf "$out/package"
mkdir -p "$out/package"
cp -rs "$PWD/src/dramaturge" "$out/package/dramaturge"
cp "$out"/_kernel*.so "$out/package/dramaturge/"

compiler=${CXX:-c++}
# libstdc++ comes along because the sanitizer must find it to intercept exceptions.
preload="$("$compiler" -print-file-name=libasan.so) $("$compiler" -print-file-name=libstdc++.so.6)"
# What takes the address space away cannot run here: the sanitizer needs it, and ends the process where
# memory is refused. The same failures come from limits and from numbers that run out (test_capacity).
if [ $# -eq 0 ]; then
    set -- tests/kernel tests/plan/test_bounds.py tests/plan/test_capacity.py tests/plan/test_settle.py \
        --deselect tests/kernel/test_graph_limits.py::test_a_graph_survives_running_out_of_memory
fi
LD_PRELOAD=$preload ASAN_OPTIONS=detect_leaks=0:halt_on_error=1 UBSAN_OPTIONS=print_stacktrace=1 \
    DRAMATURGE_SANITIZED="$out/package" "$python" tests/sanitized.py -q -p no:cacheprovider --capture=sys "$@"
