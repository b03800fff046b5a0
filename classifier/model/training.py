"""From a labelled table to a model with its cross-validated quality."""

import hashlib
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import sklearn
import skops

from classifier import __version__
from classifier.errors import LabelError
from classifier.model.enquiry_model import EnquiryModel, join_probabilities
from classifier.model.features import INPUT_COLUMNS, design_frame
from classifier.model.grouping import validation_groups
from classifier.model.head import FittedHead, fit_head
from classifier.model.lexicon import load_lexicon
from classifier.model.quality import level_quality, topic_quality
from classifier.model.scoring import Batch
from classifier.tables import require_columns
from classifier.taxonomy import LEVELS, NO_ENQUIRY, NO_TOPIC, Taxonomy

MIN_EXAMPLES = 5
# Rows below the threshold are marked for review, so that the rest reach this topic precision out of fold.
REVIEW_PRECISION = 0.9


@dataclass(frozen=True)
class Trained:
    """The model, and what the user must know of what it was made without."""

    model: EnquiryModel
    warnings: tuple[str, ...]


def train_model(frame: pd.DataFrame, taxonomy: Taxonomy, *, place: object = "the table", jobs: int = 1) -> Trained:
    """Train on every row that carries both labels; rows with neither are left out.

    Raises TableError for missing columns, LabelError for labels outside the scheme (with their row numbers, as a
    spreadsheet counts them) and for too little material.
    """
    require_columns(frame, (*INPUT_COLUMNS[:1], "text", "topic", "level"), place)
    frame = frame.reindex(columns=list(dict.fromkeys((*frame.columns, *INPUT_COLUMNS, "writer"))), fill_value="")
    check_labels(frame, taxonomy, place)
    labelled = frame[(frame["topic"] != "") & (frame["level"] != "")]
    kept, warnings = _enough(labelled, place)
    groups = validation_groups((kept["subject"] + " " + kept["text"]).tolist(), kept["writer"].tolist())
    if len(set(groups)) < 2:
        raise LabelError("all rows are of one writer or near-duplicates; quality cannot be measured", place=place)
    design = design_frame(kept)
    asking = (kept["level"] != NO_ENQUIRY).to_numpy()
    own=np.ones(len(kept),bool)
    from classifier.model.features import topic_features,level_features
    from classifier.model.knowledge import Knowledge,load_cues
    from classifier.model.head import Recipe,Material
    g=np.asarray(groups)
    topic = fit_head(Material(design,kept["topic"].to_numpy(),g,own).pick(asking), Recipe(topic_features(load_lexicon()),Knowledge(load_lexicon())),jobs)
    level = fit_head(Material(design,kept["level"].to_numpy(),g,own), Recipe(level_features(load_lexicon(),load_cues()),Knowledge(load_cues())),jobs)
    print(topic.knowledge_share,level.knowledge_share)
    out_of_fold = _out_of_fold(topic, level, asking, design)
    review_below = _review_threshold(kept["topic"].tolist(), out_of_fold)
    facts = {
        "versions": {
            "nulage": __version__,
            "scikit-learn": sklearn.__version__,
            "skops": skops.__version__,
            "python": platform.python_version(),
        },
        "corpus": {
            "rows": len(kept),
            "digest": _digest(kept),
            "lexicon": hashlib.sha256(load_lexicon().encode()).hexdigest()[:12],
            "groups": len(set(groups)),
            "channels": dict(sorted(Counter(kept["channel"]).items())),
        },
        "topics": list(topic.head.classes),
        "levels": list(level.head.classes),
        "quality": {
            "topic": topic_quality(kept["topic"].tolist(), out_of_fold["topic"].tolist(), out_of_fold["topic_probability"].tolist()),
            "level": level_quality(kept["level"].tolist(), out_of_fold["level"].tolist(), out_of_fold["level_probability"].tolist()),
        },
        "review_below": review_below,
        "warnings": list(warnings),
    }  # fmt: skip
    return Trained(EnquiryModel(topic.head, level.head, review_below, facts), tuple(warnings))


def check_labels(frame: pd.DataFrame, taxonomy: Taxonomy, place: object) -> None:
    """Raise LabelError naming the rows whose labels are outside the scheme or contradict each other."""
    topic, level = frame["topic"], frame["level"]
    wrong = {
        "topics outside the taxonomy": ~topic.isin(["", NO_TOPIC, *taxonomy.codes]),
        "levels other than N0, N1, N2, N3": ~level.isin(["", *LEVELS]),
        "topic NONE without level N0, or N0 without NONE": ((topic == NO_TOPIC) != (level == NO_ENQUIRY))
        & (topic != "")
        & (level != ""),
        "one of topic and level without the other": (topic == "") != (level == ""),
    }
    for reason, rows in wrong.items():
        if rows.any():
            # Row 1 of a spreadsheet is the header.
            numbers = [int(number) + 2 for number in np.flatnonzero(rows)]
            shown = ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
            raise LabelError(reason, place=f"{place}, row {shown}", remedy="correct the labels")


def _enough(labelled: pd.DataFrame, place: object) -> tuple[pd.DataFrame, list[str]]:
    """Leave out classes with too few examples; LabelError when fewer than two topics or levels are left."""
    warnings = []
    kept = labelled
    for column in ("topic", "level"):
        counts = kept[column].value_counts()
        few = sorted(counts.index[counts < MIN_EXAMPLES])
        if few:
            warnings.append(
                f"{column} {', '.join(f'{label} ({counts[label]})' for label in few)}: fewer than {MIN_EXAMPLES} examples;"
                " trained without"
            )
            kept = kept[~kept[column].isin(few)]
    topics = set(kept["topic"]) - {NO_TOPIC}
    if len(topics) < 2 or kept["level"].nunique() < 2:
        raise LabelError(
            f"too few labelled rows: {len(labelled)} rows give {len(topics)} topics and {kept['level'].nunique()} levels"
            f" with at least {MIN_EXAMPLES} examples",
            place=place,
            remedy="label more rows; two topics and two levels are the least",
        )
    return kept, warnings


def _pick(values: Sequence[str], mask: Any) -> list[str]:
    return [value for value, chosen in zip(values, mask, strict=True) if chosen]


def _out_of_fold(topic: FittedHead, level: FittedHead, asking: Any, design: pd.DataFrame) -> pd.DataFrame:
    """The decisions the model would have made had it not seen the rows.

    A row that is no enquiry was never in the topic head's training, so the fitted head itself judges it honestly.
    """
    topics = np.zeros((len(design), len(topic.head.classes)))
    topics[asking] = topic.out_of_fold
    if not asking.all():
        topics[~asking] = topic.head.probabilities(Batch(design[~asking]))
    return join_probabilities(topic.head.classes, topics, level.head.classes, level.out_of_fold, design.index)


def _review_threshold(true: Sequence[str], predicted: pd.DataFrame) -> float:
    """The lowest probability from which on the topic was right in at least 90 % of the rows, out of fold."""
    certain = predicted[["topic_probability", "level_probability"]].min(axis=1).to_numpy()
    order = np.argsort(-certain, kind="stable")
    right = (np.asarray(true) == predicted["topic"].to_numpy())[order]
    precise = np.flatnonzero(np.cumsum(right) / np.arange(1, len(right) + 1) >= REVIEW_PRECISION)
    return round(float(certain[order][precise[-1]]), 4) if len(precise) else 1.0


def _digest(frame: pd.DataFrame) -> str:
    columns = [*INPUT_COLUMNS, "topic", "level"]
    text = frame[columns].to_csv(index=False, lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12]
