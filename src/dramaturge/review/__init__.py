"""A dramaturge's notes on a story: one kind of finding per module, each by the definition alone."""

from __future__ import annotations

from dramaturge.review.review import Reviewer

__all__ = ["Reviewer"]
