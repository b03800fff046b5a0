"""A new export judged by an old model: is it still like what the model was checked on, and what are its shares?

The check is an earlier material that the same model classified and of which a random sample was labelled.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from classifier.errors import LabelError, TableError
from classifier.estimate.drift import Drift, check_drift
from classifier.estimate.quantification import quantify
from classifier.estimate.record import Estimate
from classifier.tables import read_table
from classifier.taxonomy import LEVELS, NO_ENQUIRY

REQUIRED = ("enquiry_id", "excluded", "subject", "text", *(f"p_{level}" for level in LEVELS))
ASKING = tuple(level for level in LEVELS if level != NO_ENQUIRY)
# Fewer rows of a level than this cannot tell how the model judges it.
LEAST_OF_A_LEVEL = 5


@dataclass(frozen=True)
class Comparison:
    """What a new material looks like beside the one that the model was checked on.

    drift     what has changed and how many fresh rows to label
    levels    share of each level in the new material, as `estimate_shares` gives it, model-dependent
    strict    N1 / (N1+N2+N3), model-dependent
    extended  (N1+N2) / (N1+N2+N3), model-dependent
    checked   labelled rows of the earlier material that all of it rests on
    """

    drift: Drift
    levels: pd.DataFrame
    strict: Estimate
    extended: Estimate
    checked: int

    def document(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "verdict": self.drift.verdict,
            "rows_to_label": self.drift.rows_to_label,
            "mix_distance": self.drift.mix_distance,
            "changes": [
                {name: getattr(change, name) for name in ("feature", "before", "now", "p_value", "matters")}
                for change in self.drift.changes
            ],
            "levels": self.levels.to_dict("records"),
            "strict": self.strict.document(),
            "extended": self.extended.document(),
            "checked": self.checked,
        }


def compare_files(new: Path, reference: Path, labels: Path, *, margin: float = 0.04) -> Comparison:
    """Read two classified tables and the labels of the second, and compare.

    Raises TableError for a table that is not classified, LabelError for labels that cannot carry the comparison.
    """
    now, before = (_enquiries(path) for path in (new, reference))
    # An export often reaches back over the last one; what the model was checked on says nothing of what is new.
    now = now[~now["enquiry_id"].isin(before["enquiry_id"])]
    if now.empty:
        raise TableError(f"holds no enquiry that {reference} lacks", place=new, remedy="give a later export")
    sample = read_table(labels, required=("enquiry_id", "level"))
    if "purpose" in sample:
        sample = sample[sample["purpose"].isin(["", "estimate"])]
    truth = sample[sample["level"].isin(LEVELS)].drop_duplicates("enquiry_id").set_index("enquiry_id")["level"]
    checked = before[before["enquiry_id"].isin(truth.index)]
    true = checked["enquiry_id"].map(truth)
    few = [level for level in LEVELS if (true == level).sum() < LEAST_OF_A_LEVEL]
    if few:
        raise LabelError(
            f"fewer than {LEAST_OF_A_LEVEL} labelled enquiries of {', '.join(few)} are in {reference}",
            place=labels,
            remedy="give the labels that were drawn from that table, or label more of it",
        )
    known, unknown = _probabilities(checked), _probabilities(now)
    mix = quantify(known, true.to_numpy(), unknown, LEVELS)
    drift = check_drift(
        known, true.to_numpy(), unknown, LEVELS, validation_texts=_texts(checked), texts=_texts(now), margin=margin
    )
    return Comparison(
        drift=drift,
        levels=mix.shares(),
        strict=mix.ratio(ASKING[:1], ASKING),
        extended=mix.ratio(ASKING[:2], ASKING),
        checked=len(checked),
    )


def _enquiries(path: Path) -> pd.DataFrame:
    table = read_table(path, required=REQUIRED)
    enquiries = table[table["excluded"] == ""]
    if enquiries.empty:
        raise TableError("holds no enquiries", place=path)
    if (enquiries["p_N0"] == "").any():
        raise TableError("has enquiries that are not classified", place=path, remedy="run nulage classify first")
    return enquiries


def _probabilities(enquiries: pd.DataFrame) -> "np.ndarray[Any, np.dtype[np.float64]]":
    return enquiries[[f"p_{level}" for level in LEVELS]].astype(float).to_numpy()


def _texts(enquiries: pd.DataFrame) -> list[str]:
    return (enquiries["subject"] + " " + enquiries["text"]).tolist()
