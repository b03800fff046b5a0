"""Agreement between two labellers, and the way from two sheets to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.errors import LabelError
from classifier.intervals import wilson_interval
from classifier.labelling.reading import LABELLED
from classifier.taxonomy import LEVELS

# What each of the two said, beside the row to settle.
OPINIONS = ("topic_1", "topic_2", "level_1", "level_2")


@dataclass(frozen=True)
class Agreement:
    """How far two labellers agree on one label.

    rows, same           rows that both labelled, and those with the same label
    raw_low, raw_high    Wilson interval of same / rows
    kappa, low, high     Cohen's kappa (1960), for levels with linear weights (1968), and its large-sample interval
                         (Fleiss, Cohen and Everitt 1969); missing (NaN) when chance alone would give full agreement
    confusion            counts, the first labeller's labels down and the second's across
    """

    label: str
    rows: int
    same: int
    raw_low: float
    raw_high: float
    kappa: float
    low: float
    high: float
    confusion: pd.DataFrame

    @property
    def raw(self) -> float:
        """The share of rows with the same label."""
        return self.same / self.rows


def compare(first: pd.DataFrame, second: pd.DataFrame, confidence: float = 0.95) -> dict[str, Agreement]:
    """Agreement on `topic` and `level` over the rows that both sheets (from `read_labels`) have labelled.

    Raises LabelError when there are none.
    """
    both = _both(first, second)
    return {
        "topic": _agreement("topic", both, sorted({*both["topic_1"], *both["topic_2"]}), confidence, weighted=False),
        "level": _agreement("level", both, list(LEVELS), confidence, weighted=True),
    }


def describe(found: Agreement) -> str:
    """The measures and the confusion as text."""
    weights = ", linear weights" if found.label == "level" else ""
    kappa = (
        "none (one label only)" if np.isnan(found.kappa) else f"{found.kappa:.2f} ({found.low:.2f} to {found.high:.2f})"
    )
    met = found.confusion.index[(found.confusion.sum() + found.confusion.sum(axis=1)) > 0]
    return (
        f"{found.label}: same in {found.same} of {found.rows} ({found.raw:.1%}, 95 % {found.raw_low:.1%} to"
        f" {found.raw_high:.1%}); Cohen's kappa{weights} {kappa}\n{found.confusion.loc[met, met].to_string()}\n"
    )


def _both(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    columns = ["enquiry_id", "topic", "level"]
    one, other = (frame.loc[frame["status"] == LABELLED, columns] for frame in (first, second))
    both = one.merge(other, on="enquiry_id", suffixes=("_1", "_2"))
    if both.empty:
        raise LabelError(
            "no enquiry is labelled in both sheets", place="agreement", remedy="label an overlap (sample --overlap)"
        )
    return both


def _agreement(
    label: str, both: pd.DataFrame, classes: Sequence[str], confidence: float, *, weighted: bool
) -> Agreement:
    one, other = both[f"{label}_1"], both[f"{label}_2"]
    confusion = pd.crosstab(one, other).reindex(index=classes, columns=classes, fill_value=0)
    same = int((one == other).sum())
    raw_low, raw_high = wilson_interval(same, len(both), confidence)
    kappa, low, high = kappa_interval(confusion.to_numpy(float), confidence, weighted=weighted)
    return Agreement(label, len(both), same, raw_low, raw_high, kappa, low, high, confusion)


def kappa_interval(
    counts: NDArray[np.float64], confidence: float = 0.95, *, weighted: bool = False
) -> tuple[float, float, float]:
    """Cohen's kappa of a square table of counts with its interval; `weighted`: linear weights over the classes' order.

    The variance is that of Fleiss, Cohen and Everitt (1969), "Large sample standard errors of kappa and weighted kappa".
    """
    size = len(counts)
    total = counts.sum()
    distance = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    weights = 1 - distance / max(1, size - 1) if weighted else (distance == 0).astype(float)
    shares = counts / total
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = (weights * shares).sum(), rows @ weights @ columns
    if expected >= 1:
        return float("nan"), float("nan"), float("nan")
    kappa = (observed - expected) / (1 - expected)
    margins = np.add.outer(weights @ columns, rows @ weights)
    spread = (shares * (weights - margins * (1 - kappa)) ** 2).sum() - (kappa - expected * (1 - kappa)) ** 2
    error = np.sqrt(max(0.0, spread) / total) / (1 - expected)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    return float(kappa), float(max(-1.0, kappa - z * error)), float(min(1.0, kappa + z * error))


def disagreements(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """The rows on whose topic or level the two differ, as a sheet to settle: labels empty, both opinions beside them."""
    both = _both(first, second)
    differ = both[(both["topic_1"] != both["topic_2"]) | (both["level_1"] != both["level_2"])]
    rows = first[first["enquiry_id"].isin(differ["enquiry_id"])].merge(differ, on="enquiry_id")
    emptied = dict.fromkeys(("topic", "level", "second_topic", "uncertain", "labeller"), "")
    return rows.assign(**emptied).drop(columns="status")


def merge(first: pd.DataFrame, second: pd.DataFrame, settled: pd.DataFrame | None = None) -> pd.DataFrame:
    """One sheet of two: rows that agree or that one of them labelled, and the disagreements as `settled` has them.

    A disagreement that is not settled stays unlabelled: better a smaller sample than a label tossed up.
    """
    first, second = (frame.set_index("enquiry_id") for frame in (first, second))
    gold = pd.concat([first, second[~second.index.isin(first.index)]])
    unlabelled = gold.index[gold["status"] != LABELLED]
    filled = [name for name in unlabelled if name in second.index and second.at[name, "status"] == LABELLED]
    gold.loc[filled, second.columns] = second.loc[filled]
    in_both = gold.index.intersection(second.index)
    uncertain = [name for name in in_both if "1" in (gold.at[name, "uncertain"], second.at[name, "uncertain"])]
    gold.loc[uncertain, "uncertain"] = "1"
    open_rows = _open_disagreements(first, second)
    gold.loc[open_rows, ["topic", "level", "second_topic", "status"]] = ["", "", "", "blank"]
    if settled is not None:
        decided = settled[settled["status"] == LABELLED].set_index("enquiry_id")
        decided = decided[decided.index.isin(open_rows)]
        kept = ["topic", "level", "second_topic", "uncertain", "labeller", "status"]
        gold.loc[decided.index, kept] = decided[kept]
    return gold.reset_index()


def _open_disagreements(first: pd.DataFrame, second: pd.DataFrame) -> list[str]:
    shared = first.index.intersection(second.index)
    one, other = first.loc[shared], second.loc[shared]
    labelled = (one["status"] == LABELLED) & (other["status"] == LABELLED)
    differ = (one["topic"] != other["topic"]) | (one["level"] != other["level"])
    return list(shared[labelled & differ])
