"""The period that an export covers, measured from its own messages: first, last, and the holes between."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from math import log

# A message dated this long before or after its neighbour has a wrong clock, and says nothing of the period.
_CLOCK_LEAP = timedelta(days=365).total_seconds()
_DAY = timedelta(days=1).total_seconds()
_LEAST_HOLE_DAYS = 7
# How many times longer than chance would make it a silence must be.
_HOLE_FACTOR = 3


@dataclass(frozen=True)
class Hole:
    """A silence too long to be chance: the message before it, the message after it."""

    first: datetime
    last: datetime

    @property
    def days(self) -> int:
        """Whole days between the two."""
        return (self.last - self.first).days


@dataclass(frozen=True)
class Period:
    """First and last message (None when no message has a date), the holes, and how many dates were left out as wrong."""

    first: datetime | None = None
    last: datetime | None = None
    holes: tuple[Hole, ...] = ()
    wrong_clocks: int = 0


def periods(moments: Mapping[str, Iterable[float]], zone: tzinfo) -> dict[str, Period]:
    """The period of each source, from the moments (POSIX time) of its messages."""
    return {source: _period(array("d", sorted(dates)), zone) for source, dates in moments.items()}


def _period(dates: "array[float]", zone: tzinfo) -> Period:
    """`dates` sorted. A date after, or before, a leap of a year from all others is left out, from both ends.

    The ends are trimmed only while the lone dates are fewer than the rest: a leap in the middle is a hole.
    """
    if not dates:
        return Period()
    low, high = 0, len(dates)
    while high - low > 1 and dates[high - 1] - dates[high - 2] > _CLOCK_LEAP:
        high -= 1
    while high - low > 1 and dates[low + 1] - dates[low] > _CLOCK_LEAP:
        low += 1
    kept = dates[low:high]

    def moment(seconds: float) -> datetime:
        """The time of the settings' zone."""
        return datetime.fromtimestamp(seconds, zone)

    return Period(
        first=moment(kept[0]),
        last=moment(kept[-1]),
        holes=tuple(Hole(moment(before), moment(after)) for before, after in _holes(kept)),
        wrong_clocks=len(dates) - len(kept),
    )


def _holes(dates: "array[float]") -> list[tuple[float, float]]:
    """Silences of a week or more that are three times the longest one to be expected of even traffic.

    With n messages at random moments over a time T the longest gap is about T ln(n) / n (the expected maximum of n
    exponential gaps of mean T / n).
    """
    if len(dates) < 3:
        return []
    expected = (dates[-1] - dates[0]) * log(len(dates)) / len(dates)
    least = max(_LEAST_HOLE_DAYS * _DAY, _HOLE_FACTOR * expected)
    return [(before, after) for before, after in pairwise(dates) if after - before >= least]
