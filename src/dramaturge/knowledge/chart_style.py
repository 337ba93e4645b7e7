"""The looks of the chart, for light and for dark pages."""

from __future__ import annotations

from dramaturge.knowledge.table import How

CHANGE_MARKS = {
    How.told: "M0 -5 L5 0 L0 5 L-5 0 Z",
    How.saw: "M-4 0 A4 4 0 1 0 4 0 A4 4 0 1 0 -4 0 Z",
    How.noticed: "M0 -4.5 L4.5 4 L-4.5 4 Z",
    How.unaware: "M-3.5 0 A3.5 3.5 0 1 0 3.5 0 A3.5 3.5 0 1 0 -3.5 0 Z",
}

_LIGHT = ("#c9dffa", "#cdecd0", "#fbe2b6", "#e2d6f8", "#c2ebea", "#f9d3e1", "#e4e0c8", "#e0e4e9")
_DARK = ("#23466f", "#245430", "#61491b", "#493873", "#1b545d", "#662c45", "#514d30", "#3a424c")
FILLS = len(_LIGHT)

_COMMON = """
.knows text{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;font-size:12px}
.knows .title{font-size:18px;font-weight:600}
.knows .head{font-size:14px;font-weight:600}
.knows .code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:11px}
.knows .dim,.knows .value{font-size:11px}
.knows .beat{font-size:11px;text-anchor:middle}
.knows .number{text-anchor:end}
.knows .world{font-weight:600}
.knows .bar-wrong{fill:url(#knows-wrong);stroke-width:1.5}
.knows .none{fill-opacity:0;stroke-dasharray:3 3}
.knows .unaware{fill-opacity:0;stroke-width:1.5}
"""


def _colours(
    page: str,
    ink: str,
    dim: str,
    grid: str,
    wrong: str,
    shade: str,
    edge: str,
    fills: tuple[str, ...],
) -> str:
    bars = "".join(f".knows .v{i}{{fill:{fill}}}\n" for i, fill in enumerate(fills))
    return f"""
.knows .page{{fill:{page}}}
.knows text{{fill:{ink}}}
.knows .dim,.knows .code,.knows .beat,.knows .number{{fill:{dim}}}
.knows .grid{{stroke:{grid};stroke-width:1}}
.knows .bar{{stroke:{dim};stroke-width:.6}}
.knows .bar-wrong{{stroke:{wrong}}}
.knows .hatch{{fill:{wrong};fill-opacity:.3}}
.knows .irony{{fill:{shade}}}
.knows .edge{{fill:{edge}}}
.knows .mark{{fill:{ink}}}
.knows .unaware{{stroke:{ink}}}
{bars}"""


_DAY = _colours("#ffffff", "#1f2328", "#59636e", "#e3e6ea", "#c4231c", "#ffe0ae", "#e08600", _LIGHT)
_NIGHT = _colours(
    "#14181d", "#eef1f4", "#a3adb8", "#2b323a", "#ff7b72", "#553c12", "#f0a030", _DARK
)

STYLES = {
    "auto": f"{_COMMON}{_DAY}@media (prefers-color-scheme:dark){{{_NIGHT}}}",
    "light": f"{_COMMON}{_DAY}",
    "dark": f"{_COMMON}{_NIGHT}",
}
