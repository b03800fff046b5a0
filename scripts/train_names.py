"""Train the name tagger, or measure it by cross-validation.

    python scripts/train_names.py                write corpora/name_weights.tsv.gz
    python scripts/train_names.py --folds 4      no file: recall and false masks on messages of writers left out in training

Texts: the open parts of corpora/identifiers.jsonl, in which every name is marked, and the labelled corpus, which has none left. The
tagger reads what the rules have masked, so that is what it is shown; in copies some of the names stay unmasked and unlisted, as names do
that nobody has thought of, and in others all is written in lower case. The open parts have been learnt from: what it finds there flatters.
"""

import argparse
import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from classifier.anonymise import Anonymiser
from classifier.anonymise.name_features import Reading
from classifier.anonymise.name_tagger import WEIGHTS, NameTagger
from classifier.anonymise.name_view import View, look
from classifier.anonymise.names import read_words
from classifier.anonymise.neighbours import base_of
from classifier.anonymise.number_tagger import NumberTagger
from classifier.anonymise.recogniser import tokens_in, without_tokens
from classifier.anonymise.vocabulary import written_in_lower_case
from classifier.anonymise.weights import write_weights
from classifier.edits import Edit, apply_edits
from scripts.bench_anonymise import JOINING, Score

ROOT = Path(__file__).resolve().parent.parent
BLIND = frozenset({"h", "i", "l"})
# It finds nothing and doubts nothing.
NO_TAGGER = NameTagger({}, threshold=0.999)
# Trained later: its weights come of what names leave.
NO_NUMBER_TAGGER = NumberTagger({})
# Of the names in a copy so many stay unmasked, and so many words of names are on no list.
UNMASKED, UNLISTED = 0.5, 0.4
COPIES, LOWERED = 2, 0.5
# What the rules left of a text as it is written counts so much more than a word of a copy.
WEIGHT_OF_LEFT = 3.0
THRESHOLDS = (0.4, 0.6)
FEWEST, SMALLEST = 3, 0.03
STRENGTH = 1.0
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
Marks = list[tuple[int, int, str]]


@dataclass(frozen=True)
class Example:
    """The features of one word, whether it is a name, and how much that counts."""

    features: tuple[str, ...]
    name: bool
    weight: float = 1.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=0)
    chosen = options.parse_args()
    rows = open_rows()
    plain = list(of_labelled())
    if chosen.folds:
        measure(rows, plain, chosen.folds)
    else:
        weights = fit([*plain, *(example for row in rows for example in of_row(row))])
        write_weights(ROOT / "corpora" / WEIGHTS, weights)
        print(f"{len(weights)} weights of {len(rows)} messages and the labelled corpus")


def open_rows() -> list[dict[str, Any]]:
    """The keyed messages that may be learnt from."""
    lines = (ROOT / "corpora" / "identifiers.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["part"] not in BLIND]


def of_row(row: dict[str, Any]) -> Iterator[Example]:
    """The words that the rules leave of one keyed message, and of copies of it."""
    chance = random.Random(row["text"])
    text, marks = row["text"], [tuple(mark) for mark in row["identifiers"]]
    edits = Anonymiser(tagger=NO_TAGGER, number_tagger=NO_NUMBER_TAGGER)(text).edits
    yield from of_ruled(text, marks, edits)
    for left in of_copy(text, marks, edits, lambda _: False, look):
        yield replace(left, weight=WEIGHT_OF_LEFT)
    for _ in range(COPIES):
        forget = unlisting(text, marks, chance, UNLISTED)
        yield from of_copy(text, marks, edits, lambda _: chance.random() < UNMASKED, forget)
    lowered = text.lower()
    if len(lowered) == len(text) and chance.random() < LOWERED:
        edits = Anonymiser(tagger=NO_TAGGER, number_tagger=NO_NUMBER_TAGGER)(lowered).edits
        yield from of_ruled(lowered, marks, edits)
        forget = unlisting(text, marks, chance, UNLISTED / 2)
        yield from of_copy(lowered, marks, edits, lambda _: chance.random() < UNMASKED / 2, forget)


def of_ruled(text: str, marks: Marks, edits: Iterable[Edit]) -> Iterator[Example]:
    """The words that the rules took for names."""
    masked = [(edit.start, edit.end, edit.token.strip("[]")) for edit in edits if edit.kind != "person"]
    ruled = [(edit.start, edit.end) for edit in edits if edit.kind == "person"]
    reading = Reading(read_words(text), masked, look, ruled=ruled)
    for at in (at for span in ruled for at in reading.within(span)):
        start, end = reading.spans[at]
        yield from judged(reading, at, kind_at(marks, start, end - 1))


def judged(reading: Reading, at: int, kind: str) -> Iterator[Example]:
    """The word as an example where its mark tells whether it is a name: it is marked as one, or not at all."""
    if kind == "" or (kind == "person" and reading.view(at).low not in JOINING):
        yield Example(tuple(feature for tell, of in reading.pieces(at) for feature in tell(*of)), kind == "person")


def unlisting(text: str, marks: Marks, chance: random.Random, share: float) -> Callable[[str], View]:
    """A look at words by which a share of the words of names are on no list of names."""
    words = sorted(
        {word for start, end, kind in marks if kind == "person" for word in _WORD.findall(text[start:end].casefold())}
    )
    unlisted = {base_of(word) for word in words if chance.random() < share}

    def view(shown: str) -> View:
        low = shown.casefold()
        return look(shown, unlisted=low in unlisted or base_of(low) in unlisted)

    return view


def of_copy(
    text: str, marks: Marks, edits: Iterable[Edit], stays: Callable[[Edit], bool], look_at: Callable[[str], View]
) -> Iterator[Example]:
    """The words of a text masked by `edits`, but for the names that stay."""
    made = [edit for edit in edits if edit.kind != "person" or not stays(edit)]
    places = places_in(text, made)
    reading = masked_reading(apply_edits(text, made), look_at)
    for at in reading.asked():
        start, end = reading.spans[at]
        yield from judged(reading, at, kind_at(marks, places[start], places[end - 1]))


def masked_reading(masked: str, look_at: Callable[[str], View]) -> Reading:
    """A masked text as the anonymiser shows it to the tagger."""
    return Reading(read_words(without_tokens(masked)), tokens_in(masked), look_at, idle=frozenset())


def places_in(text: str, edits: Iterable[Edit]) -> list[int]:
    """For each character of the masked text where in `text` it stood."""
    places: list[int] = []
    at = 0
    for edit in edits:
        places += range(at, edit.start)
        places += [edit.start] * len(edit.token)
        at = edit.end
    return [*places, *range(at, len(text))]


def kind_at(marks: Marks, first: int, last: int) -> str:
    """The kind of identifier that is marked there, empty when none is."""
    return next((kind for start, end, kind in marks if start <= last and first < end), "")


def of_labelled() -> Iterator[Example]:
    """The words of the labelled corpus: none of them is a name."""
    with (ROOT / "corpora" / "labelled.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            text = f"{row['subject']}. {row['text']}"
            here = written_in_lower_case(text)
            reading = masked_reading(text, partial(look_apart, here))
            yield from (example for at in reading.asked() for example in judged(reading, at, ""))


def look_apart(here: set[str], shown: str) -> View:
    """A look at a word of a labelled text: that the text itself writes it in lower case tells nothing of other texts."""
    return look(shown, written_here=shown.casefold() in here)


def fit(examples: list[Example]) -> dict[str, float]:
    """Feature -> weight of a logistic regression; rare features and weights that hardly weigh are left out."""
    vectors = DictVectorizer()
    table = vectors.fit_transform(dict.fromkeys(example.features, 1.0) for example in examples)
    often = np.asarray((table != 0).sum(axis=0)).ravel() >= FEWEST
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300)
    model.fit(
        table[:, often],
        [example.name for example in examples],
        sample_weight=[example.weight for example in examples],
    )
    names = np.array(vectors.feature_names_)[often]
    weights = {
        str(name): float(weight) for name, weight in zip(names, model.coef_[0], strict=True) if abs(weight) >= SMALLEST
    }
    weights["any word"] = weights.get("any word", 0.0) + float(model.intercept_[0])
    return weights


def measure(rows: list[dict[str, Any]], plain: list[Example], folds: int) -> None:
    """Recall of names and false masks, each writer's messages judged by a tagger that never saw that writer."""
    examples = {id(row): list(of_row(row)) for row in rows}
    writers = sorted({writer_of(row) for row in rows})
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for fold in range(folds):
        left_out = set(writers[fold::folds])
        weights = fit(
            [*plain, *(example for row in rows if writer_of(row) not in left_out for example in examples[id(row)])]
        )
        taggers = {f"threshold {threshold}": NameTagger(weights, threshold) for threshold in THRESHOLDS}
        for name, tagger in {"rules alone": NO_TAGGER, **taggers}.items():
            for row in (row for row in rows if writer_of(row) in left_out):
                spans = [
                    (edit.start, edit.end)
                    for edit in Anonymiser(tagger=tagger, number_tagger=NO_NUMBER_TAGGER)(row["text"]).edits
                ]
                scores[row["part"], name].add(row, spans)
    for (part, name), score in sorted(scores.items()):
        print(f"part {part} {name}: names {score.share('person')} of {score.marked['person']}, {score.tail()}")


def writer_of(row: dict[str, Any]) -> str:
    """Who wrote a message: the parts had different writers, part j many."""
    return f"{row['part']}{row.get('writer', '')}"


if __name__ == "__main__":
    main()
