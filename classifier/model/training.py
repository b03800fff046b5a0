"""From a labelled table to a model with its cross-validated quality."""

import platform
from collections import Counter
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import sklearn
import skops
from numpy.typing import NDArray

from classifier import __version__
from classifier.corpora import corpus_path
from classifier.errors import LabelError, NulageError
from classifier.model.encoder import Encoder, load_encoder, with_vectors
from classifier.model.enquiry_model import EnquiryModel, all_topics, certainty, join_probabilities
from classifier.model.familiarity import familiarity_limit
from classifier.model.features import design_frame, level_features, topic_features
from classifier.model.grouping import validation_groups
from classifier.model.head import FittedHead, Material, Probabilities, Recipe, fit_head
from classifier.model.knowledge import Knowledge, load_cues
from classifier.model.labels import check_labels, enough, labelled_rows, left_out, rows_digest, text_digest
from classifier.model.lexicon import load_lexicon
from classifier.model.quality import coverage_curve, level_quality, review_threshold, topic_quality
from classifier.model.scoring import Batch
from classifier.model.taught import TaughtRows
from classifier.tables import read_table
from classifier.taxonomy import LEVELS, NO_ENQUIRY, NO_TOPIC, Taxonomy

__all__ = ["REVIEW_PRECISION", "Trained", "check_labels", "train_model"]

# Rows below the threshold are marked for review, so that the rest reach this topic precision out of fold.
REVIEW_PRECISION = 0.9


@dataclass(frozen=True)
class Trained:
    """The model, what the user must know of what it was made without, and what it said of rows it had not seen.

    out_of_fold     the columns of `EnquiryModel.judge` for each own labelled row, by its index in the table given
    """

    model: EnquiryModel
    warnings: tuple[str, ...]
    out_of_fold: pd.DataFrame


def train_model(
    frame: pd.DataFrame,
    taxonomy: Taxonomy,
    *,
    base: pd.DataFrame | None = None,
    encoder: Path | None = None,
    unlabelled: pd.DataFrame | None = None,
    vectors: Path | None = None,
    review_precision: float = REVIEW_PRECISION,
    place: object = "the table",
    jobs: int = 1,
) -> Trained:
    """Train on every row that carries both labels; rows with neither are left out.

    base                another labelled table to start from, such as the shipped one; how much its rows count beside
                        those of `frame` is chosen, and all quality measured, on held-out rows of `frame` only
    encoder             folder of a sentence encoder, whose vectors stand beside the words
    unlabelled          texts whose words are learned, so that knowledge from before training reaches beyond the words
                        of few labelled rows; the shipped texts when None
    vectors             folder where the model keeps the vectors of texts, in training and after; made when missing
    review_precision    share of right topics that the rows above the review threshold shall reach

    Raises TableError for missing columns, LabelError for labels outside the scheme (with their row numbers, as a
    spreadsheet counts them) and for too little material.
    """
    if vectors is not None and encoder is None:
        raise NulageError("there are no vectors to keep without an encoder", place="--vectors", remedy="add --encoder")
    own = labelled_rows(frame, taxonomy, place)
    rows = own.assign(own=True)
    if base is not None:
        rows = pd.concat([rows, labelled_rows(base, taxonomy, "the base").assign(own=False)])
    lexicon, cues = load_lexicon(), load_cues()
    of_topics, of_levels = Knowledge(lexicon), Knowledge(cues)
    known = {"topic": of_topics.labels_among((*taxonomy.codes, NO_TOPIC)), "level": of_levels.labels_among(LEVELS)}
    kept, warnings = enough(rows, known, place)
    warnings = [*left_out(frame), *warnings]
    loaded = _load(encoder, vectors) if encoder else None
    material = _material(kept, "level", loaded, place)
    asking = (kept["level"] != NO_ENQUIRY).to_numpy()
    topics = Material(material.design, kept["topic"].to_numpy(), material.groups, material.own).pick(asking)
    dimensions = loaded.dimensions if loaded else 0
    recipe = partial(Recipe, unlabelled=_beyond(kept, unlabelled))
    topic_recipe = recipe(topic_features(lexicon, dimensions), of_topics, known_classes=known["topic"])
    level_recipe = recipe(level_features(lexicon, cues, dimensions), of_levels, known_classes=known["level"])
    topic, level = fit_head(topics, topic_recipe, jobs), fit_head(material, level_recipe, jobs)
    topics_unseen = _topics_unseen(topic, material, asking)
    judged, own_rows = kept[material.own], material.own
    joined, among_three = _judged_unseen(topic, level, topics_unseen[own_rows], level.out_of_fold[own_rows], judged)
    facts: dict[str, Any] = {
        "versions": _versions(),
        "corpus": _corpus_facts(kept, material, lexicon, cues),
        "topics": list(topic.head.classes),
        "levels": list(level.head.classes),
        "shares": {"topic": asdict(topic.shares), "level": asdict(level.shares)},
        "encoder": _encoder_facts(loaded, vectors) if loaded else None,
        **_quality_facts(judged, joined, among_three, review_precision),
        "familiar_from": familiarity_limit(topic.head.scorer, Batch(material.design)),
        "warnings": warnings,
    }
    taught = TaughtRows.remember(kept, topics_unseen, level.out_of_fold)
    model = EnquiryModel(topic.head, level.head, facts["review_below"], facts["familiar_from"], taught, facts)
    joined["known_share"] = 1.0
    return Trained(model, tuple(warnings), model.reviewed(joined))


def _corpus_facts(kept: pd.DataFrame, material: Material, lexicon: str, cues: str) -> dict[str, Any]:
    """What the model was trained on."""
    own = kept[material.own]
    return {
        "rows": len(kept),
        "own_rows": len(own),
        "estimate_rows": int((own["purpose"] == "estimate").sum()) if "purpose" in own else 0,
        "digest": rows_digest(kept),
        "lexicon": text_digest(lexicon),
        "cues": text_digest(cues),
        "groups": len(set(material.groups)),
        "channels": dict(sorted(Counter(kept["channel"]).items())),
    }


def _quality_facts(
    judged: pd.DataFrame, joined: pd.DataFrame, among_three: NDArray[np.bool_], review_precision: float
) -> dict[str, Any]:
    """How good the model is on rows it had not seen, and the threshold of review that follows."""
    right = (judged["topic"] == joined["topic"]).to_numpy()
    return {
        "quality": {
            "topic": topic_quality(
                list(judged["topic"]), list(joined["topic"]), joined["topic_probability"], among_three
            ),
            "level": level_quality(list(judged["level"]), list(joined["level"]), joined["level_probability"]),
        },
        "coverage": coverage_curve(certainty(joined), right),
        "review_precision": review_precision,
        "review_below": review_threshold(certainty(joined), right, review_precision),
    }


def _load(folder: Path, vectors: Path | None) -> Encoder:
    if vectors is not None:
        try:
            vectors.mkdir(exist_ok=True)
        except OSError as error:
            raise NulageError(f"the folder cannot be made ({error.strerror})", place=vectors) from error
    return load_encoder(str(folder), vectors=str(vectors or ""))


def _encoder_facts(encoder: Encoder, vectors: Path | None) -> dict[str, Any]:
    return {
        "folder": str(encoder.folder),
        "digest": encoder.digest,
        "dimensions": encoder.dimensions,
        "vectors": str(vectors or ""),
    }


def _material(kept: pd.DataFrame, label: str, encoder: Encoder | None, place: object) -> Material:
    texts = kept["subject"] + " " + kept["text"]
    groups = validation_groups(texts.tolist(), kept["writer"].tolist(), kept["context"].tolist())
    own = kept["own"].to_numpy(dtype=bool)
    if len({group for group, is_own in zip(groups, own, strict=True) if is_own}) < 2:
        raise LabelError(
            "all rows are of one writer, under one post or near-duplicates; quality cannot be measured", place=place
        )
    design = with_vectors(design_frame(kept), encoder)
    return Material(design, kept[label].to_numpy(), np.asarray(groups), own)


def _beyond(kept: pd.DataFrame, unlabelled: pd.DataFrame | None) -> pd.DataFrame:
    """The design of texts that no labelled row has: what is held out of a fold is held out of its words too."""
    texts = read_table(corpus_path("labelled.csv")) if unlabelled is None else unlabelled
    return design_frame(texts[~texts["text"].isin(kept["text"])]).assign(context="")


def _topics_unseen(topic: FittedHead, material: Material, asking: NDArray[np.bool_]) -> Probabilities:
    """Topic probabilities of the rows by heads that had not seen them.

    A row that is no enquiry was never in the topic head's training, so the fitted head itself judges it honestly.
    """
    topics = np.zeros((len(asking), len(topic.head.classes)))
    topics[asking] = topic.out_of_fold
    if not asking.all():
        topics[~asking] = topic.head.probabilities(Batch(material.design[~asking]))
    return topics


def _judged_unseen(
    topic: FittedHead, level: FittedHead, topics: Probabilities, levels: Probabilities, own: pd.DataFrame
) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """The decisions the model would have made had it not seen the own rows; whether the topic was among three."""
    joined = join_probabilities(topic.head.classes, topics, level.head.classes, levels, own.index)
    names, probabilities = all_topics(topic.head.classes, topics, joined["p_N0"].to_numpy())
    three = names[np.argsort(-probabilities, axis=1)[:, :3]]
    return joined, (three == own["topic"].to_numpy()[:, None]).any(axis=1)


def _versions() -> dict[str, str]:
    return {
        "nulage": __version__,
        "scikit-learn": sklearn.__version__,
        "skops": skops.__version__,
        "python": platform.python_version(),
    }
