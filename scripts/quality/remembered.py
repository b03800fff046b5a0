"""Features that variants of a classifier share are computed once a process, not once a variant."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Self

import joblib
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.compose import ColumnTransformer

# Two variants use some 50 each, most of them the same.
_MOST = 150
_KEPT: OrderedDict[str, Any] = OrderedDict()


class Remembered(TransformerMixin, BaseEstimator):
    """A transformer whose fits and results are kept under a digest of its settings and of what it saw."""

    def __init__(self, step: Any) -> None:
        self.step = step

    def fit(self, given: Any, y: object = None) -> Self:
        self.fit_transform(given)
        return self

    def fit_transform(self, given: Any, y: object = None) -> Any:
        self.key_ = joblib.hash((self.step, given))

        def made() -> tuple[Any, Any]:
            step = clone(self.step)
            found = step.fit_transform(given)
            return step, found

        self.step_, found = _kept(self.key_, made)
        return found

    def transform(self, given: Any) -> Any:
        return _kept(joblib.hash((self.key_, given)), lambda: self.step_.transform(given))


def _kept(key: str, make: Callable[[], Any]) -> Any:
    if key not in _KEPT:
        _KEPT[key] = make()
    _KEPT.move_to_end(key)
    if len(_KEPT) > _MOST:
        _KEPT.popitem(last=False)
    return _KEPT[key]


def remembering(features: ColumnTransformer) -> ColumnTransformer:
    """The same features, each part of them remembered."""
    parts = [
        (name, step if step == "drop" else Remembered(step), columns) for name, step, columns in features.transformers
    ]
    return ColumnTransformer(parts, transformer_weights=features.transformer_weights)
