"""One label's classifier: linear scores, and a calibrator fitted on scores of rows that the classifier had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from classifier.model.calibration import TemperatureScaling
from classifier.model.grams import Reals
from classifier.model.knowledge import Knowledge, class_rows, knowledge_weights
from classifier.model.scoring import Batch, decision_scores

Probabilities = NDArray[np.float64]
FOLDS = 5
# How much the knowledge and the base material may count; the best on rows not seen is taken.
KNOWLEDGE_SHARES = (0.0, 0.1, 0.2, 0.3, 0.45, 0.65, 0.9, 1.3, 2.0)
BASE_WEIGHTS = (0.1, 0.3, 1.0)


@dataclass(frozen=True)
class Recipe:
    """What a head is made by: the features (not fitted) and what is known of its labels before training."""

    features: ColumnTransformer
    knowledge: Knowledge


@dataclass(frozen=True)
class Material:
    """Labelled rows to train on.

    groups      rows of one group are never on both sides of a fold
    own         rows of the material that the model is for; the others are a base that helps, and are never judged
    """

    design: pd.DataFrame
    labels: NDArray[Any]
    groups: NDArray[Any]
    own: NDArray[np.bool_]

    def pick(self, rows: NDArray[np.bool_]) -> "Material":
        """Some of the rows."""
        return Material(self.design[rows], self.labels[rows], self.groups[rows], self.own[rows])


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
    """A head, and what it would have said of its own training rows had it not seen them.

    out_of_fold     probabilities, own rows x classes
    knowledge_share how much the knowledge counts beside what was learnt from rows
    base_weight     weight of a base row; an own row has 1
    """

    head: Head
    out_of_fold: Probabilities
    knowledge_share: float
    base_weight: float


@dataclass(frozen=True)
class _FoldScores:
    """Scores of the own rows, each by a classifier that had not seen it: learnt from rows, and by knowledge."""

    learnt: Reals
    known: Reals

    @property
    def unit(self) -> float:
        """Makes the knowledge's scores as wide as those learnt."""
        spread = float(self.known.std())
        return float(self.learnt.std()) / spread if spread else 0.0

    def mixed(self, share: float) -> Reals:
        return np.asarray(self.learnt + share * self.unit * self.known)


def fit_head(material: Material, recipe: Recipe, jobs: int = 1) -> FittedHead:
    """Fit on all rows, after choosing on held-out own rows how much the knowledge and the base rows count.

    The out-of-fold probabilities come from calibrators that are cross-fitted over the same folds, so that no row's
    own label takes part in its probability.
    """
    classes = np.unique(material.labels)
    own_labels = material.labels[material.own]
    splits = _splits(material)
    weights = (1.0,) if material.own.all() else BASE_WEIGHTS
    fits = Parallel(n_jobs=jobs)(
        delayed(_fold)(material, recipe, classes, train, test, weight) for weight in weights for train, test in splits
    )
    found = {
        weight: _gathered(fits[at * len(splits) :], splits, material, len(classes)) for at, weight in enumerate(weights)
    }
    _, base_weight, share = min(
        (_loss(scores.mixed(share), own_labels, classes), weight, share)
        for weight, scores in found.items()
        for share in (KNOWLEDGE_SHARES if scores.unit else (0.0,))
    )
    scores = found[base_weight]
    mixed = scores.mixed(share)
    out_of_fold = np.zeros(mixed.shape)
    place = np.cumsum(material.own) - 1
    for _, test in splits:
        held = np.isin(np.arange(len(mixed)), place[test])
        calibrator = TemperatureScaling(classes).fit(mixed[~held], own_labels[~held])
        out_of_fold[held] = calibrator.predict_proba(mixed[held])
    head = Head(
        classes=tuple(map(str, classes)),
        scorer=_scorer(material, recipe, classes, base_weight, share * scores.unit),
        calibrator=TemperatureScaling(classes).fit(mixed, own_labels),
    )
    return FittedHead(head, out_of_fold, share, base_weight)


def _splits(material: Material) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Folds over the own rows' groups; a base row trains in every fold but those that hold its group out."""
    own = np.flatnonzero(material.own)
    groups = material.groups[own]
    folds = GroupKFold(min(FOLDS, len(set(groups))), shuffle=True, random_state=0)
    splits = []
    for _, test in folds.split(own, groups=groups):
        train = ~np.isin(material.groups, groups[test])
        splits.append((np.flatnonzero(train), own[test]))
    return splits


def _fold(
    material: Material,
    recipe: Recipe,
    classes: NDArray[Any],
    train: NDArray[np.intp],
    test: NDArray[np.intp],
    base_weight: float,
) -> _FoldScores:
    rows = np.isin(np.arange(len(material.labels)), train)
    pipeline = _learnt(material.pick(rows), recipe, base_weight)
    batch = Batch(material.design.iloc[test])
    learnt = decision_scores(pipeline, batch)
    # A class absent from a training fold gets the lowest score seen.
    scores = np.full((len(test), len(classes)), learnt.min())
    scores[:, np.searchsorted(classes, pipeline[-1].classes_)] = learnt
    known = knowledge_weights(pipeline[0], recipe.knowledge, classes)
    if known is None:
        return _FoldScores(scores, np.zeros(scores.shape))
    return _FoldScores(scores, decision_scores(_with_weights(pipeline, classes, *known), batch))


def _gathered(
    fits: Sequence[_FoldScores], splits: Sequence[tuple[Any, NDArray[np.intp]]], material: Material, classes: int
) -> _FoldScores:
    place = np.cumsum(material.own) - 1
    learnt = np.zeros((int(material.own.sum()), classes))
    known = np.zeros(learnt.shape)
    for (_, test), fit in zip(splits, fits, strict=False):
        learnt[place[test]], known[place[test]] = fit.learnt, fit.known
    return _FoldScores(learnt, known)


def _loss(scores: Reals, labels: NDArray[Any], classes: NDArray[Any]) -> float:
    return round(TemperatureScaling(classes).fit(scores, labels).loss(scores, labels), 6)


def _learnt(material: Material, recipe: Recipe, base_weight: float) -> Pipeline:
    classifier = LinearSVC(C=0.5, class_weight="balanced", random_state=0)
    pipeline = make_pipeline(clone(recipe.features), classifier)
    weights = np.where(material.own, 1.0, base_weight)
    return pipeline.fit(material.design, material.labels, linearsvc__sample_weight=weights)


def _scorer(
    material: Material, recipe: Recipe, classes: NDArray[Any], base_weight: float, knowledge_factor: float
) -> Pipeline:
    """One linear classifier: what the rows teach, plus what is known."""
    pipeline = _learnt(material, recipe, base_weight)
    known = knowledge_weights(pipeline[0], recipe.knowledge, classes) if knowledge_factor else None
    if known is None:
        return pipeline
    coefficients, intercepts = class_rows(pipeline[-1])
    return _with_weights(
        pipeline, classes, coefficients + knowledge_factor * known[0], intercepts + knowledge_factor * known[1]
    )


def _with_weights(pipeline: Pipeline, classes: NDArray[Any], coefficients: Reals, intercepts: Reals) -> Pipeline:
    """The same features under other weights."""
    classifier = clone(pipeline[-1])
    two = len(classes) == 2
    classifier.classes_ = classes
    classifier.coef_ = coefficients[1:] if two else coefficients
    classifier.intercept_ = intercepts[1:] if two else intercepts
    return Pipeline([pipeline.steps[0], ("linearsvc", classifier)])
