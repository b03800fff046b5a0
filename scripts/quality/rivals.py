"""Ours beside other classifiers on the same folds."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from classifier.model import train_model
from classifier.model.features import design_frame, level_features, topic_features
from classifier.model.knowledge import Knowledge, fit_knowledge, load_cues
from classifier.model.lexicon import load_lexicon
from classifier.model.quality import calibration_error
from classifier.model.scoring import Batch
from classifier.taxonomy import NO_ENQUIRY, NO_TOPIC, load_taxonomy
from scripts.quality.corpus import Corpus
from scripts.quality.measures import accuracy, kappa, table

Array = Any


def compare(corpus: Corpus, fasttext: Path | None, jobs: int) -> str:
    """Topic and level of the most frequent class, knowledge alone, plain scikit-learn, fastText and ours."""
    topic, level = corpus.rows["topic"].to_numpy(), corpus.rows["level"].to_numpy()
    ours = train_model(corpus.rows.assign(writer=corpus.part), load_taxonomy(), jobs=jobs).out_of_fold
    answers: dict[str, tuple[Array, Array]] = {
        "most frequent class": (np.full(len(topic), _commonest(topic)), np.full(len(topic), _commonest(level))),
        "lexicon and cues alone, no labelled rows": _knowledge_alone(corpus),
        "scikit-learn TF-IDF (words 1-2) + logistic regression": (_plain(corpus, topic), _plain(corpus, level)),
    }
    if fasttext is not None and fasttext.exists():
        answers["fastText (words 1-2, subwords 2-5)"] = (
            _fasttext(corpus, topic, fasttext),
            _fasttext(corpus, level, fasttext),
        )
    answers["nulage"] = (ours["topic"].to_numpy(), ours["level"].to_numpy())
    best = answers["nulage"][0] == topic
    ahead = accuracy(topic, answers["nulage"][0], corpus.voices)
    rows = []
    for name, (topics, levels) in answers.items():
        right = accuracy(topic, topics, corpus.voices)
        gain = "" if name == "nulage" else ahead.change_from(right).partition(" | ")[0]
        rows.append(f"{name} | {right} | {gain} | {kappa(level, levels, corpus.voices)}")
    error = calibration_error(topic, ours["topic"], ours["topic_probability"])
    level_error = calibration_error(level, ours["level"], ours["level_probability"])
    by_channel = "; ".join(
        f"{channel} {best[(corpus.rows['channel'] == channel).to_numpy()].mean():.3f}"
        for channel in ("email", "facebook")
    )
    return (
        f"### Beside other classifiers ({len(topic):,} rows, whole batches left out)\n\n"
        + table(("classifier", "topic accuracy", "nulage is ahead by (paired)", "level, weighted kappa"), rows)
        + f"\n\nnulage: topic by channel {by_channel}; calibration error topic {error:.3f}, level {level_error:.3f}."
    )


def _commonest(labels: Array) -> str:
    return str(pd.Series(labels).mode()[0])


def _knowledge_alone(corpus: Corpus) -> tuple[Array, Array]:
    lexicon, cues = load_lexicon(), load_cues()
    batch = Batch(design_frame(corpus.rows))
    found = []
    for features, knowledge in (
        (topic_features(lexicon), Knowledge(lexicon)),
        (level_features(lexicon, cues), Knowledge(cues)),
    ):
        classes = np.unique(knowledge.rows["label"])
        linear = fit_knowledge(features.fit(batch.design), knowledge, classes)
        assert linear is not None
        found.append(classes[linear.scores(batch).argmax(axis=1)])
    return np.where(found[1] == NO_ENQUIRY, NO_TOPIC, found[0]), found[1]


def _texts(corpus: Corpus) -> Array:
    design = design_frame(corpus.rows)
    return (design["own"] + "\n" + design["context"]).to_numpy()


def _plain(corpus: Corpus, labels: Array) -> Array:
    texts, found = _texts(corpus), np.empty(len(labels), dtype=object)
    for train, test in corpus.folds():
        vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        model = make_pipeline(vectors, LogisticRegression(C=10, tol=1e-3, max_iter=200))
        found[test] = model.fit(texts[train], labels[train]).predict(texts[test])
    return found


_FASTTEXT = """
import json, sys, fasttext
folder = sys.argv[1]
model = fasttext.train_supervised(f"{folder}/train.txt", wordNgrams=2, minn=2, maxn=5, epoch=40, lr=0.5, dim=100,
                                  thread=2, verbose=0)
lines = open(f"{folder}/test.txt", encoding="utf-8").read().split("\\n")
# The inner predict: the outer one breaks on current versions of NumPy.
json.dump([model.f.predict(line + "\\n", 1, 0.0, "strict")[0][1] for line in lines], open(f"{folder}/found.json", "w"))
"""


def _fasttext(corpus: Corpus, labels: Array, python: Path) -> Array:
    found = np.empty(len(labels), dtype=object)
    texts = np.array([" ".join(text.lower().split()) for text in _texts(corpus)], dtype=object)
    for train, test in corpus.folds():
        found[test] = fasttext_answers(texts[train], labels[train], texts[test], python)
    return found


def fasttext_answers(train: Array, labels: Array, test: Array, python: Path) -> Array:
    """Labels of `test` by fastText, in a Python of its own."""
    with tempfile.TemporaryDirectory() as folder:
        lines = (f"__label__{label} {text}" for label, text in zip(labels, train, strict=True))
        Path(folder, "train.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        Path(folder, "test.txt").write_text("\n".join(test), encoding="utf-8")
        subprocess.run([str(python), "-c", _FASTTEXT, folder], check=True, stderr=subprocess.DEVNULL)
        answers = json.loads(Path(folder, "found.json").read_text(encoding="utf-8"))
    return np.array([answer.removeprefix("__label__") for answer in answers], dtype=object)
