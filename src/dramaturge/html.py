"""Small tables and lists for notebooks; everything that comes from outside is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

Words = Mapping[str, str]  # acts in words, by act

_LEFT = ' style="text-align: left; vertical-align: top"'


def said(act: str, words: Words) -> str:
    """An act in words if there are any, escaped."""
    return escape(words.get(act, act))


def cell(value: object) -> str:
    """A value, escaped; nothing for None."""
    return "" if value is None else escape(str(value))


def story(acts: Sequence[str], words: Words, first: int = 1) -> str:
    """Acts as a numbered list."""
    items = "".join(f"<li>{said(act, words)}</li>" for act in acts)
    return f'<ol start="{first}">{items}</ol>' if acts else ""


def listing(items: Iterable[str]) -> str:
    """Sentences, escaped, as a list."""
    told = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{told}</ul>" if told else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """A table whose heads and caption are plain text and whose cells are HTML already."""
    body = "".join(f"<tr>{''.join(f'<td{_LEFT}>{each}</td>' for each in row)}</tr>" for row in rows)
    if not body:
        return ""
    top = "".join(f"<th{_LEFT}>{escape(head)}</th>" for head in heads)
    said_above = f"<caption{_LEFT}>{escape(caption)}</caption>" if caption else ""
    return f"<table>{said_above}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def answer(headline: str, *parts: str) -> str:
    """A whole answer: a line in bold, and what belongs to it."""
    return f"<div><p><b>{escape(headline)}</b></p>{''.join(parts)}</div>"
