"""Making large structures without Python looking for garbage in them all the while."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """No search for garbage meanwhile: what is made has no cycles, and there is so much of it that
    looking through it again and again took 40 % of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()  # and back: what was made counts as old, and is not looked through at once
            gc.unfreeze()
            gc.enable()
