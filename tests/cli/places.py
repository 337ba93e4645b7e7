"""Where the worlds of these tests are."""

from pathlib import Path

GOOD = Path(__file__).resolve().parents[1] / "worlds" / "good"
GOLDEN = Path(__file__).resolve().parent / "golden"
