"""Which words decided: a linear score taken apart, exactly, into what each word and phrase added to it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
from sklearn.pipeline import Pipeline

from classifier.anonymise import RECOGNISERS
from classifier.model.context import WithContext
from classifier.model.enquiry_model import EnquiryModel
from classifier.model.features import INPUT_COLUMNS
from classifier.model.grams import Reals, TokenFeatures
from classifier.model.head import Head
from classifier.model.lexicon import LexiconFeatures
from classifier.model.scoring import Batch
from classifier.taxonomy import NO_TOPIC

# What the classifier's constant adds, which no word is the cause of: how common the label is, all else unknown.
CONSTANT = "(baseline, before any word)"
_MASKED = re.compile(r"\bxx([^\W\d_]+)\b")


@dataclass(frozen=True)
class Reason:
    """What one word or phrase added to the score of the chosen label, in the text or in what it stands under."""

    words: str
    where: str
    contribution: float


@dataclass(frozen=True)
class LabelExplanation:
    """The label chosen, its probability and the runner-up's, and all reasons, strongest first.

    score       the chosen label's linear score, which the reasons add up to
    against     the runner-up; `difference` says what each word added to the chosen label more than to that
    """

    label: str
    probability: float
    against: str
    score: float
    reasons: tuple[Reason, ...]
    difference: tuple[Reason, ...]


def explain(model: EnquiryModel, enquiry: pd.DataFrame) -> dict[str, LabelExplanation]:
    """Why one enquiry (a table of one row) got its `topic` and its `level`.

    For an enquiry that is none, `topic` is left out: the level decided that, and no topic was chosen.
    """
    row = enquiry.reindex(columns=list(INPUT_COLUMNS), fill_value="")
    batch = Batch(model.design(row))
    judged = model.judge(row).iloc[0]
    found = {"level": _explain(model.level_head, batch, judged["level"])}
    if judged["topic"] != NO_TOPIC:
        found = {"topic": _explain(model.topic_head, batch, judged["topic"]), **found}
    return found


def _explain(head: Head, batch: Batch, label: str) -> LabelExplanation:
    probabilities = head.probabilities(batch)[0]
    chosen = head.classes.index(label)
    others = sorted(range(len(head.classes)), key=lambda column: -probabilities[column])
    second = next(column for column in others if column != chosen)
    mine, theirs = (contributions(head.scorer, batch, column) for column in (chosen, second))
    gained = {key: value - theirs.get(key, 0.0) for key, value in mine.items()}
    return LabelExplanation(
        label=label,
        probability=float(probabilities[chosen]),
        against=head.classes[second],
        score=sum(mine.values()),
        reasons=_reasons(mine),
        difference=_reasons(gained),
    )


def _reasons(contributions: dict[tuple[str, str], float]) -> tuple[Reason, ...]:
    ordered = sorted(contributions.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Reason(words, where, value) for (words, where), value in ordered if value)


def contributions(scorer: Pipeline, batch: Batch, column: int) -> dict[tuple[str, str], float]:
    """What each word or phrase of the batch's one row added to the score of a class; they add up to the score.

    Keys are the words and where they stand (`own`, `context`, `channel`, `encoder`; the classifier's constant nowhere).
    """
    features, classifier = scorer[0], scorer[-1]
    two = classifier.coef_.shape[0] == 1
    sign = -1.0 if two and column == 0 else 1.0
    weights = sign * classifier.coef_[0 if two else column]
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    found[CONSTANT, ""] = sign * float(classifier.intercept_[0 if two else column])
    shares = features.transformer_weights or {}
    for name, step, columns in features.transformers_:
        of_step = shares.get(name, 1.0) * weights[features.output_indices_[name]]
        if not of_step.size:
            continue
        for words, where, value in _parts(name, step, columns, batch, of_step):
            found[words, where] += value
    return dict(found)


def _parts(name: str, step: Any, columns: Any, batch: Batch, weights: Reals) -> list[tuple[str, str, float]]:
    if isinstance(step, WithContext):
        inside = [(column, step.features_, step.share if column == "context" else 1.0) for column in columns]
    elif isinstance(step, TokenFeatures):
        inside = [(columns, step, 1.0)]
    else:
        total = (step.transform(batch.design[columns]) @ weights).sum()
        label = str(batch.design[columns[0]].iloc[0]) if name == "channel" else "(the text as a whole)"
        return [(label, name, float(total))]
    found = []
    for column, features, share in inside:
        tokens, _ = batch.tokens(column)
        for words, value in features.parts(tokens, weights):
            shown = f"({name}: {words})" if isinstance(features, LexiconFeatures) else as_read(words)
            found.append((shown, column, share * value))
    return found


def as_read(words: str) -> str:
    """Words of the classifier's own as they stand in the enquiry: "xxadress" is what it makes of "[ADRESS]"."""
    return _MASKED.sub(lambda found: f"[{found[1].upper()}]" if found[1] in _masked_kinds() else found[0], words)


@cache
def _masked_kinds() -> frozenset[str]:
    tokens = (recogniser.token for recogniser in RECOGNISERS)
    return frozenset({"namn", "födelsedatum", *(token.strip("[]").casefold() for token in tokens)})
