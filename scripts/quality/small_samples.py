"""Texts without labels beside few labelled rows: what they are worth, and by which of the ways that were tried."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from classifier.model.features import design_frame, level_features, topic_features
from classifier.model.head import FittedHead, Material, Recipe, fit_head
from classifier.model.knowledge import Knowledge, load_cues
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch
from scripts.quality.corpus import Corpus
from scripts.quality.measures import Counted, accuracy, kappa, table
from scripts.quality.variants import LSA, SHIPPED, added

Array = Any
SIZES = (100, 200)
# Folds of the corpus that are left out in turn; the labelled rows are drawn at random from the others.
FOLDS_USED = 3
# A guess at least so probable is taken for a label in self-training.
_SURE = 0.8
WITHOUT = "without their words"
EXPORT = "and the words of the material judged"
SELF_TRAINING = "and self-training on the texts guessed with 0.8 or more"
LATENT = "and latent semantic analysis of them (100)"


@dataclass(frozen=True)
class Draw:
    """Labelled rows, texts of other writers without labels, and the rows to judge."""

    label: str
    labelled: pd.DataFrame
    others: pd.DataFrame
    judged: pd.DataFrame

    @property
    def material(self) -> Material:
        rows = self.labelled
        own = np.ones(len(rows), dtype=bool)
        return Material(design_frame(rows), rows[self.label].to_numpy(), rows["writer"].to_numpy(), own)


def small_samples(corpus: Corpus, jobs: int) -> str:
    """Both labels, both sizes."""
    return "\n\n".join(
        _table(corpus, label, size, variants, jobs)
        for label, variants in (
            ("topic", (SHIPPED, WITHOUT, EXPORT, LATENT, SELF_TRAINING)),
            ("level", (SHIPPED, WITHOUT, SELF_TRAINING)),
        )
        for size in SIZES
    )


def _table(corpus: Corpus, label: str, size: int, variants: tuple[str, ...], jobs: int) -> str:
    rows = corpus.rows[corpus.asking] if label == "topic" else corpus.rows
    part = corpus.part[rows.index]
    draws = []
    for number in range(FOLDS_USED):
        held = part == str(number)
        labelled = rows[~held].sample(size, random_state=number)
        draws.append(Draw(label, labelled, rows[~held].drop(labelled.index), rows[held]))
    answers = iter(Parallel(n_jobs=jobs)(delayed(_answers)(draw, variant) for variant in variants for draw in draws))
    judged = pd.concat([draw.judged for draw in draws])
    measure = accuracy if label == "topic" else kappa
    found: dict[str, Counted] = {}
    for variant in variants:
        said = np.concatenate([next(answers) for _ in draws])
        found[variant] = measure(judged[label].to_numpy(), said, judged["writer"].to_numpy())
    lines = [
        f"{variant} | {figure} | {' | ' if variant == SHIPPED else figure.change_from(found[SHIPPED])}"
        for variant, figure in found.items()
    ]
    name = "topic accuracy among enquiries" if label == "topic" else "weighted kappa"
    return (
        f"### {size} labelled rows and texts without labels: {label} ({FOLDS_USED} folds, {len(judged):,} rows judged)\n\n"
        + table(("variant", name, "change (paired)", ""), lines)
    )


def _answers(draw: Draw, variant: str) -> Array:
    recipe = _recipe(draw, variant)
    fitted = fit_head(draw.material, recipe)
    if variant == SELF_TRAINING:
        fitted = _taught_by_itself(fitted, draw, recipe)
    return _classes(fitted)[fitted.head.probabilities(Batch(design_frame(draw.judged))).argmax(axis=1)]


def _recipe(draw: Draw, variant: str) -> Recipe:
    lexicon = load_lexicon()
    if draw.label == "topic":
        known = Knowledge(lexicon)
        recipe = Recipe(topic_features(lexicon), known, known_classes=known.labels_among(known.rows["label"].unique()))
    else:
        recipe = Recipe(level_features(lexicon, load_cues()), Knowledge(load_cues()))
    if variant == WITHOUT:
        return recipe
    texts = pd.concat([draw.others, draw.judged]) if variant == EXPORT else draw.others
    features = added(recipe.features, LSA) if variant == LATENT else recipe.features
    return replace(recipe, features=features, unlabelled=design_frame(texts).assign(context=""))


def _taught_by_itself(fitted: FittedHead, draw: Draw, recipe: Recipe) -> FittedHead:
    """Fitted again with its surest guesses as a base, whose weight is chosen as that of any base."""
    texts = pd.concat([draw.others, draw.judged])
    probabilities = fitted.head.probabilities(Batch(design_frame(texts)))
    sure = probabilities.max(axis=1) >= _SURE
    own, guessed = draw.material, texts[sure]
    return fit_head(
        Material(
            pd.concat([own.design, design_frame(guessed)]),
            np.concatenate([own.labels, _classes(fitted)[probabilities[sure].argmax(axis=1)]]),
            np.concatenate([own.groups, guessed["enquiry_id"].to_numpy()]),
            np.arange(len(own.labels) + len(guessed)) < len(own.labels),
        ),
        recipe,
    )


def _classes(fitted: FittedHead) -> Array:
    return np.asarray(fitted.head.classes, dtype=object)
