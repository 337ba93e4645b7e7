"""A telling as a page of HTML that needs nothing else."""

from __future__ import annotations

from html import escape

from dramaturge.tell.formats import typeset
from dramaturge.tell.telling import Telling

_STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf6; --ink: #22201c; --pale: #8a8375; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16171a; --ink: #d9d6ce; --pale: #8f8b81; }
}
.telling { background: var(--paper); color: var(--ink); margin: 0 auto; max-width: 34em;
  padding: 3rem 1.5rem 5rem; hyphens: auto; text-wrap: pretty;
  font: 1.15rem/1.6 "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua",
  Georgia, serif; }
.telling h1 { font-size: 2em; font-weight: 500; line-height: 1.2; margin: 0 0 .2em;
  text-align: center; }
.telling .teller { color: var(--pale); font-style: italic; margin: 0 0 3em; text-align: center;
  text-indent: 0; }
.telling h2 { font-size: 1.1em; font-weight: 500; letter-spacing: .04em; margin: 3em 0 1.2em;
  text-align: center; }
.telling p { margin: 0; text-indent: 1.4em; }
.telling h2 + p, .telling hr + p, .telling .teller + p { text-indent: 0; }
.telling h2 + p::first-letter { font-size: 1.35em; line-height: 1; }
.telling hr { border: 0; margin: 2.2em 0; text-align: center; }
.telling hr::before { color: var(--pale); content: "\\2042"; font-size: 1.3em; }
.telling section.flashback h2::after { color: var(--pale); content: "earlier"; display: block;
  font-size: .8em; font-style: italic; }
@media print { .telling { background: none; color: #000; max-width: none; padding: 0; } }
"""


def page(telling: Telling) -> str:
    """A page of its own: no script, no font, no picture from elsewhere."""
    title = escape(telling.title or "A story")
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n"
        f"<style>{_STYLE}html {{ background: #fbfaf6; }} body {{ margin: 0; }}\n"
        "@media (prefers-color-scheme: dark) { html { background: #16171a; } }\n</style>\n</head>\n"
        f"<body>\n{_article(telling)}</body>\n</html>\n"
    )


def body(telling: Telling) -> str:
    """The same as a part of another page, such as a notebook."""
    return f"<style>{_STYLE}</style>\n{_article(telling)}"


def _article(telling: Telling) -> str:
    lines = ['<article class="telling">']
    if telling.title:
        lines.append(f"<h1>{_typeset(telling.title)}</h1>")
    told_by = telling.teller
    if told_by:
        lines.append(f'<p class="teller">as {escape(told_by)} has it</p>')
    for number, scene in enumerate(telling.scenes):
        lines.append(f"<section{' class=flashback' if scene.is_flashback else ''}>")
        if scene.title:
            lines.append(f"<h2>{_typeset(scene.title)}</h2>")
        elif number:
            lines.append("<hr>")
        lines += [f"<p>{_typeset(paragraph.text)}</p>" for paragraph in scene.paragraphs]
        lines.append("</section>")
    return "\n".join([*lines, "</article>\n"])


def _typeset(text: str) -> str:
    """The text for a page, with the apostrophes of print."""
    return escape(typeset(text))
