"""Draw the sample to label: at random with known probabilities, and apart from it what would teach the model most.

Every unit gets a permanent random number from the seed (Ohlsson 1995, "Coordination of samples using permanent random
numbers"): the same seed draws the same rows whatever the table's order, and a larger sample holds the smaller one.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from classifier.errors import NulageError
from classifier.tables import read_chunks

ESTIMATE, TRAIN = "estimate", "train"
EVERYTHING = "all"
# A variance needs two units a stratum.
_FEWEST_UNITS = 2
_TEXTS = ("context", "subject", "text")
_PREDICTIONS = ("topic", "topic_probability", "level_probability")


@dataclass(frozen=True)
class Design:
    """How to draw.

    size       rows to draw for estimating; with clusters about that many, since whole clusters are drawn
    strata     columns (or `month`) whose combinations are drawn from apart, in proportion to their size
    cluster    a column, such as `thread_id`, whose rows are drawn together; empty = row by row
    train      rows to add for training, those that the model is least sure of
    seed       decides every draw
    """

    size: int
    strata: tuple[str, ...] = ()
    cluster: str = ""
    train: int = 0
    seed: int = 1


def read_population(path: Path, design: Design) -> pd.DataFrame:
    """The enquiries of a table with what the design needs to know of them, but not their texts.

    Raises TableError when a column that the design names is absent, NulageError when the table holds no enquiries.
    """
    by = [column for column in (*design.strata, design.cluster) if column and column != "month"]
    predictions = _PREDICTIONS if design.train else ()
    required = ("enquiry_id", "channel", "source", "received_at", "excluded", *by, *predictions)
    chunks = read_chunks(path, required=required, columns=("level",))
    frame = pd.concat([chunk[chunk["excluded"] == ""] for chunk in chunks], ignore_index=True)
    if frame.empty:
        raise NulageError("holds no enquiries", place=path)
    if frame["enquiry_id"].duplicated().any():
        raise NulageError("an enquiry_id stands there twice", place=path, remedy="import the exports in one go")
    return frame.assign(month=frame["received_at"].str[:7])


def draw(population: pd.DataFrame, design: Design) -> pd.DataFrame:
    """The rows drawn, in random order, as `enquiry_id, stratum, weight, purpose, cluster`; rows for training last.

    The weight of a row is the number of rows of the population that it stands for: units in its stratum / units drawn.
    Since the order is random, the first rows labelled are themselves a random sample.

    Raises NulageError when the sample is too small to give every stratum two units.
    """
    frame = population.sort_values("enquiry_id", ignore_index=True)
    units = _units(frame, design)
    number = _random_numbers(units, design.seed)
    strata = strata_of(frame, design)
    drawn = _units_to_draw(units, strata, design)
    chosen, weight = pd.Series(False, index=frame.index), pd.Series(0.0, index=frame.index)
    for stratum, size in drawn.items():
        inside = strata == stratum
        ranks = number[inside].rank(method="dense")
        taken = ranks.index[ranks <= size]
        chosen[taken] = True
        weight[taken] = units[inside].nunique() / size
    sample = pd.DataFrame(
        {
            "enquiry_id": frame["enquiry_id"],
            "stratum": strata,
            "weight": weight.map("{:.6g}".format),
            "purpose": ESTIMATE,
            "cluster": units if design.cluster else "",
            "order": number,
        }
    )[chosen].sort_values(["order", "enquiry_id"])
    doubtful = _doubtful(frame[~chosen], design.train, number)
    training = pd.DataFrame({"enquiry_id": doubtful, "stratum": "", "weight": "", "purpose": TRAIN, "cluster": ""})
    return pd.concat([sample.drop(columns="order"), training], ignore_index=True)


def with_texts(sample: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Add what a labeller reads (channel, source and texts), fetched by streaming the table once more."""
    wanted = set(sample["enquiry_id"])
    found = [
        chunk[chunk["enquiry_id"].isin(wanted)]
        for chunk in read_chunks(path, required=("enquiry_id", "channel", "source", *_TEXTS), columns=())
    ]
    return sample.merge(pd.concat(found), on="enquiry_id", how="left", validate="one_to_one")


def _random_numbers(units: "pd.Series[str]", seed: int) -> "pd.Series[float]":
    """The permanent random number of each row's unit, 0 to 1."""
    names = np.unique(units.to_numpy(dtype=object))
    numbers = dict(zip(names, np.random.default_rng(seed).random(len(names)), strict=True))
    return units.map(numbers).astype(float)


def strata_of(frame: pd.DataFrame, design: Design) -> "pd.Series[str]":
    """The stratum of each row; a cluster lies in that of its first row."""
    if not design.strata:
        return pd.Series(EVERYTHING, index=frame.index)
    first, *rest = (frame[column].replace("", "-") for column in design.strata)
    named = first.str.cat(rest, sep=" / ") if rest else first
    return named.groupby(_units(frame, design)).transform("first")


def _units(frame: pd.DataFrame, design: Design) -> "pd.Series[str]":
    """What is drawn: the name of each row's cluster, or the row's own when it has none."""
    return frame[design.cluster or "enquiry_id"].replace("", pd.NA).fillna(frame["enquiry_id"])


def _units_to_draw(units: "pd.Series[str]", strata: "pd.Series[str]", design: Design) -> dict[str, int]:
    """Units to draw from each stratum: proportional, largest remainders rounded up, two at least."""
    held = units.groupby(strata).nunique().sort_index()
    total = int(held.sum())
    # The clusters that hold about `size` rows on average.
    wanted = min(total, round(design.size * total / len(units)))
    floor = held.clip(upper=_FEWEST_UNITS)
    if wanted < floor.sum():
        raise NulageError(
            f"{design.size} rows are too few for {len(held)} strata of at least {_FEWEST_UNITS}",
            place="the sample",
            remedy="draw more or stratify by fewer columns",
        )
    exact = held * wanted / total
    given = np.maximum(np.floor(exact), floor).astype(int)
    remainder = (exact - given).sort_values(ascending=False, kind="stable")
    for stratum in remainder.index[: max(0, wanted - int(given.sum()))]:
        given[stratum] += 1
    # Where the floor of two took more than the share, the largest strata give it back.
    while given.sum() > wanted:
        given[(given - floor).idxmax()] -= 1
    return {str(stratum): int(size) for stratum, size in given.items() if size}


def _doubtful(rest: pd.DataFrame, size: int, number: "pd.Series[float]") -> list[str]:
    """The rows that the model is least sure of, no topic having more than its share: a quota keeps them varied."""
    if not size:
        return []
    sure = rest[["topic_probability", "level_probability"]].apply(pd.to_numeric, errors="coerce").min(axis=1)
    ranked = rest.assign(sure=sure, number=number[rest.index]).dropna(subset="sure").sort_values(["sure", "number"])
    turn = ranked.groupby("topic").cumcount()
    return ranked.assign(turn=turn).sort_values(["turn", "sure", "number"])["enquiry_id"].head(size).tolist()
