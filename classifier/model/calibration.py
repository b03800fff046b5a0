"""Scores to probabilities that mean what they say."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.base import BaseEstimator, ClassifierMixin

from classifier.model.grams import Reals


class TemperatureScaling(ClassifierMixin, BaseEstimator):
    """softmax(slope x scores), the slope that makes the labels likeliest (Guo et al. 2017, section 4.2).

    One number cannot overfit, and it leaves the classifier's choice as it is. To be fitted on scores of rows that the
    classifier had not seen.

    classes     the labels, in the order of the score's columns
    """

    def __init__(self, classes: Any = ()) -> None:
        self.classes = classes

    def fit(self, scores: Reals, labels: NDArray[Any]) -> Self:
        """Find the slope; `labels` are among `classes`."""
        self.classes_ = np.asarray(self.classes)
        places = np.searchsorted(self.classes_, labels)
        found = minimize_scalar(lambda log: _loss(np.exp(log) * scores, places), bounds=(-5, 5), method="bounded")
        self.slope_ = float(np.exp(found.x))
        return self

    def predict_proba(self, scores: Reals) -> Reals:
        """Probabilities, rows x classes."""
        return np.asarray(softmax(self.slope_ * scores, axis=1))

    def loss(self, scores: Reals, labels: NDArray[Any]) -> float:
        """Mean negative log-likelihood of the labels."""
        return _loss(self.slope_ * scores, np.searchsorted(self.classes_, labels))


def _loss(logits: Reals, places: NDArray[np.intp]) -> float:
    return float(-np.mean(log_softmax(logits, axis=1)[np.arange(len(places)), places]))
