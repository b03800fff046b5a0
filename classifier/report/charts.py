"""The report's charts, drawn by matplotlib: sorted, directly labelled, intervals shown, colours that all can tell apart.

The same chart gives the same bytes, as SVG for the page and as PNG for Word.
"""

import io
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any
from xml.sax.saxutils import quoteattr

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from classifier.report.document import Chart
from classifier.report.wording import Wording
from classifier.summary import Figure

# Okabe and Ito's palette, darkened for contrast on white.
INK, SOFT, LINE = "#1d2730", "#51606d", "#d5dde3"
COLOURS = ("#0b5c8c", "#b85c00", "#2a7a5c")
_MARKS = ("o", "s", "D")
_WIDTH = 7.2
# A name takes lines of so many characters; the names of our taxonomy and of mailboxes are whole in three.
_LINE_OF_NAME = 30
_LINES_OF_NAME = 3
# Height of a row with a name of one line, and what each further line adds, in rows.
_ROW = 0.22
_FURTHER_LINE = 0.65
_DPI = 200
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "nulage",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.5,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8894a0",
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "ytick.major.size": 0,
}


def svg(chart: Chart, wording: Wording, prefix: str = "") -> str:
    """The chart as an SVG element with a name for screen readers; `prefix` keeps the ids of several apart."""
    stream = io.StringIO()
    _draw(chart, wording, stream, "svg", {"Date": None, "Creator": None})
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    head, rest = text.split(">", 1)
    box = re.search(r'viewBox="[^"]*"', head)
    assert box is not None
    identity = prefix or chart.id
    rest = re.sub(r'(\bid="|href="#|url\(#)', rf"\1{identity}-", rest)
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {namespaces} role="img" aria-label={quoteattr(chart.alt)} {box[0]}>{rest}'


def png(chart: Chart, wording: Wording) -> bytes:
    """The chart as a PNG picture for print."""
    stream = io.BytesIO()
    _draw(chart, wording, stream, "png", {"Software": None})
    return stream.getvalue()


def _draw(chart: Chart, wording: Wording, stream: Any, form: str, metadata: Mapping[str, Any]) -> None:
    with mpl.rc_context(_STYLE):
        canvas = _KINDS[chart.kind](chart, wording)
        canvas.savefig(stream, format=form, dpi=_DPI, metadata=dict(metadata), transparent=form == "svg")


def _bars(chart: Chart, wording: Wording) -> Canvas:
    """Horizontal bars, one small multiple a channel, the same names and scale in all."""
    names = list(dict.fromkeys(name for panel in chart.panels for name, _ in panel.rows))
    wrapped = [_plain(name) for name in names]
    places, end = _places(wrapped)
    canvas = Canvas(figsize=(_WIDTH, 0.5 + _ROW * end), layout="constrained")
    axes = canvas.subplots(1, len(chart.panels), sharey=True, sharex=True, squeeze=False)[0]
    largest = max((_value(figures[0]) for panel in chart.panels for _, figures in panel.rows), default=1) or 1
    for ax, panel in zip(axes, chart.panels, strict=True):
        cells = dict(panel.rows)
        for place, name in zip(places, names, strict=True):
            figure = cells[name][0] if name in cells else None
            ax.barh(place, _value(figure), color=COLOURS[0], height=0.7)
            told = wording.figure(figure) if figure else wording.count(0)
            ax.annotate(
                told, (_value(figure), place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8.5
            )
        ax.set_title(_plain(panel.title))
        ax.set_xlim(0, 1.18 * largest)
        _bare(ax)
    axes[0].set_yticks(places, wrapped, linespacing=1.0)
    axes[0].set_ylim(end, 0)
    return canvas


def _columns(chart: Chart, wording: Wording) -> Canvas:
    """Columns over time, one small multiple a channel, each on the common scale."""
    canvas = Canvas(figsize=(_WIDTH, 1.75 * len(chart.panels)), layout="constrained")
    axes = canvas.subplots(len(chart.panels), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    labels = list(dict.fromkeys(name for panel in chart.panels for name, _ in panel.rows))
    largest = max((_value(figures[0]) for panel in chart.panels for _, figures in panel.rows), default=1) or 1
    crowded = len(labels) > 18
    for ax, panel in zip(axes, chart.panels, strict=True):
        cells = dict(panel.rows)
        for place, name in enumerate(labels):
            figure = cells[name][0] if name in cells else None
            ax.bar(place, _value(figure), color=COLOURS[0], width=0.74)
            if not crowded:
                told = wording.figure(figure) if figure else wording.count(0)
                ax.annotate(
                    told, (place, _value(figure)), xytext=(0, 2), textcoords="offset points", ha="center", fontsize=8
                )
        ax.set_title(_plain(panel.title))
        ax.set_ylim(0, 1.2 * largest)
        ax.yaxis.set_visible(crowded)
        ax.spines["left"].set_visible(crowded)
    step = -(-len(labels) // 18)
    axes[-1].set_xticks(range(0, len(labels), step), [_plain(name) for name in labels[::step]], fontsize=8)
    return canvas


def _intervals(chart: Chart, wording: Wording) -> Canvas:
    """A point and its interval for each figure; a row holds one figure a series, and its values stand at the right."""
    panel = chart.panels[0]
    wrapped = [_plain(name) for name, _ in panel.rows]
    places, end = _places(wrapped)
    height = 0.26 + 0.12 * (len(chart.series) - 1)
    canvas = Canvas(figsize=(_WIDTH, 0.85 + height * end), layout="constrained")
    ax = canvas.subplots()
    low = min((end for _, figures in panel.rows for end in _ends(figures)), default=0.0)
    high = max((end for _, figures in panel.rows for end in _ends(figures)), default=1.0)
    differs = any(figure.form == "points" for _, figures in panel.rows for figure in figures)
    left, right = (min(low, 0.0), max(high, 0.0)) if differs else (0.0, 1.0)
    span = (right - left) or 1.0
    shift = 0.0 if len(chart.series) == 1 else 0.36 / (len(chart.series) - 1)
    for place, (_, figures) in zip(places, panel.rows, strict=True):
        for number, figure in enumerate(figures):
            if figure.value is None:
                continue
            level = place - 0.18 * (len(figures) > 1) + shift * number
            colour = COLOURS[number]
            if figure.low is not None and figure.high is not None:
                ax.plot([figure.low, figure.high], [level] * 2, color=colour, linewidth=2.2, solid_capstyle="butt")
            ax.plot([figure.value], [level], marker=_MARKS[number], color=colour, markersize=5.5, linestyle="")
            ax.text(right + 0.04 * span, level, wording.figure(figure), va="center", fontsize=8, color=colour)
    for number, name in enumerate(chart.series):
        ax.plot([], [], marker=_MARKS[number], color=COLOURS[number], linestyle="-", linewidth=2.2, label=_plain(name))
    ax.set_yticks(places, wrapped, linespacing=1.0)
    ax.set_ylim(end, 0)
    ax.set_xlim(left, right + 0.42 * span)
    if differs:
        ax.axvline(0, color=SOFT, linewidth=1)
    ticks = [tick for tick in ax.get_xticks() if left <= tick <= right] if differs else [0, 0.25, 0.5, 0.75, 1]
    written = [
        wording.points(tick) if differs else wording.percent(tick).replace(",0", "").replace(".0", "") for tick in ticks
    ]
    ax.set_xticks(ticks, written)
    ax.grid(axis="x", color=LINE, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_bounds(left, right)
    if len(chart.series) > 1:
        ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(chart.series), borderaxespad=0)
    return canvas


def _heat(chart: Chart, wording: Wording) -> Canvas:
    """Weekday by hour: darker for more, the number in every field."""
    rows = chart.panels[0].rows
    grid = [[_value(figure) for figure in figures] for _, figures in rows]
    highest = max(max(line) for line in grid) or 1
    canvas = Canvas(figsize=(_WIDTH, 0.55 + 0.3 * len(rows)), layout="constrained")
    ax = canvas.subplots()
    ax.imshow(grid, cmap="Blues", aspect="auto", vmin=0, vmax=1.15 * highest)
    small = len(chart.series) > 12
    for row, (_, figures) in enumerate(rows):
        for column, figure in enumerate(figures):
            ink = "white" if _value(figure) > 0.62 * highest else INK
            ax.text(
                column, row, wording.figure(figure), ha="center", va="center", color=ink, fontsize=6.5 if small else 8.5
            )
    ax.set_yticks(range(len(rows)), [_plain(name) for name, _ in rows])
    ax.set_xticks(range(len(chart.series)), [_plain(name) for name in chart.series], fontsize=6 if small else 8.5)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return canvas


_KINDS: Mapping[str, Callable[[Chart, Wording], Canvas]] = {
    "bars": _bars,
    "columns": _columns,
    "intervals": _intervals,
    "heat": _heat,
}


def _value(figure: Figure | None) -> float:
    """Length of a bar: nothing for what is not shown."""
    return 0.0 if figure is None or figure.value is None else figure.value


def _ends(figures: Sequence[Figure]) -> list[float]:
    return [end for figure in figures for end in (figure.value, figure.low, figure.high) if end is not None]


def _bare(ax: Axes) -> None:
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)


def _places(wrapped: Sequence[str]) -> tuple[list[float], float]:
    """The middle of each row, in rows from the top, and the end of the last: a name of more lines has more room."""
    heights = [1 + _FURTHER_LINE * name.count("\n") for name in wrapped]
    ends = list(accumulate(heights))
    return [end - height / 2 for end, height in zip(ends, heights, strict=True)], ends[-1]


def _plain(name: str) -> str:
    """A name as text, on several lines when it is long: a dollar sign starts no formula, no control character turns it."""
    shown = "".join(char for char in " ".join(name.split()) if char.isprintable())
    lines = textwrap.wrap(shown, _LINE_OF_NAME, max_lines=_LINES_OF_NAME, placeholder="…")
    return "\n".join(lines).replace("$", r"\$")
