"""Whether a new material is still like the one that the model was made for, and how many fresh rows to label if not.

Two things can change. The *shares* of the classes: the prior-shift correction is made for that. The *content* within the
classes: new words, other wording, other matters. Then neither the correction nor the model's own quality figures hold, and
only fresh labels tell. The two are told apart by weighting the labelled validation rows to the shares that the correction
finds in the new material: whatever still differs is content.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from classifier.estimate.planning import explained_share, plan_sample
from classifier.estimate.quantification import quantify_shares
from classifier.estimate.sample import Floats, Objects, Values

NONE, SHARES, CONTENT = "none", "shares", "content"
_WORD = re.compile(r"[^\W\d_]{3,}")
_LEVEL = 0.01
# A difference must matter besides being sure: with 100,000 rows any two months differ significantly.
_LIMITS = {
    "top probability": 0.03,
    "share of unknown words": 0.05,
    "words in a text (log)": 0.25,
}
_MIX_LIMIT = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """One feature of a row: its mean over the weighted validation rows, over the new rows, and the two-sided p-value."""

    feature: str
    before: float
    now: float
    p_value: float
    matters: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """What has changed, and what to do about it.

    verdict        "none"; "shares" (use the prior-shift correction, or fresh labels); "content" (label fresh rows)
    mix_distance   total variation between the class shares of the validation rows and those found in the new material
    changes        the features compared within the classes
    rows_to_label  how many fresh rows to draw and label for the wanted margin; 0 when nothing has changed
    """

    verdict: str
    mix_distance: float
    changes: tuple[Change, ...]
    rows_to_label: int

    @property
    def label_fresh(self) -> bool:
        """Whether figures from this material need fresh labels to be trusted."""
        return self.verdict == CONTENT


def check_drift(
    validation_probabilities: Sequence[Sequence[float]] | Floats,
    validation_labels: Values,
    probabilities: Sequence[Sequence[float]] | Floats,
    classes: Sequence[Any],
    *,
    validation_texts: Values | None = None,
    texts: Values | None = None,
    margin: float = 0.04,
) -> Drift:
    """Compare a new material with the model's out-of-fold validation rows. The arrays are those of `quantify_shares`.

    validation_texts, texts  the anonymised texts, V and N values; with both, words and lengths are compared too
    margin                   the margin wanted of fresh labels, as a share

    Each feature's difference in means is tested (z test with the validation rows weighted to the new shares, Bonferroni
    over the features, level 1 %) and must also be large enough to matter; so must the shares' own shift.
    """
    reference = np.asarray(validation_probabilities, dtype=float)
    new = np.asarray(probabilities, dtype=float)
    shifted = quantify_shares(reference, validation_labels, new, classes, 1 - _LEVEL, draws=200).set_index("label")
    found = shifted["share"]
    names = pd.Series(validation_labels, dtype=object)
    before = names.value_counts(normalize=True).reindex(found.index)
    weight = names.map(found / before).to_numpy(dtype=float)
    pairs = {"top probability": (reference.max(axis=1), new.max(axis=1))}
    if validation_texts is not None and texts is not None:
        pairs |= _text_features(validation_texts, texts)
    changes = tuple(_compare(feature, old, now, weight, len(pairs)) for feature, (old, now) in pairs.items())
    distance = float((found - before).abs().sum() / 2)
    moved = bool(((before < shifted["low"]) | (before > shifted["high"])).any()) and distance > _MIX_LIMIT
    verdict = CONTENT if any(change.matters for change in changes) else SHARES if moved else NONE
    guessed = np.asarray(classes, dtype=object)[reference.argmax(axis=1)]
    explained = 0.0 if verdict == CONTENT else _explained(names.to_numpy(), guessed)
    rows = 0 if verdict == NONE else plan_sample(margin, {"all": len(new)}, explained=explained).total
    return Drift(verdict, distance, changes, rows)


def _compare(feature: str, before: Floats, now: Floats, weight: Floats, tests: int) -> Change:
    mean = float(np.average(before, weights=weight))
    error = (weight**2 * (before - mean) ** 2).sum() / weight.sum() ** 2 + now.var() / len(now)
    difference = float(now.mean()) - mean
    z = abs(difference) / np.sqrt(error) if error > 0 else (np.inf if difference else 0.0)
    p_value = float(min(1.0, 2 * (1 - NormalDist().cdf(float(z))) * tests))
    return Change(feature, mean, float(now.mean()), p_value, p_value < _LEVEL and abs(difference) > _LIMITS[feature])


def _text_features(before: Values, now: Values) -> dict[str, tuple[Floats, Floats]]:
    """Unknown words and length of each text; a validation text's own words are unknown when no other text has them."""
    old, new = ([_WORD.findall(text.casefold()) for text in texts] for texts in (before, now))
    texts_with = Counter(word for words in old for word in set(words))
    unknown_before = np.array([_share([texts_with[word] < 2 for word in words]) for words in old])
    unknown_now = np.array([_share([texts_with[word] < 1 for word in words]) for words in new])
    lengths = (np.log1p([len(words) for words in texts]) for texts in (old, new))
    return {
        "share of unknown words": (unknown_before, unknown_now),
        "words in a text (log)": (next(lengths), next(lengths)),
    }


def _share(marks: list[bool]) -> float:
    return sum(marks) / len(marks) if marks else 0.0


def _explained(true: Objects, predicted: Objects) -> float:
    """The squared correlation for the commonest class, the one that the margin binds for."""
    common = max(sorted(set(true.tolist()), key=str), key=lambda name: int((true == name).sum()))
    return explained_share((true == common).tolist(), (predicted == common).tolist())
