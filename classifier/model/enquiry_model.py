"""The model that `train` makes and `classify` uses: a head for the topic, one for the level, joined consistently."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.model.features import INPUT_COLUMNS, design_frame
from classifier.model.head import Head, Probabilities
from classifier.model.scoring import Batch
from classifier.tables import require_columns
from classifier.taxonomy import LEVELS, NO_ENQUIRY, NO_TOPIC

# Looked up, since formatting a million probabilities takes longer than finding them.
_FOUR_DECIMALS = np.array([f"{number / 10_000:.4f}" for number in range(10_001)], dtype=object)

PREDICTION_COLUMNS = (
    "topic",
    "topic_probability",
    "level",
    "level_probability",
    *(f"p_{level}" for level in LEVELS),
    "needs_review",
)


@dataclass(frozen=True)
class EnquiryModel:
    """Two heads and what is known of their making.

    review_below    a row whose topic or level probability is lower is marked `needs_review`
    facts           versions, digests, counts and cross-validated quality: the model card's content
    """

    topic_head: Head
    level_head: Head
    review_below: float
    facts: Mapping[str, Any]

    def predict(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The columns that `classify` adds, as text, in the order of `frame`; empty for rows excluded by their form.

        Raises TableError when a column of `features.INPUT_COLUMNS` is absent.
        """
        require_columns(frame, INPUT_COLUMNS, "the table")
        predictions = pd.DataFrame("", index=frame.index, columns=list(PREDICTION_COLUMNS), dtype=object)
        enquiries = (frame["excluded"] == "").to_numpy() if "excluded" in frame else np.ones(len(frame), dtype=bool)
        if enquiries.any():
            joined = join(self.topic_head, self.level_head, Batch(design_frame(frame[enquiries])))
            joined["needs_review"] = np.where(self._doubtful(joined), "true", "false")
            for column in PREDICTION_COLUMNS:
                found = joined[column].to_numpy()
                predictions[column] = _spread(_as_text(found) if found.dtype == np.float64 else found, enquiries)
        return predictions

    def _doubtful(self, joined: pd.DataFrame) -> "pd.Series[bool]":
        return joined[["topic_probability", "level_probability"]].min(axis=1) < self.review_below


def _spread(values: NDArray[Any], rows: NDArray[np.bool_]) -> NDArray[Any]:
    """The values in their rows, the empty string in the others."""
    spread = np.full(len(rows), "", dtype=object)
    spread[rows] = values
    return spread


def _as_text(probabilities: NDArray[np.float64]) -> NDArray[Any]:
    return _FOUR_DECIMALS[np.rint(probabilities * 10_000).astype(np.int64)]


def join(topic_head: Head, level_head: Head, batch: Batch) -> pd.DataFrame:
    """Predict with both heads; see `join_probabilities`."""
    return join_probabilities(
        topic_head.classes,
        topic_head.probabilities(batch),
        level_head.classes,
        level_head.probabilities(batch),
        batch.design.index,
    )


def join_probabilities(
    topics: tuple[str, ...],
    topic_probabilities: Probabilities,
    levels: tuple[str, ...],
    level_probabilities: Probabilities,
    index: pd.Index,
) -> pd.DataFrame:
    """One consistent decision a row: the topic is NONE exactly when the level is N0.

    The level decides, being the better judge of what is no enquiry; the topic's probability is that of being an
    enquiry at all, times that of the topic among enquiries.
    """
    frame = pd.DataFrame(0.0, index=index, columns=[f"p_{level}" for level in LEVELS])
    for column, level in enumerate(levels):
        frame[f"p_{level}"] = level_probabilities[:, column]
    best = frame.to_numpy().argmax(axis=1)
    frame["level"] = np.asarray(LEVELS)[best]
    frame["level_probability"] = frame.to_numpy()[:, : len(LEVELS)].max(axis=1).astype(float)
    none = frame["level"] == NO_ENQUIRY
    chosen = topic_probabilities.argmax(axis=1)
    frame["topic"] = np.where(none, NO_TOPIC, np.asarray(topics)[chosen])
    frame["topic_probability"] = np.where(none, frame["p_N0"], topic_probabilities.max(axis=1) * (1 - frame["p_N0"]))
    return frame
