"""From a drawn sample to the sheets of one or several labellers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from classifier.errors import NulageError
from classifier.labelling.drawing import ESTIMATE, Design, draw, read_population, with_texts
from classifier.labelling.reading import LABELLED, read_labels
from classifier.labelling.sheet import write_sheet
from classifier.taxonomy import Taxonomy

_KEPT = ["topic", "level", "second_topic", "uncertain", "labeller"]


@dataclass(frozen=True)
class HandOut:
    """Who labels what.

    labellers  a sheet for each of them; none = one sheet
    overlap    rows of the random part that all of them get, to measure agreement
    keep       an earlier sheet, whose labels are taken over for rows that are drawn again
    language   of the guideline in the sheet
    """

    labellers: tuple[str, ...] = ()
    overlap: int = 0
    keep: Path | None = None
    language: str = "sv"


def draw_sheets(table: Path, design: Design, taxonomy: Taxonomy, output: Path, hand_out: HandOut) -> Mapping[Path, int]:
    """Draw from an enquiry table and write the sheets; returns the rows of each sheet written.

    With labellers a sheet is named after each: `label.xlsx` gives `label-Anna.xlsx`. The order of the rows stays random.
    """
    sample = with_texts(draw(read_population(table, design), design), table)
    if hand_out.keep is not None:
        sample = _take_over(sample, read_labels(hand_out.keep, taxonomy))
    written = {}
    for name, rows in _dealt(sample, hand_out).items():
        path = output.with_stem(f"{output.stem}-{name}") if name else output
        write_sheet(rows.assign(labeller=name) if name else rows, path, taxonomy, language=hand_out.language)
        written[path] = len(rows)
    return written


def _take_over(sample: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    labelled = earlier.loc[earlier["status"] == LABELLED, ["enquiry_id", *_KEPT]]
    return sample.merge(labelled, on="enquiry_id", how="left").fillna("")


def _dealt(sample: pd.DataFrame, hand_out: HandOut) -> Mapping[str, pd.DataFrame]:
    """The rows of each labeller: the first `overlap` random rows for all, the others dealt out in turn."""
    random = int((sample["purpose"] == ESTIMATE).sum())
    if hand_out.overlap > random:
        raise NulageError(f"an overlap of {hand_out.overlap} is more than the {random} rows drawn", place="--overlap")
    if hand_out.overlap and len(hand_out.labellers) < 2:
        raise NulageError(
            "an overlap needs two labellers or more", place="--overlap", remedy="name them with --labellers"
        )
    names = hand_out.labellers or ("",)
    numbers = np.arange(len(sample))
    shared = numbers < hand_out.overlap
    return {name: sample[shared | (numbers % len(names) == turn)] for turn, name in enumerate(names)}
