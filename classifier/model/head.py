"""One label's classifier: linear scores, and a calibrator fitted on scores of rows that the classifier had not seen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.model_selection import GroupKFold

from classifier.model.calibration import TemperatureScaling
from classifier.model.grams import Reals
from classifier.model.knowledge import Knowledge, fit_knowledge
from classifier.model.linear import VECTORS, Linear, naive_bayes, of_vectors, support_vectors
from classifier.model.scoring import Batch, CollapsedScorer

Probabilities = NDArray[np.float64]
Fit = Callable[..., Linear]
FOLDS = 5
# How much each may count; the best on rows not seen is taken.
KNOWLEDGE_SHARES = (0.0, 0.1, 0.2, 0.3, 0.45, 0.65, 0.9, 1.3, 2.0, 3.0, 5.0)
BAYES_SHARES = (0.0, 0.15, 0.3, 0.6)
VECTOR_SHARES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
BASE_WEIGHTS = (0.1, 0.3, 1.0)


@dataclass(frozen=True)
class Recipe:
    """What a head is made by.

    features        not fitted; with the step `encoder` when the design has a sentence encoder's vectors
    knowledge       what is known of its labels before training
    bayes_shares    how much naive Bayes may count
    known_classes   labels to be told apart though no row may have them: the knowledge finds them
    unlabelled      a design of more texts, whose words the features learn: knowledge of words that no labelled row has
                    counts only then
    """

    features: ColumnTransformer
    knowledge: Knowledge
    bayes_shares: tuple[float, ...] = BAYES_SHARES
    known_classes: tuple[str, ...] = ()
    unlabelled: pd.DataFrame | None = None

    def learn(self, design: pd.DataFrame) -> tuple[ColumnTransformer, sparse.csr_matrix]:
        """The features, fitted, and those of the design."""
        features, texts = clone(self.features), [design]
        if self.unlabelled is not None:
            # An encoder's vectors are not learned, so that these texts need none.
            texts.append(self.unlabelled.reindex(columns=design.columns, fill_value=0.0))
        seen = sparse.csr_matrix(features.fit_transform(pd.concat(texts)))
        return features, seen[: len(design)]

    @property
    def learned(self) -> tuple[Fit, ...]:
        """The ways to learn from the rows, whose scores are added up."""
        has_vectors = any(name == VECTORS for name, *_ in self.features.transformers)
        return (support_vectors, naive_bayes, *((of_vectors,) if has_vectors else ()))


@dataclass(frozen=True)
class Material:
    """Labelled rows to train on.

    groups      rows of one group are never on both sides of a fold
    own         rows of the material that the model is for; by the others, a base that helps, nothing is chosen or
                calibrated
    """

    design: pd.DataFrame
    labels: NDArray[Any]
    groups: NDArray[Any]
    own: NDArray[np.bool_]

    def weights(self, base: float) -> Reals:
        """Sample weights, 1 for an own row."""
        return np.where(self.own, 1.0, base)

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
        return np.asarray(self.calibrator.predict_proba(self._collapsed.scores(batch)))

    @cached_property
    def _collapsed(self) -> CollapsedScorer:
        return CollapsedScorer(self.scorer)


@dataclass(frozen=True, order=True)
class Shares:
    """What was chosen on held-out rows.

    knowledge   how much the scores by knowledge count, when those of the support vectors count 1
    bayes       how much those of naive Bayes count
    vectors     how much those by a sentence encoder's vectors alone count
    base        weight of a base row in training; an own row has 1
    """

    knowledge: float
    bayes: float
    vectors: float
    base: float


@dataclass(frozen=True)
class FittedHead:
    """A head, and what it would have said of its own training rows had it not seen them.

    out_of_fold     probabilities, rows x classes
    """

    head: Head
    out_of_fold: Probabilities
    shares: Shares


def fit_head(material: Material, recipe: Recipe, jobs: int = 1) -> FittedHead:
    """Fit on all rows, after choosing on held-out own rows how much each part and the base rows count.

    The out-of-fold probabilities come from calibrators that are cross-fitted over the same folds, so that no row's
    own label takes part in its probability.
    """
    classes = np.union1d(material.labels, np.array(recipe.known_classes, dtype=object))
    own, labels = material.own, material.labels[material.own]
    splits = _splits(material)
    base_weights = (1.0,) if own.all() else BASE_WEIGHTS
    fits = Parallel(n_jobs=jobs)(
        delayed(_fold_scores)(material, recipe, classes, train, test, base_weights) for train, test in splits
    )
    features, seen = recipe.learn(material.design)
    knowledge = fit_knowledge(features, recipe.knowledge, classes)
    known = knowledge.scores(Batch(material.design)) if knowledge else np.zeros((len(own), 1))
    _, shares, parts = min(
        (
            (_loss(parts.mixed(shares)[own], labels, classes), shares, parts)
            for at, weight in enumerate(base_weights)
            for parts in [_Parts(own, known, *_gathered([fit[at] for fit in fits], splits))]
            for bayes in recipe.bayes_shares
            for vectors in (VECTOR_SHARES if parts.vectors.any() else (0.0,))
            for share in (KNOWLEDGE_SHARES if knowledge else (0.0,))
            for shares in [Shares(share, bayes, vectors, weight)]
        ),
        key=lambda choice: choice[:2],
    )
    mixed = parts.mixed(shares)
    weights = material.weights(shares.base)
    linear = _fit(support_vectors, parts.learnt, features, seen, material.labels, weights, classes)
    for fit, count, scores in ((naive_bayes, shares.bayes, parts.bayes), (of_vectors, shares.vectors, parts.vectors)):
        if count:
            added = _fit(fit, scores, features, seen, material.labels, weights, classes)
            linear = linear.plus(added, count * parts.unit(scores))
    if knowledge and shares.knowledge:
        linear = linear.plus(knowledge, shares.knowledge * parts.unit(parts.known))
    calibrator = TemperatureScaling(classes).fit(mixed[own], labels)
    head = Head(tuple(map(str, classes)), linear.pipeline(classes), calibrator)
    return FittedHead(head, _cross_fitted(mixed, classes, splits, material), shares)


@dataclass(frozen=True)
class _Parts:
    """Scores of the rows by each part of the classifier, which had not seen their labels."""

    own: NDArray[np.bool_]
    known: Reals
    learnt: Reals
    bayes: Reals
    vectors: Reals = field(default_factory=lambda: np.zeros((1, 1)))

    def unit(self, part: Reals) -> float:
        """Makes a part's scores of the own rows as wide as those of the support vectors."""
        width = float(part[self.own].std())
        return float(self.learnt[self.own].std()) / width if width else 0.0

    def mixed(self, shares: Shares) -> Reals:
        """The scores of the parts together, each as much as its share says."""
        mixed = self.learnt
        for count, part in (
            (shares.bayes, self.bayes),
            (shares.vectors, self.vectors),
            (shares.knowledge, self.known),
        ):
            if count:
                mixed = mixed + count * self.unit(part) * part
        return mixed


def _cross_fitted(scores: Reals, classes: NDArray[Any], splits: Sequence[Any], material: Material) -> Probabilities:
    probabilities = np.zeros(scores.shape)
    for _, test in splits:
        fitted_to = material.own.copy()
        fitted_to[test] = False
        calibrator = TemperatureScaling(classes).fit(scores[fitted_to], material.labels[fitted_to])
        probabilities[test] = calibrator.predict_proba(scores[test])
    return probabilities


def _splits(material: Material) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Folds over the groups, the own rows' and the base's shared out each for itself, so that every fold has of both.

    Base rows that belong together with own rows are held out with them.
    """
    own_groups = np.unique(material.groups[material.own])
    folds = min(FOLDS, len(own_groups))
    of_own = np.isin(material.groups, own_groups)
    fold = np.zeros(len(of_own), dtype=np.intp)
    fold[of_own] = _folds_of(material.groups[of_own], folds)
    if not of_own.all():
        fold[~of_own] = _folds_of(material.groups[~of_own], folds)
    return [(np.flatnonzero(fold != number), np.flatnonzero(fold == number)) for number in range(folds)]


def _folds_of(groups: NDArray[Any], folds: int) -> NDArray[np.intp]:
    """The fold of each row; fewer groups than folds are in some of them only."""
    found = np.zeros(len(groups), dtype=np.intp)
    used = min(folds, len(np.unique(groups)))
    if used < 2:
        return found
    split = GroupKFold(used, shuffle=True, random_state=0).split(groups, groups=groups)
    for number, (_, test) in enumerate(split):
        found[test] = number
    return found


def _fold_scores(
    material: Material,
    recipe: Recipe,
    classes: NDArray[Any],
    train: NDArray[np.intp],
    test: NDArray[np.intp],
    base_weights: Sequence[float],
) -> list[tuple[Reals, ...]]:
    """Scores of rows by the parts that are learned, which had not seen them, for each weight of base rows."""
    taught = material.pick(np.isin(np.arange(len(material.labels)), train))
    features, seen = recipe.learn(taught.design)
    batch = Batch(material.design.iloc[test])
    absent = ~np.isin(classes, taught.labels)

    def scores(fit: Fit, weight: float) -> Reals:
        """The scores of the rows left out by a classifier fitted on the others."""
        found = fit(features, seen, taught.labels, taught.weights(weight), classes).scores(batch)
        # A row of a class without rows is like none of the others, and the best of these gets no more than a
        # runner-up does elsewhere: then the knowledge decides.
        found[:, absent] = np.sort(found[:, ~absent], axis=1)[:, -2].mean()
        return found

    return [tuple(scores(fit, weight) for fit in recipe.learned) for weight in base_weights]


def _fit(
    fit: Fit,
    unseen: Reals,
    features: ColumnTransformer,
    seen: sparse.csr_matrix,
    labels: NDArray[Any],
    weights: Reals,
    classes: NDArray[Any],
) -> Linear:
    """Weights from all rows; a class without rows gets at any text what it got on average at held-out ones."""
    found = fit(features, seen, labels, weights, classes)
    constants = np.where(np.isin(classes, labels), found.intercepts, unseen.mean(axis=0))
    return replace(found, intercepts=constants)


def _gathered(fits: Sequence[tuple[Reals, ...]], splits: Sequence[tuple[Any, Any]]) -> Iterator[Reals]:
    order = np.argsort(np.concatenate([test for _, test in splits]))
    return (np.concatenate(part)[order] for part in zip(*fits, strict=True))


def _loss(scores: Reals, labels: NDArray[Any], classes: NDArray[Any]) -> float:
    return round(TemperatureScaling(classes).fit(scores, labels).loss(scores, labels), 6)
