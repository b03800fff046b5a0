"""The model that `train` makes and `classify` uses: a head for the topic, one for the level, joined consistently."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.model.encoder import load_encoder, with_vectors
from classifier.model.familiarity import known_shares
from classifier.model.features import INPUT_COLUMNS, design_frame
from classifier.model.head import Head, Probabilities
from classifier.model.scoring import Batch
from classifier.model.taught import TaughtRows
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
    "review_reason",
    "topic_alternatives",
)
_ALTERNATIVES = 2


@dataclass(frozen=True)
class EnquiryModel:
    """Two heads and what is known of their making.

    review_below    a row whose topic or level probability is lower is marked `needs_review`
    familiar_from   so is a row of whose words the model knows a smaller share
    taught          what it said of its own training rows before it had seen them, and says of them still
    facts           versions, digests, counts and cross-validated quality: the model card's content
    """

    topic_head: Head
    level_head: Head
    review_below: float
    familiar_from: float
    taught: TaughtRows
    facts: Mapping[str, Any]

    def predict(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The columns that `classify` adds, as text, in the order of `frame`; empty for rows excluded by their form.

        `review_reason` says why a row needs review: `unfamiliar` (the model knows few of its words, so that its
        probabilities mean little) or `unsure`. `topic_alternatives` names the two likeliest other topics. An enquiry that
        the model was trained on, known by its enquiry_id and text, gets its out-of-fold prediction.
        Raises TableError when a column of `features.INPUT_COLUMNS` is absent.
        """
        require_columns(frame, INPUT_COLUMNS, "the table")
        predictions = pd.DataFrame("", index=frame.index, columns=list(PREDICTION_COLUMNS), dtype=object)
        enquiries = (frame["excluded"] == "").to_numpy() if "excluded" in frame else np.ones(len(frame), dtype=bool)
        if enquiries.any():
            joined = self.judge(frame[enquiries])
            for column in PREDICTION_COLUMNS:
                found = joined[column].to_numpy()
                predictions[column] = _spread(_as_text(found) if found.dtype == np.float64 else found, enquiries)
        return predictions

    def judge(self, frame: pd.DataFrame) -> pd.DataFrame:
        """As `predict`, with probabilities as numbers, and with the column `known_share`, for enquiries only."""
        batch = Batch(self.design(frame))
        topics, levels = self._probabilities(frame, batch)
        joined = join_probabilities(self.topic_head.classes, topics, self.level_head.classes, levels, frame.index)
        joined["known_share"] = known_shares(self.topic_head.scorer, batch)
        return self.reviewed(joined)

    def topic_distribution(self, frame: pd.DataFrame) -> tuple[NDArray[Any], Probabilities]:
        """Names of all topics, NONE first, and for each row their probabilities, which add up to 1."""
        topics, levels = self._probabilities(frame, Batch(self.design(frame)))
        none = self.level_head.classes.index(NO_ENQUIRY) if NO_ENQUIRY in self.level_head.classes else None
        no_enquiry = np.zeros(len(frame)) if none is None else levels[:, none]
        return all_topics(self.topic_head.classes, topics, no_enquiry)

    def _probabilities(self, frame: pd.DataFrame, batch: Batch) -> tuple[Probabilities, Probabilities]:
        """Of topics and of levels; out of fold for the rows that the model was trained on."""
        topics, levels = self.topic_head.probabilities(batch), self.level_head.probabilities(batch)
        places = self.taught.places(frame)
        met = places >= 0
        topics[met], levels[met] = self.taught.topics[places[met]], self.taught.levels[places[met]]
        return topics, levels

    def reviewed(self, joined: pd.DataFrame) -> pd.DataFrame:
        """Adds `needs_review` and `review_reason` to what `join_probabilities` gives and `known_share`."""
        unsure = certainty(joined) < self.review_below
        unfamiliar = joined["known_share"].to_numpy() < self.familiar_from
        joined["needs_review"] = np.where(unsure | unfamiliar, "true", "false")
        joined["review_reason"] = np.where(unfamiliar, "unfamiliar", np.where(unsure, "unsure", ""))
        return joined

    def design(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The features' columns, with an encoder's vectors when the model was trained with one."""
        encoder = self.facts.get("encoder")
        loaded = load_encoder(encoder["folder"], encoder["digest"], encoder["vectors"]) if encoder else None
        return with_vectors(design_frame(frame), loaded)


def certainty(joined: pd.DataFrame) -> NDArray[np.float64]:
    """The lower of the topic's and the level's probability."""
    return np.asarray(joined[["topic_probability", "level_probability"]].min(axis=1))


def _spread(values: NDArray[Any], rows: NDArray[np.bool_]) -> NDArray[Any]:
    """The values in their rows, the empty string in the others."""
    spread = np.full(len(rows), "", dtype=object)
    spread[rows] = values
    return spread


def _as_text(probabilities: NDArray[np.float64]) -> NDArray[Any]:
    return _FOUR_DECIMALS[np.rint(probabilities * 10_000).astype(np.int64)]


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
    frame["topic_alternatives"] = _alternatives(topics, topic_probabilities, frame)
    return frame


def all_topics(
    topics: tuple[str, ...], topic_probabilities: Probabilities, no_enquiry: NDArray[np.float64]
) -> tuple[NDArray[Any], Probabilities]:
    """Names and probabilities of all topics with NONE, first; the probabilities of a row add up to 1."""
    names = np.asarray((NO_TOPIC, *topics), dtype=object)
    return names, np.column_stack((no_enquiry, topic_probabilities * (1 - no_enquiry)[:, None]))


def _alternatives(topics: tuple[str, ...], topic_probabilities: Probabilities, frame: pd.DataFrame) -> NDArray[Any]:
    names, probabilities = all_topics(topics, topic_probabilities, frame["p_N0"].to_numpy())
    probabilities[names == frame["topic"].to_numpy()[:, None]] = -1
    text = np.full(len(frame), "", dtype=object)
    rows = np.arange(len(frame))
    for place in range(min(_ALTERNATIVES, len(topics))):
        chosen = probabilities.argmax(axis=1)
        text = text + ("; " if place else "") + names[chosen] + " " + _as_text(probabilities[rows, chosen])
        probabilities[rows, chosen] = -1
    return text
