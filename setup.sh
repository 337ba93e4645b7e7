#!/usr/bin/env bash
# Makes the virtual environment .venv and installs Dramaturge in it, editable, with all that the
# tests need. Needs Python 3.11 or newer with venv, and a C++20 compiler.
#
#   ./setup.sh [PYTHON]      PYTHON: the interpreter to use (default: python3)
set -euo pipefail
cd "$(dirname "$0")"

# Some machines switch bytecode off, which makes every start slow.
unset PYTHONDONTWRITEBYTECODE

python=${1:-python3}
step() { printf '==> %s\n' "$*"; }
fail() { printf 'setup.sh: %s\n' "$*" >&2; exit 1; }

command -v "$python" >/dev/null || fail "no '$python' here; give an interpreter: ./setup.sh PYTHON"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or newer is needed, '$python' is $("$python" --version 2>&1)"
command -v c++ >/dev/null || command -v g++ >/dev/null || [ -n "${CXX:-}" ] ||
    fail "no C++ compiler (on Debian: apt-get install g++)"

if [ ! -x .venv/bin/python ]; then
    step "creating .venv"
    # Debian keeps what puts pip into a venv in a package of its own; pip itself can do it, too.
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        "$python" -m venv --without-pip .venv &&
            "$python" -m pip -q --disable-pip-version-check --python .venv/bin/python install pip ||
            fail "could not create .venv (on Debian: apt-get install python3-venv)"
    fi
fi
header=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h
[ -f "$header" ] || fail "no Python.h to build against (on Debian: apt-get install python3-dev)"
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }

step "installing the build tools"
pip install -q -c constraints.txt scikit-build-core nanobind ninja cmake

step "building the kernel and installing dramaturge (about half a minute)"
# Without isolation nanobind stays in one place, and rebuilding takes seconds.
pip install -q -c constraints.txt --no-build-isolation -e '.[test]'

.venv/bin/python -c 'import dramaturge, dramaturge._kernel' || fail "the installation does not import"
step "done: .venv/bin/dramaturge --help"
