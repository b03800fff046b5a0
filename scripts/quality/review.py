"""Do rows that need no review reach the precision that was asked for, on writers and a municipality never seen?"""

from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from classifier.model import train_model
from classifier.model.enquiry_model import certainty
from classifier.model.quality import calibration_error, reliability, review_threshold
from classifier.taxonomy import load_taxonomy
from scripts.quality.corpus import Corpus
from scripts.quality.measures import share, table

Array = Any
PRECISIONS = (0.85, 0.9, 0.95)


def review(corpus: Corpus, jobs: int) -> str:
    """Each fold judged by a model that chose its thresholds on its own training rows, as `train` does."""
    folds = list(corpus.folds())
    judged = Parallel(n_jobs=jobs)(
        delayed(_judged)(corpus.rows.iloc[train], corpus.rows.iloc[test]) for train, test in folds
    )
    rows = pd.concat(judged)
    lines = []
    for precision in PRECISIONS:
        passed = rows[rows[f"passed {precision}"]]
        reached = share(passed["right"], passed["writer"])
        by_fold = [part.loc[part[f"passed {precision}"], "right"].mean() for part in judged]
        lines.append(
            f"{precision:g} | {reached} | {min(by_fold):.3f} to {max(by_fold):.3f} | {len(passed) / len(rows):.0%}"
        )
    parts = [
        f"### Review: precision asked for and reached ({len(rows):,} rows, whole batches left out)\n\n"
        + table(("asked for", "reached on rows let through", "by fold", "rows let through"), lines)
    ]
    for label in ("topic", "level"):
        given = rows[f"true {label}"], rows[label], rows[f"{label}_probability"]
        cells = [
            f"{bin_['from']:.1f} to {bin_['to']:.1f} | {bin_['rows']} | {bin_['stated']:.3f} | {bin_['right']:.3f}"
            f" ({bin_['right_interval'][0]:.3f} to {bin_['right_interval'][1]:.3f})"
            for bin_ in reliability(*given)
        ]
        parts.append(
            f"### Reliability: {label} (calibration error {calibration_error(*given):.3f})\n\n"
            + table(("stated probability", "rows", "stated on average", "right"), cells)
        )
    return "\n\n".join(parts)


def _judged(train: pd.DataFrame, test: pd.DataFrame) -> pd.DataFrame:
    trained = train_model(train, load_taxonomy(), unlabelled=train)
    unseen, model = trained.out_of_fold, trained.model
    judged = model.judge(test)
    right_unseen = (unseen["topic"] == train.loc[unseen.index, "topic"]).to_numpy()
    familiar = judged["known_share"].to_numpy() >= model.familiar_from
    for precision in PRECISIONS:
        threshold = review_threshold(certainty(unseen), right_unseen, precision)
        judged[f"passed {precision}"] = familiar & (certainty(judged) >= threshold)
    return judged.assign(
        right=np.asarray(judged["topic"]) == np.asarray(test["topic"]),
        writer=test["writer"],
        **{f"true {label}": test[label] for label in ("topic", "level")},
    )
