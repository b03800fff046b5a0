"""What each part adds: the classifier without it, and with what was tried and left out, each beside the shipped one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from classifier.model.features import VECTOR, topic_features
from classifier.model.head import Material, Recipe, fit_head
from classifier.model.knowledge import Knowledge
from classifier.model.lexicon import load_lexicon
from scripts.quality.corpus import Corpus
from scripts.quality.measures import Counted, accuracy, kappa, table
from scripts.quality.remembered import remembering
from scripts.quality.variants import SHIPPED, level_variants, topic_variants

Array = Any
Measure = Callable[[Array, Array, Array], Counted]


def topic_ablations(corpus: Corpus, jobs: int) -> str:
    """Accuracy among enquiries."""
    material = corpus.material("topic").pick(corpus.asking)
    return _table(
        "topic",
        "topic accuracy among enquiries",
        corpus.voices[corpus.asking],
        material,
        topic_variants(),
        accuracy,
        jobs,
    )


def level_ablations(corpus: Corpus, jobs: int) -> str:
    """Weighted kappa. The topic's probabilities, NONE included, are those of a classifier that had not seen the row."""
    lexicon = load_lexicon()
    topics = fit_head(corpus.material("topic"), Recipe(topic_features(lexicon), Knowledge(lexicon)), jobs)
    material = corpus.material("level")
    columns = pd.DataFrame(topics.out_of_fold, index=material.design.index).add_prefix(VECTOR)
    material = replace(material, design=pd.concat([material.design, columns], axis=1))
    variants = level_variants(topics.out_of_fold.shape[1])
    return _table("level", "weighted kappa", corpus.voices, material, variants, kappa, jobs)


def _table(
    title: str, name: str, voices: Array, material: Material, variants: dict[str, Recipe], measure: Measure, jobs: int
) -> str:
    answers = Parallel(n_jobs=jobs)(delayed(_answers)(material, recipe) for recipe in variants.values())
    found = {
        variant: measure(material.labels, answer, voices) for variant, answer in zip(variants, answers, strict=True)
    }
    shipped = found[SHIPPED]
    rows = [
        f"{variant} | {figure} | {' | ' if variant == SHIPPED else figure.change_from(shipped)}"
        for variant, figure in found.items()
    ]
    return f"### Ablations: {title} ({len(material.labels):,} rows, whole batches left out)\n\n" + table(
        ("variant", name, "change (paired)", ""), rows
    )


def _answers(material: Material, recipe: Recipe) -> Array:
    fitted = fit_head(material, replace(recipe, features=remembering(recipe.features)))
    return np.asarray(fitted.head.classes, dtype=object)[fitted.out_of_fold.argmax(axis=1)]
