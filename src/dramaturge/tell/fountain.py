"""A telling as a screenplay in Fountain (https://fountain.io/syntax).

Headings, action and character names are forced (`.`, `!`, `@`) wherever the syntax could take them
for something else. A screen shows no thoughts: motives are left out, feelings are played.
"""

from __future__ import annotations

import re

from dramaturge.tell.telling import Paragraph, Sentence, Telling
from dramaturge.tell.units import Kind

_UNSEEN = (Kind.motive, Kind.background)
_LOOKS_LIKE = re.compile(r"^(?:[.!@>~=#*_\[(]|int\b|ext\b|est\b|i/e\b)", re.IGNORECASE)


def fountain(telling: Telling) -> str:
    """The screenplay, with a title page."""
    blocks = [f"Title: {_one_line(telling.title or 'A story')}\nCredit: told by Dramaturge"]
    for scene in telling.scenes:
        place = scene.place and telling.places.get(scene.place)
        heading = place or scene.title or "Elsewhere"
        blocks.append(f".{_one_line(heading).upper().strip(' .')}")
        if scene.title and place and scene.title.lower() != place.lower():
            blocks.append(f"= {_one_line(scene.title)}")
        for paragraph in scene.paragraphs:
            blocks += _blocks(paragraph)
    return "\n\n".join(blocks) + "\n"


def _blocks(paragraph: Paragraph) -> list[str]:
    """Action and dialogue; what is told around spoken words becomes action."""
    found: list[str] = []
    action: list[str] = []
    for sentence in paragraph.sentences:
        if sentence.kind in _UNSEEN:
            continue
        if sentence.quote is None:
            action.append(sentence.shown or sentence.text)
            continue
        if action:
            found.append(_action(" ".join(action)))
            action = []
        found.append(_dialogue(sentence))
    if action:
        found.append(_action(" ".join(action)))
    return found


def _dialogue(sentence: Sentence) -> str:
    assert sentence.quote is not None
    words = sentence.quote.words
    words = words if words[-1:] in ".?!…" else f"{words}."
    return f"@{_one_line(sentence.quote.called).upper()}\n{_one_line(words)}"


def _action(text: str) -> str:
    """Action; forced where it could be read as a heading, a cue or markup."""
    text = _one_line(text)
    escaped = re.sub(r"([*_])", r"\\\1", text)
    is_cue = escaped == escaped.upper() or _LOOKS_LIKE.match(escaped) or escaped.endswith("TO:")
    return f"!{escaped}" if is_cue else escaped


def _one_line(text: str) -> str:
    return " ".join(text.split())
