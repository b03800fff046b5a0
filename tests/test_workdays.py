from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.settings import OpeningHours, Settings
from classifier.workdays import WorkCalendar

ZONE = ZoneInfo("Europe/Stockholm")
CALENDAR = WorkCalendar(Settings())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    "day", ["2026-04-03", "2026-04-06", "2026-06-19", "2026-12-24", "2026-12-31", "2026-06-06", "2026-03-07"]
)
def test_holidays_eves_and_weekends_are_no_working_days(day: str) -> None:
    assert not CALENDAR.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-04-02", "2026-04-30", "2026-01-05", "2026-12-23"])
def test_days_before_holidays_are_working_days(day: str) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        ("2026-03-02 09:00", "2026-03-02 16:00", 0),
        ("2026-03-06 16:00", "2026-03-09 08:00", 1),
        ("2026-03-07 12:00", "2026-03-09 08:00", 1),
        ("2026-04-02 12:00", "2026-04-07 09:00", 1),
        ("2026-03-02 23:59", "2026-03-04 00:01", 2),
    ],
)
def test_the_first_window_that_holds_an_answer(earlier: str, later: str, days: int) -> None:
    assert at(later) < CALENDAR.window_end(at(earlier), days)
    assert days == 0 or CALENDAR.window_end(at(earlier), days - 1) <= at(later)


@pytest.mark.parametrize(
    ("earlier", "later", "hours"),
    [
        ("2026-03-02 09:00", "2026-03-02 10:30", 1.5),
        ("2026-03-02 16:00", "2026-03-03 08:30", 1.0),
        ("2026-03-06 16:30", "2026-03-09 08:00", 0.0),
        ("2026-03-27 16:00", "2026-03-30 08:30", 1.0),
    ],
)
def test_working_hours_between(earlier: str, later: str, hours: float) -> None:
    assert CALENDAR.working_hours_between(at(earlier), at(later)) == pytest.approx(hours)


def test_the_window_closes_after_its_last_working_day() -> None:
    assert CALENDAR.window_end(at("2026-04-02 12:00"), 1) == at("2026-04-08 00:00")


def test_half_days_and_closed_days_come_from_the_settings() -> None:
    settings = Settings(
        half_days={date(2026, 4, 30): OpeningHours(time(8), time(12))}, closed_days=(date(2026, 5, 15),)
    )
    calendar = WorkCalendar(settings)
    assert calendar.working_hours_between(at("2026-04-30 08:00"), at("2026-04-30 16:00")) == 4
    assert not calendar.is_working_day(date(2026, 5, 15))


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(lambda moment: moment.replace(tzinfo=ZONE))


@given(MOMENTS, MOMENTS)
def test_working_time_is_never_more_than_clock_time(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    clock = (later - earlier).total_seconds() / 3600
    assert 0 <= CALENDAR.working_hours_between(earlier, later) <= clock + 1


def test_the_opening_clock_agrees_with_the_calendar() -> None:
    import numpy as np

    settings = Settings(half_days={date(2026, 4, 2): OpeningHours(time(8), time(12))}, closed_days=(date(2026, 4, 7),))
    calendar = WorkCalendar(settings)
    clock = calendar.opening_clock(date(2026, 3, 25), date(2026, 4, 20))
    generator = np.random.default_rng(3)
    start = np.datetime64("2026-03-25T00:00:00")
    moments = np.sort(start + generator.integers(0, 26 * 86_400, (200, 2)).astype("timedelta64[s]"), axis=1)
    found = clock.hours_before(moments[:, 1]) - clock.hours_before(moments[:, 0])
    for (one, other), hours in zip(moments, found, strict=True):
        earlier, later = (moment.astype(datetime).replace(tzinfo=settings.zone) for moment in (one, other))
        assert hours == pytest.approx(calendar.working_hours_between(earlier, later), abs=1e-9)
