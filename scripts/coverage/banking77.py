"""Real texts, the real classifier: every class of Banking77's test set, estimated from 300 labels at a time."""

from pathlib import Path

import numpy as np
import pandas as pd

from classifier.estimate import estimate_shares
from classifier.intervals import wilson_interval
from classifier.model import train_model
from classifier.taxonomy import LEVELS, Taxonomy, Topic

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "banking77"
LABELLED = 300


def predictions(folder: Path) -> pd.DataFrame:
    """The test set's `true` and `predicted` categories, by a model trained on the training set alone."""
    train, test = (pd.read_csv(folder / f"{part}.csv", dtype=str) for part in ("train", "test"))
    categories = sorted(set(train["category"]))
    taxonomy = Taxonomy(tuple(Topic(name, name, name) for name in categories))
    # The material has no levels; the model must have some, and they play no part here.
    level = np.array(LEVELS[1:3])[np.arange(len(train)) % 2]
    model = train_model(_enquiries(train).assign(topic=train["category"], level=level), taxonomy).model
    return pd.DataFrame({"true": test["category"], "predicted": model.predict(_enquiries(test))["topic"]})


def _enquiries(frame: pd.DataFrame) -> pd.DataFrame:
    empty = dict.fromkeys(("subject", "context", "writer", "excluded"), "")
    return pd.DataFrame({"channel": "email", "text": frame["text"], **empty})


def run(material: pd.DataFrame, repetitions: int) -> dict[str, object]:
    """Coverage over all classes and samples, of each class over its samples, and width beside Wilson's."""
    generator = np.random.default_rng(77)
    true, predicted = (material[column].to_numpy(dtype=object) for column in ("true", "predicted"))
    classes = np.array(sorted(set(true)), dtype=object)
    truth = pd.Series(true).value_counts(normalize=True).reindex(classes).to_numpy()
    held, widths, wilson = np.zeros((3, len(classes)))
    for _ in range(repetitions):
        labels = np.full(len(true), None, dtype=object)
        drawn = generator.choice(len(true), LABELLED, replace=False)
        labels[drawn] = true[drawn]
        found = estimate_shares(predicted, labels).set_index("label").reindex(classes)
        held += ((found["low"] <= truth + 1e-12) & (truth <= found["high"] + 1e-12)).to_numpy()
        widths += (found["high"] - found["low"]).to_numpy()
        hits = pd.Series(true[drawn]).value_counts().reindex(classes, fill_value=0)
        wilson += [high - low for low, high in (wilson_interval(count, LABELLED) for count in hits)]
    coverage = held / repetitions
    return {
        "rows": len(true),
        "classes": len(classes),
        "accuracy": float(np.mean(true == predicted)),
        "coverage, all": float(coverage.mean()),
        "lowest class": float(coverage.min()),
        "highest class": float(coverage.max()),
        "classes within 0.93-0.975": int(((coverage >= 0.93) & (coverage <= 0.975)).sum()),
        "classes below 0.93": int((coverage < 0.93).sum()),
        "of Wilson": float(widths.sum() / wilson.sum()),
    }
