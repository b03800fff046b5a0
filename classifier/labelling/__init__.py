"""Labelling by people: draw a sample, hand it out as a sheet, read it back, compare two labellers."""

from classifier.labelling.agreement import OPINIONS, Agreement, compare, describe, disagreements, merge
from classifier.labelling.drawing import Design, draw, read_population
from classifier.labelling.handing_out import HandOut, draw_sheets
from classifier.labelling.planning import plan
from classifier.labelling.reading import LABELLED, read_labelled, read_labels
from classifier.labelling.sheet import SHEET_COLUMNS, write_sheet

__all__ = [
    "LABELLED",
    "OPINIONS",
    "SHEET_COLUMNS",
    "Agreement",
    "Design",
    "HandOut",
    "compare",
    "describe",
    "disagreements",
    "draw",
    "draw_sheets",
    "merge",
    "plan",
    "read_labelled",
    "read_labels",
    "read_population",
    "write_sheet",
]
