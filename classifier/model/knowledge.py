"""What is known of the labels before any training: the lexicon for topics, the cues for levels, as weights."""

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from classifier.corpora import corpus_path
from classifier.model.grams import Reals


@dataclass(frozen=True)
class Knowledge:
    """Terms that speak for a label.

    entries     CSV text with a header: term, label, weight (1 a hint, 2 strong, 3 decides nearly alone)
    """

    entries: str

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Columns term, label, weight."""
        rows = list(csv.reader(io.StringIO(self.entries)))[1:]
        return pd.DataFrame(rows, columns=["term", "label", "weight"]).astype({"weight": float})

    def restricted(self, labels: NDArray[Any]) -> pd.DataFrame:
        """The rows that speak for one of `labels`; none when they know fewer than two of them apart."""
        rows = self.rows[self.rows["label"].isin(labels)]
        return rows if rows["label"].nunique() >= 2 else rows.iloc[:0]


def load_cues(path: Path | None = None) -> str:
    """The level cues as CSV text (`cue,level,weight` with a header); the shipped ones when `path` is None."""
    return (path or corpus_path("level_cues.csv")).read_text(encoding="utf-8")


def knowledge_weights(features: Any, knowledge: Knowledge, labels: NDArray[Any]) -> tuple[Reals, Reals] | None:
    """Coefficients (labels x features) and intercepts that tell the terms apart, each taken for a text of its own.

    What they learn is more than the terms: the character n-grams of "gatlykta" speak for the streets in
    "lyktstolparna" too. `features` are fitted already, to real texts. None when the knowledge is of no use here.
    """
    rows = knowledge.restricted(labels)
    if rows.empty:
        return None
    blank = np.full(len(rows), "")
    design = pd.DataFrame({"own": rows["term"].to_numpy(), "context": blank, "channel": blank})
    for column in features.feature_names_in_:
        if column not in design:
            design[column] = 0.0
    terms = _without_knowledge(features, sparse.csr_matrix(features.transform(design)))
    model = LinearSVC(C=0.3, class_weight="balanced", random_state=0)
    model.fit(terms, rows["label"].to_numpy(), sample_weight=rows["weight"].to_numpy())
    coefficients = np.zeros((len(labels), terms.shape[1]))
    intercepts = np.zeros(len(labels))
    places = np.searchsorted(labels, model.classes_)
    coefficients[places], intercepts[places] = class_rows(model)
    return coefficients, intercepts


def class_rows(model: LinearSVC) -> tuple[Reals, Reals]:
    """Coefficients and intercepts of a linear classifier, one row a class, for two classes also."""
    if len(model.classes_) == 2:
        return np.vstack((-model.coef_, model.coef_)), np.concatenate((-model.intercept_, model.intercept_))
    return model.coef_, model.intercept_


def _without_knowledge(features: Any, terms: sparse.csr_matrix) -> sparse.csr_matrix:
    """A term finds itself in the lexicon: those columns would leave the words nothing to learn."""
    kept = np.ones(terms.shape[1])
    for name in ("lexicon", "cues"):
        if name in features.output_indices_:
            kept[features.output_indices_[name]] = 0
    return sparse.csr_matrix(terms @ sparse.diags_array(kept))
