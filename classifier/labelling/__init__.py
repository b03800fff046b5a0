"""Labelling by people: draw a sample, hand it out as a sheet, read it back, compare two labellers."""

from classifier.labelling.agreement import Agreement, compare, disagreements, merge
from classifier.labelling.drawing import Design, draw, read_population
from classifier.labelling.reading import LABELLED, read_labels
from classifier.labelling.sheet import SHEET_COLUMNS, write_sheet

__all__ = [
    "LABELLED",
    "SHEET_COLUMNS",
    "Agreement",
    "Design",
    "compare",
    "disagreements",
    "draw",
    "merge",
    "read_labels",
    "read_population",
    "write_sheet",
]
