"""Comments that describe what follows them."""

from __future__ import annotations

from dramaturge.syntax.lexer import Tokens


def description(tokens: Tokens, place: int) -> str | None:
    """The comments directly before a token, without their marks; a blank line separates."""
    text, end = tokens.source.text, tokens.starts[place]
    groups: list[list[str]] = []
    for start, stop in reversed(tokens.comments.get(place, [])):
        is_trailing = place > 0 and "\n" not in text[tokens.ends[place - 1] : start]
        if text.count("\n", stop, end) > 1 or is_trailing:
            break
        groups.append(_plain(text[start:stop]))
        end = start
    lines = [line for group in reversed(groups) for line in group]
    return "\n".join(lines).strip("\n") or None


def _plain(comment: str) -> list[str]:
    """The lines of a comment without its marks."""
    if comment.startswith("//"):
        return [comment.lstrip("/").strip()]
    inside = comment[2:].removesuffix("*/")
    lines = [line.strip().removeprefix("*").strip() for line in inside.splitlines()]
    return [line for place, line in enumerate(lines) if line or 0 < place < len(lines) - 1]
