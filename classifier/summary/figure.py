"""A figure that says what it is: value, interval, what it is a share of, method and definition."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from classifier.summary.disclosure import Cell

COUNT, SHARE, POINTS, DECIMAL, HOURS = "count", "share", "points", "decimal", "hours"
FORMS = (COUNT, SHARE, POINTS, DECIMAL, HOURS)

# Why a figure has no value.
SUPPRESSED = "suppressed"
UNMEASURABLE = "unmeasurable"
SMALL_BASE = "small_base"
NOT_GIVEN = "not_given"
NOT_REACHED = "not_reached"
MISSING = (SUPPRESSED, UNMEASURABLE, SMALL_BASE, NOT_GIVEN, NOT_REACHED)

COUNTED = "counted"
PREDICTED = "counted predictions"
WILSON_PERIOD = "Wilson, period as sample"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the analysis.

    form         how it is written: count, share (0-1), points (difference of shares), decimal, hours
    value        None when there is none; `missing` then says why
    low, high    ends of the 95 % interval, None for a plain count
    numerator    what `value` counts, None for an estimate from a sample
    denominator  what it is a share of; estimated where the method says so
    n_labelled   labelled enquiries that an estimate rests on
    n_total      enquiries that it speaks of
    method       how it was made
    definition   name of the definition that the report prints
    cells        the counts that showing it would reveal (classifier.summary.disclosure)
    basis_cells  the counts that telling what it rests on would reveal: a quantile itself tells none
    """

    form: str
    value: float | None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n_labelled: int | None = None
    n_total: int | None = None
    method: str = COUNTED
    definition: str = ""
    missing: str = ""
    cells: tuple[Cell, ...] = ()
    basis_cells: tuple[Cell, ...] = ()

    @property
    def has_interval(self) -> bool:
        """True when the figure is an estimate with both ends known."""
        return self.value is not None and self.low is not None and self.high is not None

    def without(self, missing: str) -> "Figure":
        """The same figure with nothing to be read from it, and the reason."""
        return Figure(self.form, None, method=self.method, definition=self.definition, missing=missing)

    def as_data(self, signature: str) -> dict[str, Any]:
        """JSON-ready: every field that a reader needs to dispute the figure; `signature` is the report's digest."""
        return {
            "form": self.form,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "n_labelled": self.n_labelled,
            "n_total": self.n_total,
            "method": self.method,
            "definition": self.definition,
            "missing": self.missing,
            "signature": signature,
        }


def count(value: int, definition: str, *cells: Cell) -> Figure:
    """A plain count."""
    return Figure(COUNT, value, definition=definition, cells=cells)


def absent(form: str, missing: str, definition: str = "") -> Figure:
    """A figure without a value, and why."""
    return Figure(form, None, missing=missing, definition=definition)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the values of its keys (raw codes and names), and its figures."""

    keys: tuple[str, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class SummaryTable:
    """A table of the analysis.

    code      its number in the report: T1, T3, ...
    name      its name in files
    keys      what its rows are by (channel, topic, ...)
    measures  names of its figures, in order
    rows      the rows, in the order to print
    """

    code: str
    name: str
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    rows: tuple[Row, ...]

    def figures(self, row: Row) -> Mapping[str, Figure]:
        """The figures of `row` by measure."""
        return dict(zip(self.measures, row.figures, strict=True))

    def find(self, *keys: str) -> Mapping[str, Figure] | None:
        """The figures of the row with these keys, None when there is no such row."""
        for row in self.rows:
            if row.keys == keys:
                return self.figures(row)
        return None

    def protected(self, hidden: frozenset[Cell]) -> "SummaryTable":
        """The table without the figures that would reveal a hidden cell."""
        rows = tuple(
            replace(row, figures=tuple(_protected(figure, hidden) for figure in row.figures)) for row in self.rows
        )
        return replace(self, rows=rows)


def _protected(figure: Figure, hidden: frozenset[Cell]) -> Figure:
    if figure.missing:
        return figure
    if hidden.isdisjoint(figure.cells):
        return figure if hidden.isdisjoint(figure.basis_cells) else replace(figure, denominator=None, n_total=None)
    return figure.without(SUPPRESSED)
