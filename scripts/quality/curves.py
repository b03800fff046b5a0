"""How many labelled rows it takes, without a base and with one, judged on writers and a municipality never seen."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from classifier.errors import LabelError
from classifier.model import EnquiryModel, train_model
from classifier.taxonomy import load_taxonomy
from scripts.quality.corpus import Corpus
from scripts.quality.measures import Counted, accuracy, among_three, kappa, table

Array = Any
JUDGED_BATCH = "w9"
MUNICIPALITY = ("w10", "w11")
OWN_SIZES = (50, 100, 200, 400)
_HEADER = ("topic accuracy", "among three", "level, weighted kappa")


def learning_curve(corpus: Corpus, jobs: int) -> str:
    """Rows of the other batches drawn at random; their texts without labels teach words, as the shipped texts do."""
    held = corpus.batches == JUDGED_BATCH
    train, test = corpus.rows[~held], corpus.rows[held]
    sizes = (100, 200, 400, 800, len(train))
    models = Parallel(n_jobs=jobs)(delayed(_taught)(train.sample(size, random_state=1), None, train) for size in sizes)
    rows = [f"{size} | {_cells(_judged(model, test))}" for size, model in zip(sizes, models, strict=True) if model]
    return f"### Learning curve ({len(test)} rows of batch {JUDGED_BATCH} judged; one draw a size)\n\n" + table(
        ("labelled rows", *_HEADER), rows
    )


def from_a_base(corpus: Corpus, jobs: int) -> str:
    """A municipality of two batches left out: own rows by half of its voices, the other half's judged."""
    held = np.isin(corpus.batches, MUNICIPALITY)
    base, municipality = corpus.rows[~held], corpus.rows[held]
    voices = np.unique(municipality["writer"])
    by_first = municipality["writer"].isin(voices[::2])
    own, test = municipality[by_first], municipality[~by_first]
    sizes = [size for size in OWN_SIZES if size <= len(own)]
    drawn = [own.sample(size, random_state=1) for size in sizes]
    settings = [(base, None), *((rows, None) for rows in drawn), *((rows, base) for rows in drawn)]
    models = Parallel(n_jobs=jobs)(delayed(_taught)(rows, started, base) for rows, started in settings)
    alone = _judged(models[0], test)
    rows = [f"0 | yes | {_cells(alone)} |  | "]
    for size, started, model in zip(sizes * 2, [False] * len(sizes) + [True] * len(sizes), models[1:], strict=True):
        if model is None:
            rows.append(f"{size} | no | refused: too few for two topics of five rows |  |  |  | ")
            continue
        figures = _judged(model, test)
        told = ("yes", _weights(model)) if started else ("no", "")
        rows.append(f"{size} | {told[0]} | {_cells(figures)} | {_gain(figures, alone)} | {told[1]}")
    return (
        f"### Starting from a base ({len(base):,} rows of nine batches; {len(test)} rows by other voices of the"
        f" municipality {' and '.join(MUNICIPALITY)} judged; one draw a size)\n\n"
        + table(("own rows", "base", *_HEADER, "topic beside the base alone (paired)", "base row's weight"), rows)
    )


def _taught(rows: pd.DataFrame, base: pd.DataFrame | None, unlabelled: pd.DataFrame) -> EnquiryModel | None:
    try:
        return train_model(rows, load_taxonomy(), base=base, unlabelled=unlabelled).model
    except LabelError:
        return None


def _judged(model: EnquiryModel, test: pd.DataFrame) -> Sequence[Counted | float]:
    judged = model.judge(test)
    names, probabilities = model.topic_distribution(test)
    three = among_three(names, probabilities, test["topic"])
    right, agreed = (
        measure(test[label].to_numpy(), judged[label].to_numpy(), test["writer"].to_numpy())
        for label, measure in (("topic", accuracy), ("level", kappa))
    )
    return right, float(three.mean()), agreed


def _cells(figures: Sequence[Counted | float]) -> str:
    return " | ".join(f"{figure:.3f}" if isinstance(figure, float) else str(figure) for figure in figures)


def _gain(figures: Sequence[Counted | float], alone: Sequence[Counted | float]) -> str:
    ours, theirs = figures[0], alone[0]
    assert isinstance(ours, Counted) and isinstance(theirs, Counted)
    return ours.change_from(theirs).partition(" | ")[0]


def _weights(model: EnquiryModel) -> str:
    shares = model.facts["shares"]
    return f"topic {shares['topic']['base']:g}, level {shares['level']['base']:g}"
