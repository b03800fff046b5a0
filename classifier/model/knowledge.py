"""What is known of the labels before any training: the lexicon for topics, the cues for levels, as weights."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.compose import ColumnTransformer
from sklearn.svm import LinearSVC

from classifier.corpora import corpus_path
from classifier.model.linear import COUNTED, Linear, class_rows, spread


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

    def labels_among(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Those of `labels` that some term speaks for."""
        found = set(self.rows["label"])
        return tuple(label for label in labels if label in found)

    def restricted(self, labels: NDArray[Any]) -> pd.DataFrame:
        """The rows that speak for one of `labels`; none when they know fewer than two of them apart."""
        rows = self.rows[self.rows["label"].isin(labels)]
        return rows if rows["label"].nunique() >= 2 else rows.iloc[:0]


def load_cues(path: Path | None = None) -> str:
    """The level cues as CSV text (`cue,level,weight` with a header); the shipped ones when `path` is None."""
    return (path or corpus_path("level_cues.csv")).read_text(encoding="utf-8")


def fit_knowledge(features: ColumnTransformer, knowledge: Knowledge, classes: NDArray[Any]) -> Linear | None:
    """Weights that tell the terms apart, each taken for a text of its own; None when they are of no use here.

    What is learned is more than the terms: the character n-grams of "gatlykta" speak for the streets in
    "lyktstolparna" too. `features` are fitted already, to real texts; no label takes part in this.
    """
    rows = knowledge.restricted(classes)
    if rows.empty:
        return None
    blank = np.full(len(rows), "")
    design = pd.DataFrame({"own": rows["term"].to_numpy(), "context": blank, "channel": blank})
    vectors = [column for column in features.feature_names_in_ if column not in design]
    design = pd.concat([design, pd.DataFrame(0.0, index=design.index, columns=vectors)], axis=1)
    terms = _words_only(features, sparse.csr_matrix(features.transform(design)))
    model = LinearSVC(C=0.3, class_weight="balanced", tol=1e-2, random_state=0)
    model.fit(terms, rows["label"].to_numpy(), sample_weight=rows["weight"].to_numpy())
    return Linear(features, *spread(model.classes_, *class_rows(model), classes))


def _words_only(features: ColumnTransformer, terms: sparse.csr_matrix) -> sparse.csr_matrix:
    """A term finds itself in the lexicon: such columns would leave the words nothing to learn."""
    kept = np.zeros(terms.shape[1])
    for name in COUNTED:
        kept[features.output_indices_[name]] = 1
    return sparse.csr_matrix(terms @ sparse.diags_array(kept))
