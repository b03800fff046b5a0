"""What the figures rest on: the data's own state (T12), and how often the classifier agrees with the labels."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

from classifier.intervals import wilson_interval
from classifier.summary.disclosure import Counts
from classifier.summary.domains import count_by, largest_first
from classifier.summary.figure import SHARE, SMALL_BASE, Figure, Row, SummaryTable, absent, count
from classifier.summary.reading import UNKNOWN, Material
from classifier.summary.volumes import excluded_cell

DATA_MEASURES = ("enquiries", "excluded", "undated", "unmeasurable", "needs_review", "other_language", "noted")
# Fewer labelled enquiries than this say too little of one class.
MIN_CLASS = 10
_HOME_LANGUAGES = ("sv", "")
_WILSON = "Wilson, labelled sample alone"


def data_table(material: Material) -> tuple[SummaryTable, Counts]:
    """T12: per mailbox and page, what was left out and what the data lack. Keys: channel, source, first and last day."""
    frame = material.frame
    by = {
        "channel": frame["channel"],
        "source": frame["source"],
        "undated": frame["day"].isna(),
        "unmeasurable": frame["answered"] == UNKNOWN,
        "needs_review": frame["needs_review"] == "true",
        "other_language": ~frame["language"].isin(_HOME_LANGUAGES),
        "noted": frame["noted"],
    }
    cube = pd.DataFrame(by).groupby(list(by), observed=True).size().rename("n").reset_index()
    measures = {name: cube[name] for name in DATA_MEASURES if name in cube}
    measures["enquiries"] = pd.Series(True, index=cube.index)
    counted = count_by(cube, ("channel", "source"), measures, bounds=[(name, "enquiries") for name in measures])
    excluded: Counter[tuple[str, str]] = Counter()
    for (channel, source, _), number in material.excluded.items():
        excluded[channel, source] += number
    days = frame.groupby(["channel", "source"], observed=True)["day"].agg(["min", "max"])
    rows = []
    for group in largest_first(counted.of("source"), lambda group: counted[group, "enquiries"]):
        channel, source = group.conditions[0][1], group.value
        first, last = (_iso(day) for day in days.loc[(channel, source)])
        figures = tuple(
            count(excluded.pop((channel, source), 0), name, excluded_cell(channel, source))
            if name == "excluded"
            else count(counted[group, name], name, group.cell(name))
            for name in DATA_MEASURES
        )
        rows.append(Row((channel, source, first, last), figures))
    # A source may hold nothing but what is excluded.
    for (channel, source), number in sorted(excluded.items()):
        figures = tuple(
            count(number, name, excluded_cell(channel, source)) if name == "excluded" else count(0, name)
            for name in DATA_MEASURES
        )
        rows.append(Row((channel, source, "", ""), figures))
    keys = ("channel", "source", "first", "last")
    return SummaryTable("T12", "data_quality", keys, DATA_MEASURES, tuple(rows)), counted.counts


def _iso(day: object) -> str:
    return "" if pd.isna(day) else str(pd.Timestamp(day).date())


def agreement_table(material: Material, limit: int) -> Iterator[SummaryTable]:
    """How often the classifier says what the label says, on the labelled sample; no table without labels.

    Per class: labelled (of the class), recall (of them, predicted so), precision (of those predicted so, truly so).
    """
    if material.true is None:
        return
    labelled = material.true.notna().to_numpy()
    true = material.true[labelled].astype(str).str.rpartition("|")
    frame = material.frame[labelled]
    rows: list[Row] = []
    for kind, actual in (("topic", true[0].to_numpy()), ("level", true[2].to_numpy())):
        guess = frame[kind].astype(str).to_numpy()
        rows += _agreement(kind, actual, guess, limit)
    yield SummaryTable("TQ", "classifier_quality", ("label", "class"), ("labelled", "recall", "precision"), tuple(rows))


def _agreement(kind: str, actual: "np.ndarray", guess: "np.ndarray", limit: int) -> Iterator[Row]:
    right = actual == guess
    yield Row(
        (kind, "all"),
        (count(len(actual), "labelled"), *[_share(int(right.sum()), len(actual), "agreement", limit)] * 2),
    )
    for name in sorted(set(actual)):
        own, said = actual == name, guess == name
        hits, of = int((own & said).sum()), int(own.sum())
        if of < MIN_CLASS:
            yield Row((kind, str(name)), tuple(absent(form, SMALL_BASE) for form in ("count", SHARE, SHARE)))
            continue
        yield Row(
            (kind, str(name)),
            (
                count(of, "labelled"),
                _share(hits, of, "recall", limit),
                _share(hits, int(said.sum()), "precision", limit),
            ),
        )


def _share(hits: int, of: int, definition: str, limit: int) -> Figure:
    if of < MIN_CLASS or 0 < hits < limit:
        return absent(SHARE, SMALL_BASE, definition)
    low, high = wilson_interval(hits, of)
    return Figure(SHARE, hits / of, low, high, hits, of, of, of, _WILSON, definition)
