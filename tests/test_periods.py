from datetime import UTC, datetime, timedelta

from classifier.periods import Period, periods

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def covered(*days: float) -> Period:
    return periods({"s": [(START + timedelta(days=day)).timestamp() for day in days]}, UTC)["s"]


def test_first_and_last() -> None:
    found = covered(5, 0, 2)
    assert (found.first, found.last) == (START, START + timedelta(days=5))
    assert found.holes == ()


def test_a_wrong_clock_at_either_end_is_left_out_and_counted() -> None:
    found = covered(-9000, 0, 1, 2, 4000)
    assert (found.first, found.last) == (START, START + timedelta(days=2))
    assert found.wrong_clocks == 2


def test_a_silence_too_long_to_be_chance_is_a_hole() -> None:
    days = [n / 4 for n in range(120)] + [50 + n / 4 for n in range(120)]
    (hole,) = covered(*days).holes
    assert hole.days == 20
    assert hole.first == START + timedelta(days=119 / 4)


def test_sparse_or_even_traffic_has_no_holes() -> None:
    assert covered(0, 20, 40, 60).holes == ()
    assert covered(*range(100)).holes == ()
    assert covered(0, 30).holes == ()


def test_no_dates_no_period() -> None:
    assert periods({"s": []}, UTC) == {"s": Period()}
