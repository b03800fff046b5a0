"""Working days and working hours of a Swedish municipality."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays
import numpy as np
from numpy.typing import NDArray

from classifier.settings import WEEKDAYS, OpeningHours, Settings


@dataclass(frozen=True)
class OpeningClock:
    """Opening hours of consecutive days, to count those between many pairs of local moments.

    first          the first day
    opens, closes  hours after midnight, equal on a closed day
    """

    first: np.datetime64
    opens: NDArray[np.float64]
    closes: NDArray[np.float64]

    def hours_before(self, moments: NDArray[np.datetime64]) -> NDArray[np.float64]:
        """Opening hours from the first day to each local moment, which lies within the days of the clock."""
        whole = np.concatenate([[0.0], np.cumsum(self.closes - self.opens)])
        day = (moments.astype("datetime64[D]") - self.first).astype(np.intp)
        clock = (moments - moments.astype("datetime64[D]")).astype("timedelta64[s]").astype(float) / 3600
        today = np.clip(clock, self.opens[day], self.closes[day]) - self.opens[day]
        hours: NDArray[np.float64] = whole[day] + today
        return hours


def _since_midnight(moment: time) -> float:
    return moment.hour + moment.minute / 60 + moment.second / 3600


class WorkCalendar:
    """Counts working days and hours by the settings' opening hours, closed days and the Swedish holidays.

    Public holidays are closed, and so are the days that are holidays by custom (*de facto*): midsommarafton, julafton
    and nyårsafton.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._zone = settings.zone
        self._holidays = holidays.country_holidays("SE", categories=("public", "de_facto"), language="sv")
        self.hours = cache(self._hours)

    def _hours(self, day: date) -> OpeningHours | None:
        settings = self._settings
        if day in settings.half_days:
            return settings.half_days[day]
        # `holidays` counts every Sunday as a Swedish holiday only on request; the week's table decides weekends.
        if day in settings.closed_days or day in self._holidays:
            return None
        return settings.opening_hours.get(WEEKDAYS[day.weekday()])

    def is_working_day(self, day: date) -> bool:
        """True when the municipality is open at some time on `day`."""
        return self.hours(day) is not None

    def local_day(self, moment: datetime) -> date:
        """The calendar day of `moment` in the municipality's time zone."""
        return moment.astimezone(self._zone).date()

    def window_end(self, received: datetime, working_days: int) -> datetime:
        """The moment that the window of `working_days` after `received` closes: midnight after its last working day."""
        day = self.local_day(received)
        left = working_days
        for _ in range(366):
            if left == 0:
                break
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        return datetime.combine(day + timedelta(days=1), time(), self._zone)

    def opening_clock(self, first: date, last: date) -> "OpeningClock":
        """The opening hours of all days from `first` to `last`, for many moments at once."""
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        hours = [self.hours(day) for day in days]
        opens = np.array([_since_midnight(day.opens) if day else 0.0 for day in hours])
        closes = np.array([_since_midnight(day.closes) if day else 0.0 for day in hours])
        return OpeningClock(np.datetime64(first), opens, closes)

    def working_hours_between(self, earlier: datetime, later: datetime) -> float:
        """Hours between two moments that fall inside opening hours; 0 when `later` is not later."""
        start, end = earlier.astimezone(self._zone), later.astimezone(self._zone)
        seconds = 0.0
        day = start.date()
        while day <= end.date():
            hours = self.hours(day)
            if hours is not None:
                opens = max(start, datetime.combine(day, hours.opens, self._zone))
                closes = min(end, datetime.combine(day, hours.closes, self._zone))
                seconds += max(0.0, (closes - opens).total_seconds())
            day += timedelta(days=1)
        return seconds / 3600
