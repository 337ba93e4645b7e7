"""A telling as plain text and as Markdown."""

from __future__ import annotations

import re
import textwrap

from dramaturge.tell.telling import Telling, TellingScene

BREAK = "* * *"


def plain_text(telling: Telling, width: int = 0) -> str:
    """Headings, paragraphs with an empty line between; width 0: a paragraph is one line."""
    blocks = [typeset(telling.title), "=" * len(telling.title)] if telling.title else []
    lines = ["\n".join(blocks)] if blocks else []
    for number, scene in enumerate(telling.scenes):
        heading = _heading(scene)
        if heading:
            lines.append(f"{heading}\n{'-' * len(heading)}")
        elif number:
            lines.append(BREAK if width == 0 else BREAK.center(min(width, 80)).rstrip())
        lines += [_wrapped(paragraph.text, width) for paragraph in scene.paragraphs]
    return "\n\n".join(lines) + "\n"


def markdown(telling: Telling) -> str:
    """Headings with `#`; what could be taken for markup is escaped."""
    lines = [f"# {_escaped(telling.title)}"] if telling.title else []
    for number, scene in enumerate(telling.scenes):
        heading = _heading(scene)
        if heading:
            lines.append(f"## {_escaped(heading)}")
        elif number:
            lines.append("\\* \\* \\*")
        lines += [_escaped(paragraph.text) for paragraph in scene.paragraphs]
    return "\n\n".join(lines) + "\n"


def typeset(text: str) -> str:
    """The text with the apostrophes of print, which its quotation marks are of already."""
    return text.replace("'", "’")


def _heading(scene: TellingScene) -> str:
    return typeset(scene.title)


def _wrapped(text: str, width: int) -> str:
    text = typeset(text)
    if width <= 0 or len(text) <= width:
        return text
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def _escaped(text: str) -> str:
    text = re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", typeset(text))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=~])", r"\\\1", text))
