"""How much first-line service could answer: strict N1/(N1+N2+N3) and extended (N1+N2)/(N1+N2+N3); N0 is in neither.

With a labelled random sample the shares are estimates with intervals that hold. Without one they are counts of
predictions, which are biased: they carry no interval and say so.
"""

import pandas as pd

from classifier.estimate import estimate_ratio
from classifier.summary.domains import OTHER, domains

MEASURES = {"strict": ("N1",), "extended": ("N1", "N2")}
ASKING = ("N1", "N2", "N3")
COUNTED = "counted predictions, no interval"
# Below this many labelled enquiries in a group its share is not estimated (annotation guideline, section 7).
MIN_LABELLED = 30


def resolvability(frame: pd.DataFrame, true: "pd.Series[str]") -> pd.DataFrame:
    """One row a group. `true` holds `topic|level` of the labelled rows, missing elsewhere."""
    predicted = frame["topic"] + "|" + frame["level"]
    rows = []
    for domain, value, group in domains(frame):
        counts = group["level"].value_counts()
        by_level = {level: int(counts.get(level, 0)) for level in ("N0", *ASKING)}
        row = {"domain": domain, "value": value, **by_level, "of": sum(by_level[level] for level in ASKING)}
        # A topic's true members are found among all rows, a channel's only among its own.
        scope = frame.index if domain == "topic" else group.index
        for measure, levels in MEASURES.items():
            row |= _share(measure, levels, row, predicted[scope], true[scope], _topics(frame, domain, value))
        rows.append(row)
    return pd.DataFrame(rows)


def _topics(frame: pd.DataFrame, domain: str, value: str) -> list[str] | None:
    """The topic that a row is about; None = any. A pooled row stands for no single topic and is only counted."""
    if domain != "topic":
        return None
    return [] if value == OTHER else [value]


def _share(
    measure: str,
    levels: tuple[str, ...],
    row: dict[str, object],
    predicted: "pd.Series[str]",
    true: "pd.Series[str]",
    topics: list[str] | None,
) -> dict[str, object]:
    names = set(predicted) | set(true.dropna())
    wanted = names if topics is None else {name for name in names if name.partition("|")[0] in topics}
    denominator = {name for name in wanted if name.partition("|")[2] in ASKING}
    numerator = {name for name in wanted if name.partition("|")[2] in levels}
    labelled = int(true.isin(denominator).sum())
    share: float | None
    low: float | None
    high: float | None
    if labelled >= MIN_LABELLED:
        found = estimate_ratio(predicted.tolist(), true.tolist(), numerator, denominator)
        share, low, high, method = found.value, found.low, found.high, found.method
    else:
        count = sum(int(str(row[level])) for level in levels)
        of = int(str(row["of"]))
        share, low, high, method = (count / of if of else None), None, None, COUNTED
    return {
        f"{measure}_count": sum(int(str(row[level])) for level in levels),
        f"{measure}_share": share,
        f"{measure}_low": low,
        f"{measure}_high": high,
        f"{measure}_labelled": labelled,
        f"{measure}_method": method,
    }
