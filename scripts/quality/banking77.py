"""The topic's settings, untouched, on 77 English intents (Casanueva et al. 2020): train.csv to test.csv."""

from pathlib import Path

import numpy as np
import pandas as pd

from classifier.model.encoder import load_encoder, with_vectors
from classifier.model.features import design_frame, topic_features
from classifier.model.head import Material, Recipe, fit_head
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch
from scripts.quality.measures import table
from scripts.quality.rivals import fasttext_answers
from scripts.quality.variants import NO_KNOWLEDGE


def banking77(folder: Path, encoder: Path | None, fasttext: Path | None, jobs: int) -> str:
    """Accuracy of fastText, ours, and ours with an English sentence encoder."""
    train, test = (pd.read_csv(folder / f"{name}.csv") for name in ("train", "test"))
    labels, true = train["category"].to_numpy(), test["category"].to_numpy()
    rows = []
    if fasttext is not None and fasttext.exists():
        texts = [
            np.array([" ".join(str(t).lower().split()) for t in part["text"]], dtype=object) for part in (train, test)
        ]
        hits = fasttext_answers(texts[0], labels, texts[1], fasttext) == true
        rows.append(f"fastText (words 1-2, subwords 2-5) | {hits.mean():.3f}")
    for name, loaded in (("nulage, words alone", None), ("nulage with the encoder", encoder)):
        if name.endswith("encoder") and loaded is None:
            continue
        model = load_encoder(str(loaded)) if loaded else None
        designs = [with_vectors(_english(part), model) for part in (train, test)]
        own = np.ones(len(train), dtype=bool)
        groups = np.arange(len(train)).astype(str)
        features = topic_features(load_lexicon(), model.dimensions if model else 0)
        fitted = fit_head(Material(designs[0], labels, groups, own), Recipe(features, NO_KNOWLEDGE), jobs)
        found = np.asarray(fitted.head.classes)[fitted.head.probabilities(Batch(designs[1])).argmax(axis=1)]
        rows.append(f"{name} | {np.mean(found == true):.3f}")
    return f"### banking77 ({len(train):,} rows to {len(test):,})\n\n" + table(("classifier", "accuracy"), rows)


def _english(part: pd.DataFrame) -> pd.DataFrame:
    blank = pd.Series("", index=part.index)
    return design_frame(pd.DataFrame({"subject": blank, "text": part["text"], "context": blank, "channel": blank}))
