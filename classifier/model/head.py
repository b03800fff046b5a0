"""One label's classifier: linear scores, and a calibrator fitted on scores of rows that the classifier had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from classifier.model.features import enquiry_features
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch, decision_scores

Probabilities = NDArray[np.float64]
FOLDS = 5


@dataclass(frozen=True)
class Head:
    """A fitted classifier for one label. `scorer` and `calibrator` are scikit-learn estimators."""

    classes: tuple[str, ...]
    scorer: Any
    calibrator: Any

    def probabilities(self, batch: Batch) -> Probabilities:
        """Calibrated probabilities, one row an enquiry, one column a class in the order of `classes`."""
        return np.asarray(self.calibrator.predict_proba(decision_scores(self.scorer, batch)))


@dataclass(frozen=True)
class FittedHead:
    """A head, and the probabilities it would have given its own training rows had it not seen them."""

    head: Head
    out_of_fold: Probabilities


def fit_head(design: pd.DataFrame, labels: Sequence[str], groups: Sequence[str], jobs: int = 1) -> FittedHead:
    """Fit the scorer on all rows and the calibrator on out-of-fold scores; `groups` never straddle a fold.

    The out-of-fold probabilities come from calibrators that are cross-fitted over the same folds, so that no row's
    own label takes part in its probability.
    """
    target = np.asarray(labels)
    splits = _splits(groups)
    folds = Parallel(n_jobs=jobs)(
        delayed(_fold_scores)(design.iloc[train], target[train], design.iloc[test]) for train, test in splits
    )
    classes = np.unique(target)
    scores = np.zeros((len(target), len(classes)))
    for (_, test), (fold_classes, found) in zip(splits, folds, strict=True):
        # A class absent from a training fold gets the lowest score seen.
        scores[test] = found.min()
        scores[np.ix_(test, np.searchsorted(classes, fold_classes))] = found
    out_of_fold = np.full(scores.shape, 1e-6)
    for train, test in splits:
        calibrator = _calibrator().fit(scores[train], target[train])
        columns = np.searchsorted(classes, calibrator.classes_)
        out_of_fold[np.ix_(test, columns)] = calibrator.predict_proba(scores[test])
    head = Head(
        classes=tuple(map(str, classes)),
        scorer=_scorer(design).fit(design, target),
        calibrator=_calibrator().fit(scores, target),
    )
    return FittedHead(head, out_of_fold)


def _splits(groups: Sequence[str]) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    folds = min(FOLDS, len(set(groups)))
    rows = np.zeros(len(groups))
    return list(GroupKFold(folds, shuffle=True, random_state=0).split(rows, groups=np.asarray(groups)))


def _fold_scores(
    train: pd.DataFrame, target: NDArray[Any], test: pd.DataFrame
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    scorer = _scorer(train).fit(train, target)
    return scorer.classes_, decision_scores(scorer, Batch(test))


def _scorer(design: pd.DataFrame) -> Pipeline:
    with_context = bool(design["context"].str.contains(r"\w\w\w").sum() >= 5)
    return make_pipeline(
        enquiry_features(with_context=with_context, lexicon=load_lexicon()),
        LinearSVC(C=0.5, class_weight="balanced", random_state=0),
    )


def _calibrator() -> LogisticRegression:
    # A multinomial logistic map of all scores: Platt scaling that also learns the classes' shares and confusions.
    return LogisticRegression(C=10.0, max_iter=5000)
