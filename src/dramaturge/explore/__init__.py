"""What can happen: all motivated stories to a depth, endings, points of no return, counts."""

from __future__ import annotations

from dramaturge.explore.explore import Target, explore
from dramaturge.explore.result import Count, EndingReport, Exploration, Never, Turn

__all__ = ["Count", "EndingReport", "Exploration", "Never", "Target", "Turn", "explore"]
