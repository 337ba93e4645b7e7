"""Who knows what as CSV, JSON, Markdown and HTML. The formats: docs/knowledge.md."""

from __future__ import annotations

import csv
import io
from html import escape

from dramaturge.ground.table import show_value
from dramaturge.knowledge.show import HOW_TOLD, beats_shown, marked, mind_shown
from dramaturge.knowledge.table import Change, Irony, Knowledge, Lie, Secret

COLUMNS = ("fact", "mind", "beat", "act", "value", "standing", "since", "how")


def to_csv(known: Knowledge) -> str:
    """A line per fact, mind and beat, under a line of `COLUMNS`; lines end in CR LF (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for fluent, mind, spans in known.all_spans():
        for span in spans:
            change = span.change
            for beat in range(span.start, span.end + 1):
                writer.writerow(
                    (
                        fluent,
                        " > ".join(mind),
                        beat,
                        known.moments[beat].action or "",
                        show_value(change.value),
                        change.standing.value,
                        change.beat,
                        change.how.value,
                    )
                )
    return out.getvalue()


def to_json(known: Knowledge) -> dict[str, object]:
    """The table as a JSON object; minds are lists of characters, [] being the world."""
    return {
        "fluents": list(known.fluents),
        "minds": [list(mind) for mind in known.minds],
        "moments": [
            {
                "beat": moment.beat,
                "action": moment.action,
                "values": [list(row) for row in moment.values],
            }
            for moment in known.moments
        ],
        "impossible": known.impossible,
        "changes": [_change(change) for change in known.changes],
        "ironies": [_irony(irony) for irony in known.ironies],
        "secrets": [_secret(secret) for secret in known.secrets],
        "lies": [_lie(lie) for lie in known.lies],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "beat": change.beat,
        "fluent": change.fluent,
        "mind": list(change.mind),
        "value": change.value,
        "standing": change.standing.value,
        "how": change.how.value,
    }


def _irony(irony: Irony) -> dict[str, object]:
    return {
        "fluent": irony.fluent,
        "character": irony.character,
        "believed": irony.believed,
        "actual": irony.actual,
        "start": irony.start,
        "end": irony.end,
        "acts": list(irony.acts),
        "blind": list(irony.blind),
        "stands": list(irony.stands),
        "better": list(irony.better),
        "sentence": irony.sentence,
    }


def _secret(secret: Secret) -> dict[str, object]:
    return {
        "fluent": secret.fluent,
        "value": secret.value,
        "start": secret.start,
        "end": secret.end,
        "keepers": [{"character": k.character, "since": k.since} for k in secret.keepers],
        "kept_from": list(secret.kept_from),
        "sentence": secret.sentence,
    }


def _lie(lie: Lie) -> dict[str, object]:
    return {
        "fluent": lie.fluent,
        "value": lie.value,
        "liars": list(lie.liars),
        "believer": list(lie.believer),
        "beat": lie.beat,
        "end": lie.end,
        "is_alive": lie.is_alive,
        "sentence": lie.sentence,
    }


def to_markdown(known: Knowledge) -> str:
    """The beats, a table per fact (a row per mind and stretch of beats), and what follows."""
    lines = ["# Who knows what", ""]
    for moment, sentence in zip(known.moments, known.sentences, strict=True):
        lines.append(f"{moment.beat}. {_cell(sentence)}" if moment.beat else "0. The beginning.")
    last = ""
    for number, (fluent, mind, spans) in enumerate(known.all_spans()):
        if fluent != last or not number:
            question = known.questions[known.fluents.index(fluent)]
            lines += ["", f"## {_cell(_capital(question))}", "", f"`{fluent}`", ""]
            lines += ["| Who | Beats | Thinks | Standing | How |", "|---|---|---|---|---|"]
            last = fluent
        for span in spans:
            change = span.change
            cells = (
                mind_shown(known, mind),
                beats_shown(span),
                marked(known, change).removesuffix(" *"),
                change.standing.value if mind else "",
                HOW_TOLD[change.how],
            )
            lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    for title, sentences in insights(known):
        lines += ["", f"## {title}", "", *(f"- {_cell(sentence)}" for sentence in sentences)]
    if known.impossible:
        lines += ["", f"Beat {known.impossible} is impossible: the table ends before it."]
    return "\n".join(lines) + "\n"


def insights(known: Knowledge) -> list[tuple[str, list[str]]]:
    """What follows from the table: headings with sentences; only those that have any."""
    ironies = sorted(known.ironies, key=lambda irony: not irony.blind)
    found = [
        ("Dramatic irony", [irony.sentence for irony in ironies]),
        ("Secrets", [secret.sentence for secret in known.secrets]),
        ("Lies", [lie.sentence for lie in known.lies]),
    ]
    return [(title, sentences) for title, sentences in found if sentences]


def to_html(known: Knowledge) -> str:
    """The chart, with what follows in lists: what a notebook shows."""
    parts = [known.to_svg()]
    for title, sentences in insights(known):
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
        parts.append(f"<h4>{title}</h4><ul>{items}</ul>")
    return f'<div class="dramaturge-knows">{"".join(parts)}</div>'


def _cell(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
