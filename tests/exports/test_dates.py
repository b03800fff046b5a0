from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.exports.dates import DAY_FIRST, LOCAL_TIME, cell_date, mail_date, unix_time

ZONE = ZoneInfo("Europe/Stockholm")
MORNING = datetime(2026, 3, 2, 9, 14, tzinfo=ZONE)


@pytest.mark.parametrize(
    "value",
    [
        "Mon, 02 Mar 2026 09:14:00 +0100",
        "2 Mar 2026 09:14:00 +0100 (CET)",
        "Mon, 02 Mar 2026 09:14:00 GMT +0100",
        "Mon, 02 Mar 2026 09:14:00 CET",
        "Mon, 02 Mar 2026 08:14:00 GMT",
        "Mon, 02 Mar 2026 08:14:00 -0000",
        "Mon, 02 Mar 26 09:14:00 +0100",
        "2026-03-02T09:14:00+01:00",
        "må, 2 mars 2026 09:14:00 +0100",
    ],
)
def test_mail_dates(value: str) -> None:
    notes: list[str] = []
    assert mail_date(value, ZONE, notes) == MORNING
    assert notes == []


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-02 09:14", "2026-03-02T09:14:00", "20260302 09:14", "2026/03/02 09.14", "2.3.2026 09:14",
        "02/03/2026 09:14", "2 mars 2026 kl. 09:14", "måndag 2 mars 2026 09:14", "den 2 mars 2026 kl 09.14",
        "Monday, March 2, 2026 9:14 AM", "Mar 2, 2026 9:14 AM", "3/2/2026 9:14:00 AM", "46083.384722222225",
        "46083,384722222225",
    ],
)  # fmt: skip
def test_dates_in_cells_are_local_time(value: str) -> None:
    notes: list[str] = []
    found = cell_date(value, ZONE, notes)
    assert found is not None
    assert abs(found - MORNING) < timedelta(seconds=1)
    assert LOCAL_TIME in notes


def test_the_order_of_day_and_month_is_noted_only_when_it_is_a_guess() -> None:
    for value, day, guessed in (("02/03/2026", 2, True), ("13/03/2026", 13, False), ("03/13/2026", 13, False)):
        notes: list[str] = []
        found = cell_date(value, ZONE, notes)
        assert found is not None
        assert (found.month, found.day) == (3, day)
        assert (DAY_FIRST in notes) == guessed


@pytest.mark.parametrize("value", ["1772439240", "1772439240000", "2026-03-02T08:14:00Z", "2026-03-02 08:14:00 UTC"])
def test_times_that_name_their_zone(value: str) -> None:
    notes: list[str] = []
    assert cell_date(value, ZONE, notes) == MORNING
    assert notes == []


@pytest.mark.parametrize(
    "value", ["", "igår", "32 mars 2026", "2026-13-40", "99999999", "0", "12:30", "1 1 1", "2026-02-30"]
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert cell_date(value, ZONE, []) is None
    assert mail_date(value, ZONE, []) is None


def test_unix_time_outside_all_exports_is_none() -> None:
    assert unix_time(0, ZONE) is None
    assert unix_time(1e30, ZONE) is None
    assert unix_time(float("nan"), ZONE) is None


@given(st.text(alphabet="0123456789-/:.,+ TZAPMmarsgcetCETkl", max_size=40))
def test_no_text_raises(value: str) -> None:
    for found in (cell_date(value, ZONE, []), mail_date(value, ZONE, [])):
        assert found is None or found.tzinfo is not None


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)).map(lambda moment: moment.replace(microsecond=0)))
def test_what_is_written_comes_back(moment: datetime) -> None:
    found = cell_date(moment.isoformat(), ZONE, [])
    assert found is not None
    assert found.replace(tzinfo=None) == moment
