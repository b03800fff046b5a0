"""The labelled random sample as the estimates need it, matched to the enquiries chunk by chunk."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.errors import LabelError
from classifier.labelling.reading import BLANK, LABELLED, read_labels
from classifier.taxonomy import LEVELS, NO_TOPIC, Taxonomy


@dataclass(frozen=True)
class Sheet:
    """What became of the rows that were drawn for estimating, and how they were drawn.

    labelled, blank, half, unreadable  rows by what the labellers made of them (classifier.labelling.reading)
    clusters                           groups of rows that were drawn together; 0 when each row was drawn by itself
    weighted                           whether some rows had a better chance to be drawn than others
    """

    labelled: int
    blank: int = 0
    half: int = 0
    unreadable: int = 0
    clusters: int = 0
    weighted: bool = False

    @property
    def drawn(self) -> int:
        """All rows of the sheet that were drawn for estimating."""
        return self.labelled + self.blank + self.half + self.unreadable


@dataclass(frozen=True)
class Labels:
    """Labels drawn at random for estimating.

    by_id   indexed by enquiry_id: true (`topic|level`), weight, cluster (empty when drawn by itself), uncertain
    digest  of the labels
    place   where they were read
    sheet   the rows that they are of
    """

    by_id: pd.DataFrame
    digest: str
    place: str
    sheet: Sheet

    def matched(self, chunk: pd.DataFrame) -> pd.DataFrame:
        """For each row of `chunk`: true, weight, cluster, uncertain; missing, 1, missing, False when not labelled."""
        found = self.by_id.reindex(chunk["enquiry_id"])
        labelled = found["true"].notna().to_numpy()
        # Rows that were drawn together are one cluster; else the rows of a conversation are, which resemble each other.
        threads = chunk["thread_id"] if "thread_id" in chunk else chunk["enquiry_id"]
        clusters = found["cluster"].where(found["cluster"].ne(""), threads.to_numpy())
        return pd.DataFrame(
            {
                "true": found["true"].to_numpy(),
                "weight": found["weight"].fillna(1.0).to_numpy(),
                "cluster": clusters.where(labelled, None).to_numpy(),
                "uncertain": found["uncertain"].eq(True).to_numpy(),
            }
        )

    def check_used(self, drawn: pd.DataFrame) -> None:
        """Raise LabelError when none of the labels is in the material."""
        if drawn["true"].isna().all():
            raise LabelError("none of the labelled enquiries is in the table", place=self.place)


def load_labels(path: Path, taxonomy: Taxonomy) -> Labels:
    """Read a labelled sheet; rows that were chosen because the model was unsure (purpose `train`) are left out."""
    return _labels(read_labels(path, taxonomy), str(path))


def labels_of(frame: pd.DataFrame, taxonomy: Taxonomy, place: str = "the labels") -> Labels:
    """The labels of a table in memory. Raises LabelError for wrong labels or an enquiry labelled twice."""
    used = frame[(frame["topic"] != "") & (frame["level"] != "")]
    wrong = ~used["topic"].isin([*taxonomy.codes, NO_TOPIC]) | ~used["level"].isin(LEVELS)
    if wrong.any():
        raise LabelError("labels that the taxonomy lacks", place=place, remedy="correct them or name another taxonomy")
    return _labels(frame.assign(status=np.where(frame.index.isin(used.index), LABELLED, BLANK)), place)


def _labels(frame: pd.DataFrame, place: str) -> Labels:
    """The labels of a frame with a column `status`."""
    if "purpose" in frame:
        frame = frame[frame["purpose"].isin(["", "estimate"])]
        if frame.empty:
            raise LabelError("no row was drawn for estimating", place=place, remedy="draw a random sample and label it")
    used = frame[frame["status"] == LABELLED]
    if used.empty:
        raise LabelError("no row carries both labels", place=place, remedy="fill in topic and level")
    if used["enquiry_id"].duplicated().any():
        raise LabelError("an enquiry is labelled twice", place=place, remedy="keep one row for each enquiry_id")
    by_id = pd.DataFrame(
        {
            "true": (used["topic"] + "|" + used["level"]).to_numpy(),
            "weight": _numbers(used, "weight"),
            "cluster": used["cluster"].to_numpy() if "cluster" in used else "",
            "uncertain": (~used["uncertain"].isin(["", "0"])).to_numpy() if "uncertain" in used else False,
        },
        index=pd.Index(used["enquiry_id"], name="enquiry_id"),
    )
    text = used.to_csv(index=False, lineterminator="\n").encode()
    return Labels(by_id, hashlib.sha256(text).hexdigest()[:12], place, _sheet(frame["status"], by_id))


def _sheet(status: "pd.Series[str]", by_id: pd.DataFrame) -> Sheet:
    counted = {str(name): int(number) for name, number in status.value_counts().items()}
    clusters = by_id["cluster"][by_id["cluster"] != ""].nunique()
    return Sheet(**counted, clusters=clusters, weighted=by_id["weight"].nunique() > 1)


def _numbers(frame: pd.DataFrame, column: str) -> NDArray[np.float64]:
    if column not in frame:
        return np.ones(len(frame))
    numbers: NDArray[np.float64] = pd.to_numeric(frame[column], errors="coerce").fillna(1.0).to_numpy(float)
    return numbers
