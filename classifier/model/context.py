"""What an enquiry stands under, seen with the eyes of the enquiry itself: one vocabulary for both."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin, clone

from classifier.model.grams import TokenFeatures


class WithContext(TransformerMixin, BaseEstimator):
    """Features of a text plus `share` times the same features of its context.

    A comment "När öppnar den?" under a post about the bath has its topic in the post. E-mails have no context, so a
    vocabulary of its own would be learned from the comments alone; with one vocabulary, what the e-mails teach about
    "badhuset" holds in a post too.

    features    what is seen; learned from the texts, not from the contexts
    share       how much a context's features count beside the text's own
    """

    def __init__(self, features: TokenFeatures, share: float) -> None:
        self.features = features
        self.share = share

    def fit(self, frame: pd.DataFrame, y: object = None) -> Self:
        """Learn from the first column of two: text, context."""
        self.features_ = clone(self.features).fit(list(frame.iloc[:, 0]))
        return self

    def fit_transform(self, frame: pd.DataFrame, y: object = None) -> sparse.csr_matrix:
        """Both, on texts that are tokenised once."""
        self.features_ = clone(self.features)
        own = self.features_.fit_transform(list(frame.iloc[:, 0]))
        return self._with_context(own, frame)

    def transform(self, frame: pd.DataFrame) -> sparse.csr_matrix:
        """Features of a frame of two columns: text, context."""
        return self._with_context(self.features_.transform(list(frame.iloc[:, 0])), frame)

    def _with_context(self, own: sparse.csr_matrix, frame: pd.DataFrame) -> sparse.csr_matrix:
        places, distinct = pd.factorize(frame.iloc[:, 1])
        context = self.features_.transform(list(distinct))[places]
        return sparse.csr_matrix(own + self.share * context)

    def get_feature_names_out(self, names: object = None) -> NDArray[Any]:
        """Those of the features themselves."""
        return np.asarray(self.features_.get_feature_names_out())
