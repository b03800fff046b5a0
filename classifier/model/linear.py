"""Linear classifiers over the same features, which add up: what each was taught by is one more matrix of weights."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

from classifier.model.grams import Reals
from classifier.model.scoring import Batch, decision_scores

COUNTED = ("tokens", "characters")
# The features' step that holds a sentence encoder's vectors, when there is one.
VECTORS = "encoder"


@dataclass(frozen=True)
class Linear:
    """Weights over fitted features.

    coefficients    classes x features
    intercepts      one a class
    """

    features: ColumnTransformer
    coefficients: Reals
    intercepts: Reals

    def scores(self, batch: Batch) -> Reals:
        """Rows x classes."""
        return decision_scores(self.pipeline(np.arange(len(self.intercepts))), batch)

    def plus(self, other: "Linear", factor: float) -> "Linear":
        """The classifier whose scores are these plus `factor` times the other's, which sees the same features."""
        return Linear(
            self.features,
            self.coefficients + factor * other.coefficients,
            self.intercepts + factor * other.intercepts,
        )

    def pipeline(self, classes: NDArray[Any]) -> Pipeline:
        """Features and weights as scikit-learn estimators, to be scored by `decision_scores` and saved."""
        classifier = LinearSVC()
        classifier.classes_, classifier.coef_, classifier.intercept_ = classes, self.coefficients, self.intercepts
        return Pipeline([("features", self.features), ("linearsvc", classifier)])


def support_vectors(
    features: ColumnTransformer, seen: sparse.csr_matrix, labels: NDArray[Any], weights: Reals, classes: NDArray[Any]
) -> Linear:
    """One-versus-rest linear support vector machines; a class without rows has no weights."""
    model = LinearSVC(C=0.5, class_weight="balanced", tol=1e-3, random_state=0)
    model.fit(seen, labels, sample_weight=weights)
    return Linear(features, *spread(model.classes_, *class_rows(model), classes))


def naive_bayes(
    features: ColumnTransformer, seen: sparse.csr_matrix, labels: NDArray[Any], weights: Reals, classes: NDArray[Any]
) -> Linear:
    """Multinomial naive Bayes of the words and characters: which class they are commonest in, each for itself.

    It is a worse classifier than support vectors and errs elsewhere, so that some of it helps (Wang & Manning 2012).
    All classes are taken for equally common. Weights are shifted to add up to 0 over the classes.
    """
    counted = np.zeros(seen.shape[1], dtype=bool)
    for name in COUNTED:
        counted[features.output_indices_[name]] = True
    model = MultinomialNB(alpha=0.05, fit_prior=False).fit(seen[:, counted], labels, sample_weight=weights)
    centred = model.feature_log_prob_ - model.feature_log_prob_.mean(axis=0)
    coefficients = np.zeros((len(model.classes_), seen.shape[1]))
    coefficients[:, counted] = centred
    return Linear(features, *spread(model.classes_, coefficients, np.zeros(len(model.classes_)), classes))


def of_vectors(
    features: ColumnTransformer, seen: sparse.csr_matrix, labels: NDArray[Any], weights: Reals, classes: NDArray[Any]
) -> Linear:
    """Multinomial logistic regression of a sentence encoder's vectors alone.

    Among many words, support vectors make little of a few hundred numbers that all matter a little. Cross-validated on
    the training part of Banking77, this regression beside them was better than either alone, than more weight for the
    vectors among the words, and than a kernel or a hidden layer over the vectors.
    """
    columns = features.output_indices_[VECTORS]
    model = LogisticRegression(C=5, max_iter=500)
    model.fit(seen[:, columns].toarray(), labels, sample_weight=weights)
    found, intercepts = class_rows(model)
    coefficients = np.zeros((len(model.classes_), seen.shape[1]))
    coefficients[:, columns] = found
    return Linear(features, *spread(model.classes_, coefficients, intercepts, classes))


def class_rows(model: LinearSVC | LogisticRegression) -> tuple[Reals, Reals]:
    """Coefficients and intercepts of a linear classifier, one row a class, for two classes also."""
    if len(model.classes_) == 2:
        return np.vstack((-model.coef_, model.coef_)), np.concatenate((-model.intercept_, model.intercept_))
    return model.coef_, model.intercept_


def spread(found: NDArray[Any], coefficients: Reals, intercepts: Reals, classes: NDArray[Any]) -> tuple[Reals, Reals]:
    """The rows of the classes found, in their places among all `classes`; 0 and the least intercept elsewhere."""
    all_coefficients = np.zeros((len(classes), coefficients.shape[1]))
    all_intercepts = np.full(len(classes), intercepts.min())
    places = np.searchsorted(classes, found)
    all_coefficients[places], all_intercepts[places] = coefficients, intercepts
    return all_coefficients, all_intercepts
