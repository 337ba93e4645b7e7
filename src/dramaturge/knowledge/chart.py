"""Who knows what as a picture: a panel per fact, a lane per mind, the beats across.

A bar says what a mind thinks; what is wrong is hatched, what is not known is an empty frame. A
mark stands where a mind, or its standing, changes; shaded are the beats that somebody acts or
stands by in dramatic irony. No text leaves its place: it is cut to fit, and whole in the tooltip.
Widths of letters are estimates on the safe side, since fonts are the reader's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

from dramaturge.ground.world import Value
from dramaturge.knowledge.chart_style import CHANGE_MARKS, FILLS, STYLES
from dramaturge.knowledge.codes import MOST_COLUMNS, MOST_LANES, TooLargeError
from dramaturge.knowledge.show import HOW_TOLD, marked, mind_shown, value_shown
from dramaturge.knowledge.table import How, Knowledge, Mind, Span, Standing

MARGIN = 20
LANE, BAR = 26, 20
PANEL_HEAD, PANEL_GAP = 46, 18
NARROWEST, WIDEST, WIDTH = 30, 96, 1_060  # of a column; of all columns, if they may be that wide
LABEL_MOST = 220
LETTER = 0.6  # of the size: as wide as letters of proportional fonts get, but for M and W


def to_svg(known: Knowledge, theme: str = "auto") -> str:
    """The picture as a document of its own. Raises TooLargeError, or ValueError for the theme."""
    if theme not in STYLES:
        raise ValueError(f"theme must be one of {', '.join(STYLES)}, not '{theme}'")
    lanes = len(known.fluents) * len(known.minds)
    if lanes > MOST_LANES or known.last_beat > MOST_COLUMNS:
        raise TooLargeError(
            "K103",
            f"nobody could read a chart of {lanes:,} lanes and {known.last_beat:,} beats",
            "ask about fewer facts with --about, for less depth, or take another format",
        )
    return _Chart(known).drawn(STYLES[theme])


class _Chart:
    """One drawing; `parts` in the order of painting, `y` where the next thing goes."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known
        self._count = max(len(known.moments), 1)
        labels = [mind_shown(known, mind) for mind in known.minds] or [""]
        widest = max(_width(label, 12) for label in labels)
        self._left = MARGIN + min(max(widest, 70.0), LABEL_MOST) + 12
        self._column = min(max(WIDTH / self._count, NARROWEST), WIDEST)
        self._right = max(self._left + self._column * self._count, 620.0)
        self._parts: list[str] = []
        self._y = 0.0

    def drawn(self, style: str) -> str:
        self._y = MARGIN + 18
        self._text(MARGIN, self._y, "Who knows what", "title", self._right - MARGIN, 18)
        self._legend()
        spans = {(fluent, mind): s for fluent, mind, s in self._known.all_spans()}
        for row, fluent in enumerate(self._known.fluents):
            self._panel(row, fluent, spans)
        if not self._known.fluents:
            self._y += 40
            nothing = "Everybody is right about everything, all the time."
            self._text(MARGIN, self._y, nothing, "label", self._right - MARGIN, 12)
        self._acts()
        width, height = round(self._right + MARGIN), round(self._y + MARGIN)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" class="knows">\n'
            f"<title>Who knows what</title>\n<style>{style}</style>\n"
            '<defs><pattern id="knows-wrong" width="7" height="7" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="2" height="7" class="hatch"/></pattern>'
            f'</defs>\n<rect width="{width}" height="{height}" class="page"/>\n'
            + "\n".join(self._parts)
            + "\n</svg>\n"
        )

    def _legend(self) -> None:
        """What bars and marks mean, in as many lines as it takes."""
        self._y += 26
        x = float(MARGIN)
        entries = [("right", "right"), ("wrong", "wrong"), ("unknown", "does not know")]
        entries += [("irony", "dramatic irony")]
        told = [(how.value, HOW_TOLD[how]) for how in CHANGE_MARKS]
        for key, words in [*entries, *told]:
            step = 26 + _width(words, 11) + 16
            if x + step > self._right and x > MARGIN:
                x, self._y = float(MARGIN), self._y + 22
            if key in CHANGE_MARKS_BY_NAME:
                self._mark(x + 9, self._y - 4, CHANGE_MARKS_BY_NAME[key])
            else:
                self._swatch(x, self._y - 11, key)
            self._text(x + 24, self._y, words, "dim", step, 11)
            x += step
        self._y += 10

    def _swatch(self, x: float, y: float, key: str) -> None:
        kind = {"irony": "irony", "unknown": "bar none"}.get(key, "bar v0")
        self._box(x, y, 18, 14, kind)
        if key == "irony":
            self._box(x, y + 10, 18, 4, "irony edge")
        if key == "wrong":
            self._box(x, y, 18, 14, "bar-wrong")

    def _panel(
        self, row: int, fluent: str, spans: dict[tuple[str, Mind], tuple[Span, ...]]
    ) -> None:
        known = self._known
        top = self._y + PANEL_GAP
        title = known.questions[row] if known.questions else fluent
        title = title[:1].upper() + title[1:]
        room = self._right - MARGIN
        self._text(MARGIN, top + 16, title, "head", room, 14)
        code_x = MARGIN + min(_width(title, 14), room) + 12
        if code_x + _width(fluent, 11) < self._right:
            self._text(code_x, top + 16, fluent, "code", self._right - code_x, 11)
        lanes = len(known.minds)
        fills = _fills(spans[fluent, mind] for mind in known.minds)
        own = [span for mind in known.minds for span in spans[fluent, mind]]
        body = top + PANEL_HEAD
        if not all(self._is_shown(span) for span in own):
            body += self._key(fills, own, top + 36)
        for beat in range(len(known.moments)):
            x = self._left + beat * self._column
            self._parts.append(
                f'<line x1="{x:.1f}" y1="{body - 4:.1f}" x2="{x:.1f}" '
                f'y2="{body + lanes * LANE:.1f}" class="grid"/>'
            )
            label = str(beat) if beat else "start" if self._column > 36 else "0"
            middle = x + self._column / 2
            self._parts.append(
                f'<text x="{middle:.1f}" y="{body - 8:.1f}" class="beat">{label}</text>'
            )
        for lane, mind in enumerate(known.minds):
            self._lane(fluent, mind, spans[fluent, mind], body + lane * LANE, fills)
        self._y = body + lanes * LANE

    def _key(self, fills: dict[Value, int], spans: Sequence[Span], y: float) -> float:
        """The values by their colours, where bars are too short to name them; its height."""
        x, start = float(MARGIN), y
        for value in dict.fromkeys(span.change.value for span in spans):
            if value is None:
                continue
            words = value_shown(self._known, value)
            step = min(26 + _width(words, 11) + 16, self._right - MARGIN)
            if x + step > self._right and x > MARGIN:
                x, y = float(MARGIN), y + 22
            self._box(x, y - 11, 18, 14, f"bar v{fills[value]}")
            self._text(x + 24, y, words, "dim", step - 24, 11)
            x += step
        return y - start + 22

    def _is_shown(self, span: Span) -> bool:
        """Whether there is room for the whole of a bar's text."""
        text = marked(self._known, span.change)
        return _width(text, 11) <= self._room(span)

    def _room(self, span: Span) -> float:
        """The room for text in a bar, next to its mark."""
        width = (span.end - span.start + 1) * self._column - 3
        return width - _indent(span) - 3

    def _lane(
        self,
        fluent: str,
        mind: Mind,
        spans: Sequence[Span],
        y: float,
        fills: dict[Value, int],
    ) -> None:
        known = self._known
        room = self._left - MARGIN - 12
        style = "label" if mind else "label world"
        self._text(MARGIN, y + 17, _label(known, mind, room), style, room, 12)
        for beat in self._ironic(fluent, mind):
            self._box(self._left + beat * self._column, y, self._column, LANE, "irony")
        for span in spans:
            self._bar(span, y, fills)
        for beat in self._ironic(fluent, mind):  # the edge of the shade, which bars must not hide
            x = self._left + beat * self._column
            self._box(x, y + LANE - 4, self._column, 4, "irony edge")

    def _ironic(self, fluent: str, mind: Mind) -> list[int]:
        """The beats at which the owner of a mind acts or stands by in ignorance."""
        if len(mind) != 1:
            return []
        own = [i for i in self._known.ironies if (i.fluent, i.character) == (fluent, mind[0])]
        return sorted({beat for irony in own for beat in (*irony.acts, *irony.stands)})

    def _bar(self, span: Span, y: float, fills: dict[Value, int]) -> None:
        known, change = self._known, span.change
        x = self._left + span.start * self._column + 1.5
        width = (span.end - span.start + 1) * self._column - 3
        top = y + (LANE - BAR) / 2
        shown = marked(known, change)
        since = f"since beat {change.beat}" if change.beat else "from the beginning"
        how = "" if change.how in (How.start, How.happened) else f", {HOW_TOLD[change.how]}"
        standing = "" if not change.mind else f" ({change.standing.value})"
        tip = f"{mind_shown(known, change.mind)}: {shown}{standing}, {since}{how}"
        self._parts.append(f"<g><title>{escape(tip)}</title>")
        kind = "none" if change.value is None else f"v{fills[change.value]}"
        self._box(x, top, width, BAR, f"bar {kind}")
        if change.standing is Standing.wrong:
            self._box(x, top, width, BAR, "bar-wrong")
        if _has_mark(span):
            self._mark(x + 8, top + BAR / 2, change.how)
        self._text(x + _indent(span), top + 14, shown, "value", self._room(span), 11)
        self._parts.append("</g>")

    def _acts(self) -> None:
        """The acts in words, numbered like the columns."""
        known = self._known
        if not any(known.sentences):
            return
        self._y += PANEL_GAP + 20
        self._text(MARGIN, self._y, "The beats", "head", self._right - MARGIN, 14)
        for beat, sentence in enumerate(known.sentences):
            if not sentence:
                continue
            self._y += 6
            for number, line in enumerate(_wrapped(sentence, self._right - MARGIN - 34, 12)):
                self._y += 16
                if not number:
                    self._parts.append(
                        f'<text x="{MARGIN + 22}" y="{self._y:.1f}" class="number">{beat}</text>'
                    )
                self._text(MARGIN + 34, self._y, line, "label", self._right - MARGIN - 34, 12)

    # Below: what is painted with.

    def _box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        radius = 0 if kind.startswith("irony") else 4
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'rx="{radius}" class="{kind}"/>'
        )

    def _mark(self, x: float, y: float, how: How) -> None:
        shape = CHANGE_MARKS[how]
        self._parts.append(
            f'<path transform="translate({x:.1f} {y:.1f})" d="{shape}" class="mark {how.value}"/>'
        )

    def _text(self, x: float, y: float, text: str, kind: str, room: float, size: int) -> None:
        """Text cut to the room; nothing where not even a letter fits."""
        cut = _cut(text, room, size)
        if cut:
            self._parts.append(f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(cut)}</text>')


CHANGE_MARKS_BY_NAME = {how.value: how for how in CHANGE_MARKS}


def _label(known: Knowledge, mind: Mind, room: float) -> str:
    """The name of a lane; of a chain too long for it every name is cut alike."""
    whole = mind_shown(known, mind)
    if len(mind) < 2 or _width(whole, 12) <= room:
        return whole
    share = (room - _width(" > ", 12) * (len(mind) - 1)) / len(mind)
    return " > ".join(_cut(known.names.get(name, name), share, 12) or "…" for name in mind)


def _has_mark(span: Span) -> bool:
    return span.change.how in CHANGE_MARKS and span.start > 0


def _indent(span: Span) -> int:
    """Where a bar's text begins."""
    return 15 if _has_mark(span) else 6


def _fills(lanes: Iterable[Sequence[Span]]) -> dict[Value, int]:
    """A fill for every value in a panel, in the order in which they come; truth has its own."""
    fills: dict[Value, int] = {True: 1, False: FILLS - 1}
    count = 0
    for spans in lanes:
        for span in spans:
            value = span.change.value
            if value is not None and value not in fills:
                fills[value] = count % FILLS
                count += 1
    return fills


def _width(text: str, size: int) -> float:
    """How wide a text is at most, nearly."""
    return size * sum(
        1.05 if unicodedata.east_asian_width(c) in "WF" else 0.88 if c in "MWmw@%" else LETTER
        for c in text
    )


def _cut(text: str, room: float, size: int) -> str:
    """The text, or its beginning with an ellipsis; "" if that is not worth it."""
    if _width(text, size) <= room:
        return text
    while text and _width(text + "…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if len(text) > 1 else ""


def _wrapped(text: str, room: float, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
