"""The report's pictures as SVG text: sorted, directly labelled, colour-blind-safe; the same file for the same figures."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from classifier.report.wording import Wording

# Okabe and Ito's palette, darkened where white text stands on it.
BLUE, ORANGE, GREY, GREEN = "#0b5c8c", "#d97b00", "#9aa5ad", "#2a8f6b"
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "nulage",
    "font.family": ["sans-serif"],
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.edgecolor": "#8894a0",
    "text.color": "#1d2730",
    "axes.labelcolor": "#1d2730",
    "xtick.color": "#1d2730",
    "ytick.color": "#1d2730",
    "ytick.major.size": 0,
}


def _svg(draw: Callable[[Axes], None], title: str, width: float, height: float) -> str:
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.subplots())
        stream = io.StringIO()
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    # The page's own font and size apply; the picture has a name for screen readers.
    text = re.sub(r'<svg ([^>]*?)width="[^"]*" height="[^"]*"', r'<svg \1role="img"', text, count=1)
    text = re.sub(r'<svg ([^>]*?)height="[^"]*"([^>]*?)width="[^"]*"', r'<svg \1\2role="img"', text, count=1)
    return text.replace("<svg ", f'<svg aria-label="{_escape(title)}" ', 1)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def stacked_counts(
    names: Sequence[str], series: Sequence[tuple[str, Sequence[int]]], title: str, wording: Wording
) -> str:
    """Horizontal bars of counts, one part a series, the total at the end. Names come largest first."""

    def draw(axes: Axes) -> None:
        left = [0] * len(names)
        rows = range(len(names))
        for (label, counts), colour in zip(series, (BLUE, ORANGE, GREEN, GREY), strict=False):
            axes.barh(rows, counts, left=left, color=colour, label=label, height=0.72)
            left = [sum(pair) for pair in zip(left, counts, strict=True)]
        for row, total in zip(rows, left, strict=True):
            axes.annotate(wording.count(total), (total, row), xytext=(5, 0), textcoords="offset points", va="center")
        axes.set_yticks(list(rows), [_plain(name) for name in names])
        axes.invert_yaxis()
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        if len(series) > 1:
            axes.legend(frameon=False, loc="lower right")

    return _svg(draw, title, 8, 0.6 + 0.3 * len(names))


def share_points(
    names: Sequence[str],
    strict: Sequence[tuple[float, float | None, float | None]],
    extended: Sequence[tuple[float, float | None, float | None]],
    title: str,
    wording: Wording,
) -> str:
    """Two points a row, joined by a line: strict and extended share, each with its interval where there is one."""

    def draw(axes: Axes) -> None:
        for row, (inner, outer) in enumerate(zip(strict, extended, strict=True)):
            axes.plot([inner[0], outer[0]], [row, row], color=GREY, linewidth=1.5, zorder=1)
            for offset, (share, low, high), colour in ((-0.12, inner, BLUE), (0.12, outer, ORANGE)):
                if low is not None and high is not None:
                    axes.plot([low, high], [row + offset] * 2, color=colour, linewidth=4, alpha=0.35, zorder=2)
                axes.scatter([share], [row], color=colour, s=48, zorder=3)
            # Outside the interval, so that the label does not lie on it.
            axes.text(
                min(inner[0], inner[1] or 1) - 0.025,
                row,
                wording.percent_whole(inner[0]),
                va="center",
                ha="right",
                fontsize=9,
            )
            axes.text(
                max(outer[0], outer[2] or 0) + 0.025,
                row,
                wording.percent_whole(outer[0]),
                va="center",
                ha="left",
                fontsize=9,
            )
        axes.scatter([], [], color=BLUE, s=48, label=wording("strict"))
        axes.scatter([], [], color=ORANGE, s=48, label=wording("extended"))
        axes.set_yticks(range(len(names)), [_plain(name) for name in names])
        axes.invert_yaxis()
        axes.set_xlim(-0.12, 1.14)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [wording.percent_whole(tick) for tick in (0, 0.25, 0.5, 0.75, 1)])
        axes.grid(axis="x", color="#dde3e8", linewidth=0.8)
        axes.set_axisbelow(True)
        axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=2)

    return _svg(draw, title, 8, 1.1 + 0.34 * len(names))


def answer_bars(names: Sequence[str], parts: Sequence[tuple[int, int, int]], title: str, wording: Wording) -> str:
    """Full-width bars: answered by the next working day, later, never; the counts written in the bars."""
    labels = (wording("within_1d_legend"), wording("later_legend"), wording("unanswered_legend"))

    def draw(axes: Axes) -> None:
        for row, counts in enumerate(parts):
            total = sum(counts) or 1
            left = 0.0
            for count, colour, ink in zip(
                counts, (BLUE, "#8fbcd6", ORANGE), ("white", "#1d2730", "#1d2730"), strict=True
            ):
                width = count / total
                axes.barh(row, width, left=left, color=colour, height=0.66)
                if width > 0.04:
                    axes.text(left + width / 2, row, wording.count(count), ha="center", va="center", color=ink)
                left += width
        for label, colour in zip(labels, (BLUE, "#8fbcd6", ORANGE), strict=True):
            axes.barh(0, 0, color=colour, label=label)
        axes.set_yticks(range(len(names)), [_plain(name) for name in names])
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [wording.percent_whole(tick) for tick in (0, 0.25, 0.5, 0.75, 1)])
        axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=3)

    return _svg(draw, title, 8, 1.0 + 0.42 * len(names))


def hour_map(hours: pd.DataFrame, title: str, wording: Wording) -> str:
    """Weekday by hour, darker for more, the count in each field."""
    grid = hours.pivot_table(index="weekday", columns="hour", values="enquiries", aggfunc="sum", fill_value=0)
    grid = grid.reindex(index=range(1, 8), columns=range(24), fill_value=0)
    highest = int(grid.to_numpy().max()) or 1

    def draw(axes: Axes) -> None:
        axes.imshow(grid.to_numpy(), cmap="Blues", aspect="auto", vmin=0, vmax=highest)
        for row in range(7):
            for column in range(24):
                count = int(grid.iat[row, column])
                if count:
                    ink = "white" if count > 0.6 * highest else "#1d2730"
                    axes.text(column, row, str(count), ha="center", va="center", color=ink, fontsize=8)
        axes.set_yticks(range(7), wording("weekdays").split())
        axes.set_xticks(range(24), [f"{hour:02d}" for hour in range(24)], fontsize=8)
        axes.tick_params(length=0)
        axes.spines["bottom"].set_visible(False)

    return _svg(draw, title, 8, 2.4)


def _plain(name: str) -> str:
    """Dollar signs would start matplotlib's formula mode; a long name would push the bars off the page."""
    short = name if len(name) <= 42 else name[:41] + "…"
    return short.replace("$", r"\$")
