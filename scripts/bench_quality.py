"""Quality of the classifier on writers never seen, as Markdown tables; started by scripts/bench_quality.

Rows are left out a whole batch at a time (`w1` ... : one author group, one invented municipality), never at random.
Intervals are 95 % bootstrap intervals that draw whole voices, since the texts of a voice resemble each other.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, Normalizer
from spacy.lookups import Table, load_lookups

from classifier.model import EnquiryModel, train_model
from classifier.model.context import WithContext
from classifier.model.encoder import load_encoder, with_vectors
from classifier.model.features import design_frame, level_features, topic_features
from classifier.model.grams import CharacterGrams, TokenGrams
from classifier.model.head import FOLDS, FittedHead, Material, Recipe, fit_head
from classifier.model.knowledge import Knowledge, fit_knowledge, load_cues
from classifier.model.lexicon import load_lexicon
from classifier.model.quality import calibration_error
from classifier.model.scoring import Batch
from classifier.tables import read_table
from classifier.taxonomy import LEVELS, NO_ENQUIRY, NO_TOPIC, load_taxonomy

CORPUS = Path(__file__).resolve().parent.parent / "corpora" / "labelled.csv"
DRAWS = 1_000
Array = Any
NO_KNOWLEDGE = Knowledge("term,label,weight\n")


@dataclass(frozen=True)
class Corpus:
    """The labelled rows, their voices (drawn together) and their batches (left out together)."""

    rows: pd.DataFrame

    @property
    def voices(self) -> Array:
        return self.rows["writer"].to_numpy()

    @property
    def batches(self) -> Array:
        return self.rows["writer"].str.split("-").str[0].to_numpy()

    @property
    def asking(self) -> Array:
        return (self.rows["level"] != NO_ENQUIRY).to_numpy()

    def folds(self) -> Iterator[tuple[Array, Array]]:
        yield from GroupKFold(FOLDS, shuffle=True, random_state=0).split(self.rows, groups=self.batches)

    def material(self, label: str) -> Material:
        own = np.ones(len(self.rows), dtype=bool)
        return Material(design_frame(self.rows), self.rows[label].to_numpy(), self.batches, own)


@dataclass(frozen=True)
class Counted:
    """What a figure is made of, one row a voice; the figure of any draw of voices comes from the sum of their rows.

    figure      rows of such sums to the figure of each
    """

    sums: Array
    figure: Callable[[Array], Array]

    def __str__(self) -> str:
        return _with_interval(self.figure(self.sums.sum(axis=0)[None])[0], self.figure(self._drawn))

    def change_from(self, other: "Counted") -> str:
        """This figure less another of the same voices, in the same draws."""
        whole = [counted.figure(counted.sums.sum(axis=0)[None])[0] for counted in (self, other)]
        return _with_interval(whole[0] - whole[1], self.figure(self._drawn) - other.figure(other._drawn))

    @property
    def _drawn(self) -> Array:
        voices = len(self.sums)
        return np.random.default_rng(0).multinomial(voices, np.full(voices, 1 / voices), DRAWS) @ self.sums


def _with_interval(value: float, draws: Array) -> str:
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{value:.3f} ({low:.3f} to {high:.3f})"


def accuracy(true: Array, found: Array, voices: Array) -> Counted:
    """The share of right answers."""
    rows = pd.DataFrame({"right": (true == found).astype(float), "all": 1.0})
    return Counted(rows.groupby(voices).sum().to_numpy(), lambda sums: sums[:, 0] / sums[:, 1])


def kappa(true: Array, found: Array, voices: Array) -> Counted:
    """Cohen's kappa with linear weights, as `quality.weighted_kappa`."""
    size = len(LEVELS)
    cells = np.searchsorted(LEVELS, true) * size + np.searchsorted(LEVELS, found)
    tables = pd.DataFrame(np.eye(size * size)[cells]).groupby(voices).sum().to_numpy()
    cost = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))

    def figure(sums: Array) -> Array:
        table = sums.reshape(-1, size, size)
        chance = table.sum(axis=2)[:, :, None] * table.sum(axis=1)[:, None, :] / table.sum(axis=(1, 2))[:, None, None]
        return 1 - (table * cost).sum(axis=(1, 2)) / (chance * cost).sum(axis=(1, 2))

    return Counted(tables, figure)


def start(title: str, header: str) -> None:
    columns = header.count("|") + 1
    print(f"\n### {title}\n\n| {header} |\n|{'---|' * columns}", flush=True)


def row(cells: str) -> None:
    print(f"| {cells} |", flush=True)


def show(title: str, header: str, rows: list[str]) -> None:
    start(title, header)
    for cells in rows:
        row(cells)


def compare(corpus: Corpus, fasttext: Path | None) -> None:
    """Ours beside other classifiers on the same folds."""
    topic, level = corpus.rows["topic"].to_numpy(), corpus.rows["level"].to_numpy()
    grouped = corpus.rows.assign(writer=corpus.batches)
    ours = train_model(grouped, load_taxonomy(), jobs=2).out_of_fold
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
        gain = "" if name == "nulage" else ahead.change_from(right)
        rows.append(f"{name} | {right} | {gain} | {kappa(level, levels, corpus.voices)}")
    show(
        f"Beside other classifiers ({len(topic):,} rows, whole batches left out)",
        "classifier | topic accuracy | nulage is ahead by (paired) | level, weighted kappa",
        rows,
    )
    error = calibration_error(topic, ours["topic"], ours["topic_probability"])
    level_error = calibration_error(level, ours["level"], ours["level_probability"])
    passed = (ours["needs_review"] == "false").to_numpy()
    by_channel = "; ".join(
        f"{channel} {best[(corpus.rows['channel'] == channel).to_numpy()].mean():.3f}"
        for channel in ("email", "facebook")
    )
    print(
        f"\nnulage: topic by channel {by_channel}; calibration error topic {error:.3f}, level {level_error:.3f};"
        f" {passed.mean():.0%} of the rows need no review, and of these the topic is right in {best[passed].mean():.3f}."
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
    with tempfile.TemporaryDirectory() as folder:
        lines = (f"__label__{label} {text}" for label, text in zip(labels, train, strict=True))
        Path(folder, "train.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        Path(folder, "test.txt").write_text("\n".join(test), encoding="utf-8")
        subprocess.run([str(python), "-c", _FASTTEXT, folder], check=True, stderr=subprocess.DEVNULL)
        answers = json.loads(Path(folder, "found.json").read_text(encoding="utf-8"))
    return np.array([answer.removeprefix("__label__") for answer in answers], dtype=object)


def ablations(corpus: Corpus) -> None:
    """What each part adds: the classifier without it, and with what was tried and left out."""
    lexicon, cues = load_lexicon(), load_cues()
    topic, level = topic_features(lexicon), level_features(lexicon, cues)
    known, cued = Knowledge(lexicon), Knowledge(cues)

    def seen(features: TokenGrams | CharacterGrams) -> WithContext:
        return WithContext(features, 0.6)

    _ablate(
        "topic",
        corpus,
        corpus.material("topic").pick(corpus.asking),
        {
            "as shipped": Recipe(topic, known),
            "without weights learned from the lexicon's terms": Recipe(topic, NO_KNOWLEDGE),
            "without the lexicon's scores": Recipe(_without(topic, "lexicon"), known),
            "without any knowledge": Recipe(_without(topic, "lexicon"), NO_KNOWLEDGE),
            "without naive Bayes": Recipe(topic, known, (0.0,)),
            "without characters, but for the commonest pairs": Recipe(
                _replaced(topic, "characters", seen(CharacterGrams(2, 2, 50))), known
            ),
            "without phrases of two words": Recipe(_replaced(topic, "tokens", seen(TokenGrams(1))), known),
            "phrases of three words too": Recipe(_replaced(topic, "tokens", seen(TokenGrams(3))), known),
            "without the context": Recipe(_context(topic, 0.0), known),
            "context counted in full": Recipe(_context(topic, 1.0), known),
            "and the subject apart": Recipe(_with(topic, _words_of("subject", _subjects)), known),
            "and spaCy's lemmas": Recipe(_with(topic, _words_of("lemmas", _lemmas)), known),
            "and the parts of compounds": Recipe(_with(topic, _words_of("compounds", _compound_parts)), known),
            "and latent semantic analysis (100)": Recipe(_with(topic, LSA), known),
        },
        accuracy,
        "topic accuracy among enquiries",
    )
    _ablate(
        "level",
        corpus,
        corpus.material("level"),
        {
            "as shipped": Recipe(level, cued),
            "without weights learned from the cues": Recipe(level, NO_KNOWLEDGE),
            "without the cues' scores": Recipe(_without(level, "cues"), cued),
            "without any cues": Recipe(_without(level, "cues"), NO_KNOWLEDGE),
            "without the lexicon's scores": Recipe(_without(level, "lexicon"), cued),
            "without naive Bayes": Recipe(level, cued, (0.0,)),
            "phrases of two words": Recipe(_replaced(level, "tokens", TokenGrams(2)), cued),
        },
        kappa,
        "weighted kappa",
    )


def _ablate(
    title: str,
    corpus: Corpus,
    material: Material,
    recipes: dict[str, Recipe],
    measure: Callable[[Array, Array, Array], Counted],
    name: str,
) -> None:
    voices = corpus.voices[corpus.asking] if len(material.labels) < len(corpus.rows) else corpus.voices
    start(
        f"Ablations: {title} ({len(material.labels):,} rows, whole batches left out)",
        f"variant | {name} | change (paired)",
    )
    shipped = None
    for variant, recipe in recipes.items():
        found = measure(material.labels, _answers(fit_head(material, recipe)), voices)
        row(f"{variant} | {found} | {found.change_from(shipped) if shipped else ''}")
        shipped = shipped or found


LSA = ("lsa", make_pipeline(TokenGrams(1), TruncatedSVD(100, random_state=0), Normalizer()), "own")


def _words_of(name: str, texts: Callable[[Any], list[str]]) -> tuple[str, Any, str]:
    return name, make_pipeline(FunctionTransformer(texts), TokenGrams(1)), "own"


def _subjects(own: Any) -> list[str]:
    return [text.partition("\n")[0] for text in own]


@cache
def _dictionary() -> Table:
    """Swedish forms and their lemmas."""
    return load_lookups("sv", ["lemma_lookup"]).get_table("lemma_lookup")


def _lemmas(own: Any) -> list[str]:
    known = _dictionary()
    return [" ".join(known.get(word, word) for word in text.lower().split()) for text in own]


@cache
def _parts_of(word: str) -> str:
    known = _dictionary()
    for cut in range(3, len(word) - 3):
        head, tail = word[:cut], word[cut:]
        if tail in known and (head in known or (head.endswith("s") and head[:-1] in known)):
            return f"{head} {tail}"
    return ""


def _compound_parts(own: Any) -> list[str]:
    return [" ".join(map(_parts_of, text.lower().split())) for text in own]


def _answers(fitted: FittedHead) -> Array:
    return np.asarray(fitted.head.classes, dtype=object)[fitted.out_of_fold.argmax(axis=1)]


def _parts(features: ColumnTransformer, parts: list[Any]) -> ColumnTransformer:
    return ColumnTransformer(parts, transformer_weights=features.transformer_weights)


def _without(features: ColumnTransformer, name: str) -> ColumnTransformer:
    return _parts(features, [part for part in features.transformers if part[0] != name])


def _with(features: ColumnTransformer, part: Any) -> ColumnTransformer:
    return _parts(features, [*features.transformers, part])


def _replaced(features: ColumnTransformer, name: str, step: Any) -> ColumnTransformer:
    return _parts(features, [(n, step if n == name else s, columns) for n, s, columns in features.transformers])


def _context(features: ColumnTransformer, share: float) -> ColumnTransformer:
    parts = [
        (n, clone(s).set_params(share=share) if isinstance(s, WithContext) else s, columns)
        for n, s, columns in features.transformers
    ]
    return _parts(features, parts)


def curve(corpus: Corpus) -> None:
    """How many labelled rows it takes; trained on rows of all batches but the last, judged on the last."""
    last = corpus.batches == np.unique(corpus.batches)[-1]
    train, test = corpus.rows[~last], corpus.rows[last]
    header = "labelled rows | topic accuracy | among three | level, weighted kappa"
    start(f"Learning curve ({len(test)} rows of batch {np.unique(corpus.batches)[-1]})", header)
    for size in (100, 200, 400, 800, len(train)):
        base = _taught(train.sample(size, random_state=1))
        row(f"{size} | {_judged(base, test)}")
    voices = np.unique(test["writer"])
    own, rest = test[test["writer"].isin(voices[::2])], test[test["writer"].isin(voices[1::2])]
    start(
        f"Starting from a base (own rows and {len(rest)} judged ones by other voices of the batch)",
        "own " + header,
    )
    row(f"0, base alone | {_judged(base, rest)}")
    for size in (100, 200):
        part = own.sample(size, random_state=1)
        row(f"{size}, no base | {_judged(_taught(part), rest)}")
        row(f"{size} and the base | {_judged(_taught(part, train), rest)}")


def _taught(rows: pd.DataFrame, base: pd.DataFrame | None = None) -> EnquiryModel:
    return train_model(rows, load_taxonomy(), base=base, jobs=2).model


def _judged(model: EnquiryModel, test: pd.DataFrame) -> str:
    judged = model.judge(test)
    names, probabilities = model.topic_distribution(test)
    three = (names[np.argsort(-probabilities, axis=1)[:, :3]] == test["topic"].to_numpy()[:, None]).any(axis=1)
    right, agreed = (
        measure(test[label].to_numpy(), judged[label].to_numpy(), test["writer"].to_numpy())
        for label, measure in (("topic", accuracy), ("level", kappa))
    )
    return f"{right} | {three.mean():.3f} | {agreed}"


def banking77(folder: Path, encoder: Path | None, fasttext: Path | None) -> None:
    """The topic's settings, untouched, on 77 English intents (Casanueva et al. 2020): train.csv to test.csv."""
    train, test = (pd.read_csv(folder / f"{name}.csv") for name in ("train", "test"))
    true = test["category"].to_numpy()
    start(f"banking77 ({len(train):,} rows to {len(test):,})", "classifier | accuracy")
    if fasttext is not None and fasttext.exists():
        texts = [
            np.array([" ".join(str(t).lower().split()) for t in part["text"]], dtype=object) for part in (train, test)
        ]
        hits = fasttext_answers(texts[0], train["category"].to_numpy(), texts[1], fasttext) == true
        row(f"fastText (words 1-2, subwords 2-5) | {hits.mean():.3f}")
    for name, loaded in (("nulage, words alone", None), ("nulage with the encoder", encoder)):
        if name.endswith("encoder") and loaded is None:
            continue
        model = load_encoder(str(loaded)) if loaded else None
        designs = [with_vectors(_english(part), model) for part in (train, test)]
        labels = train["category"].to_numpy()
        own = np.ones(len(train), dtype=bool)
        groups = np.arange(len(train)).astype(str)
        features = topic_features(load_lexicon(), model.dimensions if model else 0)
        fitted = fit_head(Material(designs[0], labels, groups, own), Recipe(features, NO_KNOWLEDGE), jobs=2)
        found = np.asarray(fitted.head.classes)[fitted.head.probabilities(Batch(designs[1])).argmax(axis=1)]
        row(f"{name} | {np.mean(found == true):.3f}")


def _english(part: pd.DataFrame) -> pd.DataFrame:
    blank = pd.Series("", index=part.index)
    return design_frame(pd.DataFrame({"subject": blank, "text": part["text"], "context": blank, "channel": blank}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default="compare,ablations,curve", help="which tables")
    parser.add_argument("--fasttext", type=Path, help="a Python that has fastText")
    parser.add_argument("--banking77", type=Path, help="folder with train.csv and test.csv")
    parser.add_argument("--encoder", type=Path, help="with --banking77: folder of an English sentence encoder")
    given = parser.parse_args()
    corpus = Corpus(read_table(CORPUS))
    tables = {
        "compare": lambda: compare(corpus, given.fasttext),
        "ablations": lambda: ablations(corpus),
        "curve": lambda: curve(corpus),
    }
    for part in filter(None, given.parts.split(",")):
        tables[part]()
    if given.banking77 is None:
        print("\nbanking77 is left out: name its folder with --banking77", file=sys.stderr)
    else:
        banking77(given.banking77, given.encoder, given.fasttext)


if __name__ == "__main__":
    main()
