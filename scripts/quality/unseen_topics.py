"""Topics of which a municipality has labelled no row: does knowledge from before training find them?"""

from dataclasses import replace
from typing import Any

import numpy as np
from joblib import Parallel, delayed

from classifier.model.features import topic_features
from classifier.model.head import Material, Recipe, fit_head
from classifier.model.knowledge import Knowledge
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch
from scripts.quality.corpus import Corpus
from scripts.quality.measures import among_three, share, table

Array = Any
# The topics are left out in so many groups, each in turn, so that every topic is once without rows.
GROUPS = 4
SIZES = (200, 400, 3_000)


def unseen_topics(corpus: Corpus, jobs: int) -> str:
    """Every topic left out once, with few and with many rows of the others, judged on a fold left out."""
    material = corpus.material("topic").pick(corpus.asking)
    held = material.groups == "0"
    test, train = material.pick(held), replace(material, groups=corpus.voices[corpus.asking]).pick(~held)
    topics = np.unique(material.labels)
    tasks = [(size, topics[group::GROUPS]) for size in SIZES for group in range(GROUPS)]
    answers = iter(Parallel(n_jobs=jobs)(delayed(_found)(train, test, size, gone) for size, gone in tasks))
    rows = []
    voices = np.tile(corpus.voices[corpus.asking][held], GROUPS)
    for size in SIZES:
        found = [next(answers) for _ in range(GROUPS)]
        gone, right, three = (np.concatenate(column) for column in zip(*found, strict=True))
        figures = [share(hits[some], voices[some]) for some in (gone, ~gone) for hits in (right, three)]
        drawn = f"all {len(train.labels):,}" if size > len(train.labels) else str(size)
        rows.append(" | ".join([drawn, *map(str, figures)]))
    return (
        f"### Topics without a labelled row (the {len(topics)} topics left out in {GROUPS} groups in turn,"
        f" {held.sum()} rows of one fold judged)\n\n"
        + table(
            (
                "rows drawn, before the topics' own are left out", "topics without rows: accuracy", "among three",
                "the other topics: accuracy", "among three",
            ),
            rows,
        )
    )  # fmt: skip


def _found(train: Material, test: Material, size: int, gone: Array) -> tuple[Array, Array, Array]:
    """For each judged row: whether its topic had no rows, whether it was found, whether it was among three."""
    lexicon = load_lexicon()
    drawn = np.zeros(len(train.labels), dtype=bool)
    drawn[np.random.default_rng(1).permutation(len(drawn))[:size]] = True
    kept = drawn & ~np.isin(train.labels, gone)
    recipe = Recipe(
        topic_features(lexicon),
        Knowledge(lexicon),
        known_classes=tuple(np.unique(test.labels)),
        unlabelled=train.design[~kept].assign(context=""),
    )
    head = fit_head(train.pick(kept), recipe).head
    classes, probabilities = np.asarray(head.classes), head.probabilities(Batch(test.design))
    three = among_three(classes, probabilities, test.labels)
    return np.isin(test.labels, gone), classes[probabilities.argmax(axis=1)] == test.labels, three
