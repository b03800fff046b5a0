"""Speed and memory of classification, beside scikit-learn and fastText in the same run.

    scripts/bench_classify                       scoring, and the command on 10,000 and 100,000 rows
    scripts/bench_classify --rows 1000000        the command on a million rows too
    scripts/bench_classify --texts 5000 --rows 5000     a quick look

Scoring: from texts to one score a topic, tokenising included, on one core, in texts a second of processor time:

    nulage          classifier.model.scoring, the topic head trained on corpora/labelled.csv
    scikit-learn    a pipeline of CountVectorizers with the same grams, weights and coefficients; its scores must be equal
    fastText        `predict` of models trained on the same labels, with its defaults (100 dimensions); its texts are
                    tokenised beforehand, to its advantage. Installed from PyPI into a folder thrown away afterwards

The texts are made of runs of six words of the corpus, with new compounds sown in, so that words repeat as they do in
letters and new ones keep coming. The command: processor time and peak memory of `nulage classify` from CSV to CSV.
"""

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer
from threadpoolctl import threadpool_limits

from classifier.account import account_path
from classifier.corpora import corpus_path
from classifier.model import EnquiryModel, save_model, train_model
from classifier.model.context import WithContext
from classifier.model.features import INPUT_COLUMNS, design_frame
from classifier.model.grams import CharacterGrams, TokenGrams
from classifier.model.scoring import Batch, CollapsedScorer
from classifier.model.tokens import split_tokens
from classifier.tables import read_table, table_writer
from classifier.taxonomy import load_taxonomy

WORDS = 60
RUN = 6
NEW_COMPOUNDS = 0.03
CHUNK = 20_000
DIFFERENT = 100_000
FASTTEXT = ("fasttext-wheel", "fasttext-numpy2-wheel", "fasttext")
FASTTEXT_PREDICT = """
import json, sys, time
import fasttext
texts = open(sys.argv[2], encoding="utf-8").read().split("\\n")
for name, options in json.loads(sys.argv[3]).items():
    model = fasttext.train_supervised(sys.argv[1], epoch=25, lr=0.5, thread=1, verbose=0, **options)
    start = time.process_time()
    model.predict(texts)
    print(json.dumps([name, time.process_time() - start]), flush=True)
"""
# Peak memory is the process' own (Linux): what wait4 tells would begin with what the parent held when it forked.
CLASSIFY = """
import json, pathlib, time
from classifier.cli import nulage
nulage.main("classify enquiries.csv -m model.skops -o classified.csv".split(), standalone_mode=False)
status = pathlib.Path("/proc/self/status").read_text().splitlines()
peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps([time.process_time(), peak]))
"""
FASTTEXT_MODELS = {
    "fastText, subwords 2-5": {"minn": 2, "maxn": 5},
    "fastText, words and bigrams": {"minn": 0, "maxn": 0, "wordNgrams": 2},
}


@click.command()
@click.option("--texts", default=100_000, show_default=True, help="Texts to score.")
@click.option("--rows", default=100_000, show_default=True, help="Rows of the largest table to classify.")
def main(texts: int, rows: int) -> None:
    labelled = read_table(corpus_path("labelled.csv"))
    start = time.perf_counter()
    model = train_model(labelled, load_taxonomy(), jobs=2).model
    used = model.facts["corpus"]["rows"]
    print(f"training: {used:,} rows in {time.perf_counter() - start:.1f} s, two processes\n")
    with tempfile.TemporaryDirectory(prefix="nulage-bench-") as folder, threadpool_limits(1):
        scoring(model, labelled, made_texts(labelled, texts), Path(folder))
        command(model, labelled, rows, Path(folder))


def made_texts(labelled: pd.DataFrame, count: int, seed: int = 0) -> list[str]:
    """Texts of 60 words, the same in every run with the same seed."""
    rng = random.Random(seed)
    rows = [words for words in labelled["text"].str.split() if len(words) >= RUN]
    parts = sorted({word for words in rows for word in words if len(word) > 4 and word.isalpha()})

    def word(found: str) -> str:
        return found if rng.random() >= NEW_COMPOUNDS else rng.choice(parts) + rng.choice(parts).lower()

    def text() -> str:
        words: list[str] = []
        while len(words) < WORDS:
            row = rng.choice(rows)
            at = rng.randrange(len(row) - RUN + 1)
            words += row[at : at + RUN]
        return " ".join(map(word, words[:WORDS]))

    return [text() for _ in range(count)]


def scoring(model: EnquiryModel, labelled: pd.DataFrame, texts: Sequence[str], folder: Path) -> None:
    pipeline = model.topic_head.scorer
    frame = pd.DataFrame(dict.fromkeys(INPUT_COLUMNS, ""), index=range(len(texts)))
    design = design_frame(frame.assign(channel="email", text=list(texts)))
    distinct = len({token for text in texts for token in split_tokens(text)})
    print(
        f"scoring {len(texts):,} texts of {WORDS} words ({distinct:,} distinct), {len(model.topic_head.classes)} topics"
    )

    scorer = CollapsedScorer(pipeline)

    def collapsed(part: pd.DataFrame) -> Any:
        return scorer.scores(Batch(part))

    collapsed(design.head(1000))  # tables that are made once
    ours, scores = seconds(collapsed, design)
    theirs, plain_scores = seconds(plain(pipeline).decision_function, design)
    difference = float(np.abs(scores - plain_scores).max())
    assert difference < 1e-9, f"scores differ by {difference}"
    found = {"nulage": ours, "scikit-learn, same features": theirs, **fasttext(labelled, texts, folder)}
    for name, taken in found.items():
        ratio = "" if name == "nulage" else f"nulage is {taken / ours:6.1f} times as fast"
        print(f"  {name:30} {len(texts) / taken:10,.0f} texts/s  {ratio}")
    print(f"  largest difference from scikit-learn's scores: {difference:.1e}\n")


def seconds(score: Callable[[pd.DataFrame], Any], design: pd.DataFrame) -> tuple[float, Any]:
    """Processor time of scoring in chunks, and the scores."""
    start = time.process_time()
    found = [score(design.iloc[at : at + CHUNK]) for at in range(0, len(design), CHUNK)]
    return time.process_time() - start, np.concatenate(found)


def plain(pipeline: Pipeline) -> Pipeline:
    """The same pipeline with scikit-learn's own vectorizers in place of ours."""
    fitted = pipeline[0]
    replaced = ColumnTransformer(
        [(name, plain_step(step), columns) for name, step, columns in fitted.transformers_],
        transformer_weights=fitted.transformer_weights,
    )
    example = pd.DataFrame({"own": ["en gata"], "context": ["en gata"], "channel": ["email"]})
    return make_pipeline(replaced.fit(example), pipeline[-1])


def plain_step(step: Any) -> Any:
    if isinstance(step, WithContext):
        part = plain_step(step.features_)

        def both(frame: pd.DataFrame) -> Any:
            return part.transform(frame["own"]) + step.share * part.transform(frame["context"])

        return FunctionTransformer(both)
    if isinstance(step, TokenGrams):
        vectorizer = CountVectorizer(analyzer="word", tokenizer=split_tokens, ngram_range=(1, step.longest))
    elif isinstance(step, CharacterGrams):
        vectorizer = CountVectorizer(analyzer="char_wb", ngram_range=(step.shortest, step.longest))
        vectorizer.set_params(preprocessor=lambda text: " ".join(split_tokens(text)))
    else:
        return step
    vectorizer.set_params(lowercase=False, token_pattern=None, vocabulary=list(step.get_feature_names_out()))

    def weighted(counts: Any) -> Any:
        mass = np.sqrt(counts @ step.idf_**2)
        return sparse.diags_array(1 / np.where(mass > 0, mass, 1)) @ counts @ sparse.diags_array(step.idf_)

    return make_pipeline(vectorizer, FunctionTransformer(weighted))


def fasttext(labelled: pd.DataFrame, texts: Sequence[str], folder: Path) -> dict[str, float]:
    """Processor time of `predict`, by model; empty when fastText cannot be installed here."""
    python = str(folder / "fasttext" / "bin" / "python")
    subprocess.run([sys.executable, "-m", "venv", folder / "fasttext"], check=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "numpy<2.4"]
    if not any(subprocess.run([*pip, name], capture_output=True).returncode == 0 for name in FASTTEXT):
        print("  fastText could not be installed here", file=sys.stderr)
        return {}
    rows = labelled[(labelled["topic"] != "") & (labelled["level"] != "N0")]
    lines = (
        f"__label__{topic} {' '.join(split_tokens(text))}"
        for topic, text in zip(rows["topic"], rows["text"], strict=True)
    )
    (folder / "labelled.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "texts.txt").write_text("\n".join(" ".join(split_tokens(text)) for text in texts), encoding="utf-8")
    arguments = [str(folder / "labelled.txt"), str(folder / "texts.txt"), json.dumps(FASTTEXT_MODELS)]
    done = subprocess.run([python, "-c", FASTTEXT_PREDICT, *arguments], check=True, capture_output=True, text=True)
    return dict(json.loads(line) for line in done.stdout.splitlines())


def command(model: EnquiryModel, labelled: pd.DataFrame, most: int, folder: Path) -> None:
    save_model(model, folder / "model.skops")
    print("nulage classify, CSV to CSV, one process")
    for rows in sorted({min(most, size) for size in (10_000, 100_000, most)}):
        write_enquiries(labelled, rows, folder / "enquiries.csv")
        done = subprocess.run([sys.executable, "-c", CLASSIFY], cwd=folder, check=True, capture_output=True, text=True)
        taken, peak = json.loads(done.stdout.splitlines()[-1])
        with (folder / "classified.csv").open(encoding="utf-8", newline="") as stream:
            assert sum(1 for _ in csv.reader(stream)) == rows + 1
        print(
            f"  {rows:9,} rows  {taken:7.1f} s  {1e6 * taken / rows:6.1f} µs a row  peak memory {peak / 1024:5.0f} MB"
        )


def write_enquiries(labelled: pd.DataFrame, rows: int, path: Path) -> None:
    """An enquiry table of made texts, half of them under one of the corpus' Facebook posts; 100,000 texts differ."""
    posts = [post for post in labelled["context"].unique() if post]
    texts = [made_texts(labelled, min(rows, CHUNK), seed) for seed in range(min(DIFFERENT, rows) // CHUNK or 1)]
    # The account of an import makes the table one of ours, whose first rows only are looked through for identifiers.
    account_path(path).write_text("{}", encoding="utf-8")
    with table_writer(path) as write:
        for chunk, start in enumerate(range(0, rows, CHUNK)):
            numbers = range(start, min(rows, start + CHUNK))
            comments = [number % 2 == 1 for number in numbers]
            write(
                pd.DataFrame(
                    {
                        "enquiry_id": [f"{number:016x}" for number in numbers],
                        "channel": np.where(comments, "facebook", "email"),
                        "received_at": "2026-03-02T09:00:00+01:00",
                        "subject": np.where(comments, "", "Fråga till kommunen"),
                        "text": texts[chunk % len(texts)][: len(numbers)],
                        "context": [
                            posts[number % len(posts)] if comment else ""
                            for number, comment in zip(numbers, comments, strict=True)
                        ],
                        "excluded": "",
                    }
                )
            )


if __name__ == "__main__":
    main()
