import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.estimate import estimate_answer_times, kaplan_meier

# fmt: off
HOURS = [
    4.7, 2.5, 9.0, 13.9, 47.6, 13.9, 6.3, 4.8, 6.1, 75.0, 11.4, 2.8, 3.9, 76.3, 15.5, 1.5, 11.0, 3.0, 5.7, 6.8, 5.2, 23.7,
    11.3, 6.0, 13.0, 33.0, 1.7, 9.0, 3.8, 9.9, 2.6, 12.5, 11.6, 8.5, 3.5, 7.6, 3.3, 2.4, 16.0, 3.2,
]
# fmt: on
OPEN = {8, 9, 10, 13, 24}
ANSWERED = [row not in OPEN for row in range(len(HOURS))]
# What lifelines 0.30.3 gives for these rows: KaplanMeierFitter().fit(HOURS, ANSWERED), its confidence_interval_.
LIFELINES_BAND = {
    5: (0.65, 0.48175352583586606, 0.7756153681176604),
    10: (0.3920454545454545, 0.24150463354194343, 0.5395120513797819),
    20: (0.1573021885521885, 0.060264504828349906, 0.2958639964533746),
    40: (0.09438131313131315, 0.02502111091665191, 0.22075356237588287),
}
LIFELINES_QUANTILES = {0.5: (7.6, 4.8, 11.3), 0.75: (13.9, 9.9, 33.0), 0.9: (33.0, 15.5, None)}


@pytest.mark.parametrize("hours", LIFELINES_BAND)
def test_the_curve_and_its_band_are_those_of_lifelines(hours: int) -> None:
    curve = kaplan_meier(HOURS, ANSWERED)
    at = int(np.searchsorted(curve.times, hours, side="right")) - 1
    low, high = curve.band(0.95)
    assert (curve.waiting_after(hours), low[at], high[at]) == pytest.approx(LIFELINES_BAND[hours])


@pytest.mark.parametrize("share", LIFELINES_QUANTILES)
def test_the_quantiles_and_their_intervals_are_those_of_lifelines(share: float) -> None:
    assert kaplan_meier(HOURS, ANSWERED).quantile(share) == LIFELINES_QUANTILES[share]


def test_what_the_follow_up_never_reaches_is_none_and_says_so() -> None:
    found = estimate_answer_times([1, 2, 3, *[50.0] * 17], [True] * 3 + [False] * 17)
    assert found[0.5].value is None
    assert found[0.5].high is None
    assert found[0.5].note == "fewer than 50% are answered within the time followed"
    assert found[0.5].method.startswith("Kaplan-Meier")


def test_a_handful_of_rows_gives_no_figure() -> None:
    found = estimate_answer_times([1.0, 2.0], [True, True])[0.5]
    assert (found.value, found.method, found.n_total) == (None, "too small a base", 2)


def test_leaving_out_the_unanswered_would_flatter() -> None:
    hours, answered = [float(hour) for hour in range(1, 21)], [True] * 12 + [False] * 8
    everyone = estimate_answer_times(hours, answered)[0.5].value
    lucky = estimate_answer_times(hours[:12], answered[:12])[0.5].value
    assert lucky == 6
    assert everyone == 10


@pytest.mark.parametrize(
    ("hours", "answered", "message"),
    [([1.0], [True, False], "one value for each row"), ([-1.0], [True], "not negative"), ([np.nan], [True], "known")],
)
def test_unusable_hours_are_refused(hours: list[float], answered: list[bool], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kaplan_meier(hours, answered)


WAITS = st.lists(st.tuples(st.floats(0, 500), st.booleans(), st.sampled_from([0.0, 0.4, 1.0])), min_size=1, max_size=50)


@settings(max_examples=60, deadline=None)
@given(WAITS, st.floats(0.01, 100))
def test_the_curve_falls_within_its_band_and_ignores_the_weights_scale(
    rows: list[tuple[float, bool, float]], scale: float
) -> None:
    hours, answered, weights = (list(column) for column in zip(*rows, strict=True))
    curve = kaplan_meier(hours, answered, weights)
    low, high = curve.band(0.95)
    assert (np.diff(curve.waiting) <= 1e-12).all()
    assert ((low <= curve.waiting + 1e-12) & (curve.waiting <= high + 1e-12)).all()
    scaled = kaplan_meier(hours, answered, [weight * scale for weight in weights])
    assert scaled.waiting == pytest.approx(curve.waiting)
    assert scaled.band(0.95)[0] == pytest.approx(low, abs=1e-9)


def test_rows_of_weight_zero_are_not_there() -> None:
    weighted = kaplan_meier([*HOURS, 1.0, 2.0], [*ANSWERED, True, True], [*[1.0] * len(HOURS), 0.0, 0.0])
    assert weighted.waiting.tolist() == kaplan_meier(HOURS, ANSWERED).waiting.tolist()
