"""Names with arguments, as text: `tell(Ann, hidden(Key, Barn))`."""

from __future__ import annotations


def split_term(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The name before the brackets and the arguments, which may have brackets of their own; None
    if the text has not that shape."""
    name, bracket, inside = text.strip().partition("(")
    if not bracket or not inside.endswith(")"):
        return None
    return name.strip(), split_arguments(inside[:-1])


def split_arguments(text: str) -> tuple[str, ...]:
    """The parts between the commas that stand in no brackets; none if there is only space."""
    if not text.strip():
        return ()
    if "(" not in text:
        return tuple(map(str.strip, text.split(",")))
    parts, depth, start = list[str](), 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(text[start:place].strip())
            start = place + 1
    return (*parts, text[start:].strip())


def spaced(text: str) -> str:
    """The term with spaces as this program writes them: one after each comma, no others."""
    term = split_term(text)
    if term is None:
        return text.strip()
    return f"{term[0]}({', '.join(map(spaced, term[1]))})"
