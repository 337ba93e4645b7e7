"""Runs pytest on the package in $DRAMATURGE_SANITIZED instead of the installed one."""

from __future__ import annotations

import os
import sys

import pytest


def main() -> int:
    package = os.environ["DRAMATURGE_SANITIZED"]
    # An editable installation finds its modules by a hook that comes before the path.
    sys.meta_path[:] = [f for f in sys.meta_path if "ScikitBuild" not in type(f).__name__]
    sys.path.insert(0, package)
    from dramaturge import _kernel

    assert _kernel.__file__ is not None
    assert _kernel.__file__.startswith(package), _kernel.__file__
    return pytest.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
