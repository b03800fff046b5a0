"""Train the number tagger, or measure it by cross-validation.

    python scripts/train_numbers.py                write corpora/number_weights.tsv.gz
    python scripts/train_numbers.py --folds 4      no file: recall and false masks on messages of writers left out in training

Texts: the open parts of corpora/identifiers.jsonl, in which every identifier is marked, and the labelled corpus, which has none left. The
tagger reads what the rules have masked, so that is what it is shown; in copies all or half of the numbers stay unmasked, as numbers do
whose notation nobody has thought of. The open parts have been learnt from: what it finds there flatters.
"""

import argparse
import csv
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from classifier.anonymise import Anonymiser
from classifier.anonymise.anonymiser import pieces_of
from classifier.anonymise.number_features import Pieces
from classifier.anonymise.number_tagger import FARTHEST, NOTHING, PART, WEIGHTS, NumberTagger, masked, may_join
from classifier.anonymise.weights import write_weights
from classifier.edits import Edit, apply_edits
from scripts.bench_anonymise import Score
from scripts.train_names import NO_NUMBER_TAGGER, ROOT, Marks, open_rows, places_in, writer_of

# Of the numbers in a copy so many stay unmasked.
UNMASKED = (0.0, 0.5, 1.0)
# Of the numbers in another copy so many are masked in part.
CUT = 0.3
FEWEST, SMALLEST = 5, 0.1
STRENGTH = 2.0
_BETWEEN = re.compile(r"[ /,.:-]+(?=\w)")
_NOT_HERE = frozenset({"person"})
# The number of a sole trader is that person's own.
_MASKED_AS = {"organisation_number": "personal_identity_number"}


@dataclass(frozen=True)
class Example:
    """The features of one piece, or of a word beside an identifier, and what it is."""

    features: tuple[str, ...]
    kind: str


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=0)
    chosen = options.parse_args()
    rows = open_rows()
    plain = [example for text in labelled_texts() for example in of_digits(pieces_of(text), [], lambda at: at)]
    examples = {id(row): list(of_row(row)) for row in rows}
    if chosen.folds:
        measure(rows, plain, examples, chosen.folds)
    else:
        weights = fit([*plain, *(example for row in rows for example in examples[id(row)])])
        write_weights(ROOT / "corpora" / WEIGHTS, weights)
        print(f"{len(weights)} weights of {len(rows)} messages and the labelled corpus")


def labelled_texts() -> Iterator[str]:
    """The texts of the labelled corpus: no number in them identifies anybody."""
    with (ROOT / "corpora" / "labelled.csv").open(encoding="utf-8", newline="") as stream:
        yield from (f"{row['subject']}. {row['text']}" for row in csv.DictReader(stream))


def of_row(row: dict[str, Any]) -> Iterator[Example]:
    """What the rules leave of one keyed message, and of copies of it."""
    chance = random.Random(row["text"])
    text, marks = row["text"], [tuple(mark) for mark in row["identifiers"]]
    edits = Anonymiser(number_tagger=NO_NUMBER_TAGGER)(text).edits
    for share in UNMASKED:
        made = [edit for edit in edits if edit.kind == "person" or chance.random() >= share]
        yield from of_copy(text, marks, made)
    some = [edit if edit.kind == "person" or chance.random() >= CUT else cut(text, edit, chance) for edit in edits]
    yield from of_copy(text, marks, some)


def cut(text: str, edit: Edit, chance: random.Random) -> Edit:
    """The edit without its first or its last piece, as a rule leaves a part of a notation that it does not know."""
    ends = [edit.start + found.end() for found in _BETWEEN.finditer(text[edit.start : edit.end])]
    if not ends:
        return edit
    if chance.random() < 0.5:
        return replace(edit, start=chance.choice(ends))
    starts = [edit.start + found.start() for found in _BETWEEN.finditer(text[edit.start : edit.end])]
    return replace(edit, end=chance.choice(starts))


def of_copy(text: str, marks: Marks, made: list[Edit]) -> Iterator[Example]:
    """The pieces with digits of a text masked by `made`, and the words beside what identifies somebody."""
    places = places_in(text, made)
    pieces = pieces_of(apply_edits(text, made))
    yield from of_digits(pieces, marks, places.__getitem__)
    yield from of_neighbours(pieces, marks, places.__getitem__)


def of_digits(pieces: Pieces, marks: Marks, place: Callable[[int], int]) -> Iterator[Example]:
    """The pieces with digits and what they identify; `place` tells where in the keyed text a character stood."""
    for at in pieces.asked():
        _, _, kind = mark_at(pieces, at, marks, place)
        if kind not in _NOT_HERE:
            yield Example(tuple(feature for tell, of in pieces.of_digits(at) for feature in tell(*of)), kind)


def of_neighbours(pieces: Pieces, marks: Marks, place: Callable[[int], int]) -> Iterator[Example]:
    """The words beside what identifies somebody, outwards to the first that is no part of the identifier."""
    for at in {*pieces.asked(), *(at for at, _ in masked(pieces))}:
        mark = mark_at(pieces, at, marks, place)
        if mark[2] in _NOT_HERE or mark[2] == NOTHING:
            continue
        for side in (-1, 1):
            for beside in range(at + side, at + side * (FARTHEST + 1), side):
                if not may_join(pieces, beside, side):
                    break
                part = mark_at(pieces, beside, marks, place) == mark
                yield Example(tuple(pieces.of_neighbour(beside, side, mark[2])), PART if part else "")
                if not part:
                    break


def mark_at(pieces: Pieces, at: int, marks: Marks, place: Callable[[int], int]) -> tuple[int, int, str]:
    """The mark that the piece touches."""
    start, end = pieces.spans[at]
    first, last = place(start), place(end - 1)
    return next(
        ((start, end, _MASKED_AS.get(kind, kind)) for start, end, kind in marks if start <= last and first < end),
        (0, 0, NOTHING),
    )


def fit(examples: Iterable[Example]) -> dict[str, float]:
    """Kind and feature -> weight: what a piece is by a multinomial logistic regression, what is part of it by another."""
    pieces: list[Example] = []
    words: list[Example] = []
    for example in examples:
        (words if example.kind in (PART, "") else pieces).append(example)
    return {**_fit(pieces, "any piece"), **_fit(words, "any word")}


def _fit(examples: list[Example], always: str) -> dict[str, float]:
    """The weights of one regression; rare features and weights that hardly weigh are left out."""
    vectors = DictVectorizer()
    table = vectors.fit_transform(dict.fromkeys(example.features, 1.0) for example in examples)
    often = np.asarray((table != 0).sum(axis=0)).ravel() >= FEWEST
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    model.fit(table[:, often], [example.kind for example in examples])
    names = np.array(vectors.feature_names_)[often]
    kinds = model.classes_ if len(model.classes_) > 2 else model.classes_[1:]
    weights: dict[str, float] = {}
    for kind, row, bias in zip(kinds, model.coef_, model.intercept_, strict=True):
        heavy = np.abs(row) >= SMALLEST
        weights |= {f"{kind}\t{name}": float(weight) for name, weight in zip(names[heavy], row[heavy], strict=True)}
        weights[f"{kind}\t{always}"] = weights.get(f"{kind}\t{always}", 0.0) + float(bias)
    return weights


def measure(rows: list[dict[str, Any]], plain: list[Example], examples: dict[int, list[Example]], folds: int) -> None:
    """Recall of all but names, and false masks, each writer's messages judged by a tagger that never saw that writer."""
    writers = sorted({writer_of(row) for row in rows})
    scores: dict[tuple[str, float], Score] = defaultdict(Score)
    for fold in range(folds):
        left_out = set(writers[fold::folds])
        weights = fit(
            [*plain, *(example for row in rows if writer_of(row) not in left_out for example in examples[id(row)])]
        )
        for threshold in (0.1, 0.2, 0.3, 0.999999):
            tagger = NumberTagger(weights, threshold)
            for row in (row for row in rows if writer_of(row) in left_out):
                edits: tuple[Edit, ...] = Anonymiser(number_tagger=tagger)(row["text"]).edits
                scores[row["part"], threshold].add(row, [(edit.start, edit.end) for edit in edits])
    for (part, threshold), score in sorted(scores.items()):
        found, marked = (sum(of[kind] for kind in of if kind != "person") for of in (score.found, score.marked))
        print(f"part {part} threshold {threshold}: {found} of {marked} ({found / marked:.4f}), {score.tail()}")


if __name__ == "__main__":
    main()
