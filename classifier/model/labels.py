"""Labelled tables: which labels are allowed, and which rows are enough to learn from."""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from classifier.errors import LabelError
from classifier.labelling.reading import HALF, UNREADABLE
from classifier.model.features import INPUT_COLUMNS
from classifier.tables import require_columns
from classifier.taxonomy import LEVELS, NO_ENQUIRY, NO_TOPIC, Taxonomy

MIN_EXAMPLES = 5


def labelled_rows(frame: pd.DataFrame, taxonomy: Taxonomy, place: object) -> pd.DataFrame:
    """The rows that carry both labels, with every input column, empty where the table has none.

    Raises TableError for missing columns, LabelError for labels outside the scheme and when no row has both.
    """
    require_columns(frame, (*INPUT_COLUMNS[:1], "text", "topic", "level"), place)
    columns = dict.fromkeys((*frame.columns, *INPUT_COLUMNS, "writer"))
    frame = frame.reindex(columns=list(columns), fill_value="")
    check_labels(frame, taxonomy, place)
    labelled = frame[(frame["topic"] != "") & (frame["level"] != "")]
    if labelled.empty:
        raise LabelError("no row carries both labels", place=place, remedy="fill in topic and level")
    return labelled


def check_labels(frame: pd.DataFrame, taxonomy: Taxonomy, place: object) -> None:
    """Raise LabelError naming the rows whose labels are outside the scheme or contradict each other."""
    topic, level = frame["topic"], frame["level"]
    wrong = {
        "topics outside the taxonomy": ~topic.isin(["", NO_TOPIC, *taxonomy.codes]),
        "levels other than N0, N1, N2, N3": ~level.isin(["", *LEVELS]),
        "topic NONE without level N0, or N0 without NONE": ((topic == NO_TOPIC) != (level == NO_ENQUIRY))
        & (topic != "")
        & (level != ""),
        "one of topic and level without the other": (topic == "") != (level == ""),
    }
    for reason, rows in wrong.items():
        if rows.any():
            # Row 1 of a spreadsheet is the header.
            numbers = [int(number) + 2 for number in np.flatnonzero(rows)]
            shown = ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
            raise LabelError(reason, place=f"{place}, row {shown}", remedy="correct the labels")


def enough(labelled: pd.DataFrame, known: Mapping[str, Sequence[str]], place: object) -> tuple[pd.DataFrame, list[str]]:
    """Leave out classes with too few examples, but for those that the lexicon or the cues know.

    known   labels that there is knowledge of, by column
    Raises LabelError when fewer than two topics or levels have examples enough.
    """
    warnings = []
    kept = labelled
    for column in ("topic", "level"):
        counts = kept[column].value_counts()
        few = sorted({*counts.index[counts < MIN_EXAMPLES], *(set(known[column]) - set(counts.index))})
        for labels, end in (
            ([label for label in few if label in known[column]], "found by knowledge from before training, if at all"),
            ([label for label in few if label not in known[column]], "trained without"),
        ):
            if labels:
                shown = ", ".join(f"{label} ({counts.get(label, 0)})" for label in labels)
                warnings.append(f"{column} {shown}: fewer than {MIN_EXAMPLES} examples; {end}")
        kept = kept[kept[column].isin({*known[column], *counts.index[counts >= MIN_EXAMPLES]})]
    often = {
        column: {label for label, count in kept[column].value_counts().items() if count >= MIN_EXAMPLES}
        for column in ("topic", "level")
    }
    topics = often["topic"] - {NO_TOPIC}
    if len(topics) < 2 or len(often["level"]) < 2:
        raise LabelError(
            f"too few labelled rows: {len(labelled)} rows give {len(topics)} topics and {len(often['level'])} levels"
            f" with at least {MIN_EXAMPLES} examples",
            place=place,
            remedy="label more rows, or start from the shipped ones with --base; two topics and two levels are the least",
        )
    return kept, warnings


def left_out(frame: pd.DataFrame) -> list[str]:
    """Warnings of rows of a labelling sheet that somebody looked at and that yet carry no pair of labels."""
    if "status" not in frame:
        return []
    counts = frame["status"].value_counts()
    return [
        f"rows {reason}: {counts[status]}, left out"
        for status, reason in ((HALF, "with one label of two"), (UNREADABLE, "that cannot be judged (NX)"))
        if status in counts
    ]


def rows_digest(frame: pd.DataFrame) -> str:
    """Twelve hex digits that change with any text or label."""
    columns = [*INPUT_COLUMNS, "topic", "level"]
    return text_digest(frame[columns].to_csv(index=False, lineterminator="\n"))


def text_digest(text: str) -> str:
    """Twelve hex digits that change with the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
