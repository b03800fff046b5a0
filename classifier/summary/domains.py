"""What the figures are broken down by, and the pooling of groups too small to show."""

from collections.abc import Iterator

import pandas as pd

ALL = "all"
DOMAINS = ("channel", "source", "department", "topic")
OTHER = "OTHER"


def domains(frame: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Every group of rows that figures are made for: (domain, value, rows), the whole first.

    A domain that is empty throughout, such as departments that the settings do not name, is left out.
    """
    yield ALL, "", frame
    for domain in DOMAINS:
        if (frame[domain] == "").all():
            continue
        for value, rows in frame.groupby(domain, sort=True):
            yield domain, str(value), rows


def pool_small(frame: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Values with fewer than `limit` enquiries become OTHER; the smallest of the rest joins when OTHER is small itself.

    Pooling hides a small group without leaving a gap that the total would give away. The channel is never pooled: it
    says nothing of a person.
    """
    pooled = frame.copy()
    for domain in DOMAINS[1:]:
        counts = frame[domain].value_counts().sort_index().sort_values(kind="stable")
        small: list[str] = list(counts.index[counts < limit])
        rest = [value for value in counts.index if value not in small]
        if small and counts[small].sum() < limit and rest:
            small.append(rest[0])
        if len(small) > 1:
            pooled[domain] = frame[domain].where(~frame[domain].isin(small), OTHER)
    return pooled
