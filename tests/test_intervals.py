import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from classifier.intervals import wilson_interval


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_is_scipys_interval(case: tuple[int, int]) -> None:
    successes, trials = case
    theirs = binomtest(successes, trials).proportion_ci(method="wilson")
    assert wilson_interval(successes, trials) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_no_trials_tell_nothing() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)
