"""The labelled random sample as the estimates need it, matched to the enquiries chunk by chunk."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.errors import LabelError
from classifier.labelling.reading import LABELLED, read_labels
from classifier.taxonomy import LEVELS, NO_TOPIC, Taxonomy


@dataclass(frozen=True)
class Labels:
    """Labels drawn at random for estimating.

    by_id   indexed by enquiry_id: true (`topic|level`), weight, uncertain
    digest  of the labels
    place   where they were read
    """

    by_id: pd.DataFrame
    digest: str
    place: str

    def matched(self, chunk: pd.DataFrame) -> pd.DataFrame:
        """For each row of `chunk`: true, weight, cluster, uncertain; missing, 1, missing, False when not labelled."""
        found = self.by_id.reindex(chunk["enquiry_id"])
        labelled = found["true"].notna().to_numpy()
        threads = chunk["thread_id"] if "thread_id" in chunk else chunk["enquiry_id"]
        return pd.DataFrame(
            {
                "true": found["true"].to_numpy(),
                "weight": found["weight"].fillna(1.0).to_numpy(),
                "cluster": threads.where(labelled, None).to_numpy(),
                "uncertain": found["uncertain"].eq(True).to_numpy(),
            }
        )

    def check_used(self, drawn: pd.DataFrame) -> None:
        """Raise LabelError when none of the labels is in the material."""
        if drawn["true"].isna().all():
            raise LabelError("none of the labelled enquiries is in the table", place=self.place)


def load_labels(path: Path, taxonomy: Taxonomy) -> Labels:
    """Read a labelled sheet; rows that were chosen because the model was unsure (purpose `train`) are left out."""
    frame = read_labels(path, taxonomy)
    return _labels(frame[frame["status"] == LABELLED], str(path))


def labels_of(frame: pd.DataFrame, taxonomy: Taxonomy, place: str = "the labels") -> Labels:
    """The labels of a table in memory. Raises LabelError for wrong labels or an enquiry labelled twice."""
    used = frame[(frame["topic"] != "") & (frame["level"] != "")]
    wrong = ~used["topic"].isin([*taxonomy.codes, NO_TOPIC]) | ~used["level"].isin(LEVELS)
    if wrong.any():
        raise LabelError("labels that the taxonomy lacks", place=place, remedy="correct them or name another taxonomy")
    return _labels(used, place)


def _labels(used: pd.DataFrame, place: str) -> Labels:
    if "purpose" in used:
        used = used[used["purpose"].isin(["", "estimate"])]
    if used["enquiry_id"].duplicated().any():
        raise LabelError("an enquiry is labelled twice", place=place, remedy="keep one row for each enquiry_id")
    by_id = pd.DataFrame(
        {
            "true": (used["topic"] + "|" + used["level"]).to_numpy(),
            "weight": _numbers(used, "weight"),
            "uncertain": (~used["uncertain"].isin(["", "0"])).to_numpy() if "uncertain" in used else False,
        },
        index=pd.Index(used["enquiry_id"], name="enquiry_id"),
    )
    text = used.to_csv(index=False, lineterminator="\n").encode()
    return Labels(by_id, hashlib.sha256(text).hexdigest()[:12], place)


def _numbers(frame: pd.DataFrame, column: str) -> NDArray[np.float64]:
    if column not in frame:
        return np.ones(len(frame))
    numbers: NDArray[np.float64] = pd.to_numeric(frame[column], errors="coerce").fillna(1.0).to_numpy(float)
    return numbers
