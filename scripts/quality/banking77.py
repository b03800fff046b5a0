"""The topic's settings, untouched, on 77 English intents (Casanueva et al. 2020): train.csv to test.csv."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from classifier.model.encoder import Encoder, with_vectors
from classifier.model.features import design_frame, topic_features
from classifier.model.head import FittedHead, Material, Recipe, fit_head
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch
from scripts.quality.measures import table
from scripts.quality.rivals import fasttext_answers
from scripts.quality.variants import NO_KNOWLEDGE


def banking77(folder: Path, fasttext: Path | None, jobs: int) -> str:
    """Accuracy of fastText and of ours; with an English sentence encoder beside, see scripts/bench_encoder."""
    train, test = read_parts(folder)
    rows = []
    if fasttext is not None and fasttext.exists():
        texts = [
            np.array([" ".join(str(t).lower().split()) for t in part["text"]], dtype=object) for part in (train, test)
        ]
        found = fasttext_answers(texts[0], train["category"].to_numpy(), texts[1], fasttext)
        rows.append(f"fastText (words 1-2, subwords 2-5) | {np.mean(found == test['category'].to_numpy()):.3f}")
    _, right = learnt(train, test, None, jobs)
    rows.append(f"nulage, words alone | {right.mean():.3f}")
    return f"### banking77 ({len(train):,} rows to {len(test):,})\n\n" + table(("classifier", "accuracy"), rows)


def read_parts(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Train and test: text, category."""
    return pd.read_csv(folder / "train.csv"), pd.read_csv(folder / "test.csv")


def learnt(train: pd.DataFrame, test: pd.DataFrame, encoder: Encoder | None, jobs: int) -> tuple[FittedHead, Any]:
    """The head fitted on `train`, and for each row of `test` whether its likeliest intent is the true one."""
    designs = [with_vectors(_english(part), encoder) for part in (train, test)]
    features = topic_features(load_lexicon(), encoder.dimensions if encoder else 0)
    groups, own = np.arange(len(train)).astype(str), np.ones(len(train), dtype=bool)
    material = Material(designs[0], train["category"].to_numpy(), groups, own)
    fitted = fit_head(material, Recipe(features, NO_KNOWLEDGE), jobs)
    found = np.asarray(fitted.head.classes)[fitted.head.probabilities(Batch(designs[1])).argmax(axis=1)]
    return fitted, found == test["category"].to_numpy()


def _english(part: pd.DataFrame) -> pd.DataFrame:
    blank = pd.Series("", index=part.index)
    return design_frame(pd.DataFrame({"subject": blank, "text": part["text"], "context": blank, "channel": blank}))
