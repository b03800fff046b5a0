import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.estimate import estimate_shares, explained_share, parse_margin, plan_sample


@pytest.mark.parametrize(
    ("text", "margin"), [("±4", 0.04), ("4 %", 0.04), ("+-2,5", 0.025), (" 3.5pp ", 0.035), ("+/-5", 0.05)]
)
def test_margins_are_read_as_people_write_them(text: str, margin: float) -> None:
    assert parse_margin(text) == pytest.approx(margin)


@pytest.mark.parametrize("text", ["", "four", "0", "60", "±", "4 5"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="percentage points between 0 and 50"):
        parse_margin(text)


def test_the_textbook_size_of_an_endless_population() -> None:
    """Five points at worst: 385 rows, as every handbook says."""
    assert plan_sample(0.05, {"all": 10**9}).total == 385


def test_a_small_population_needs_fewer_and_a_good_classifier_fewer_still() -> None:
    whole = plan_sample(0.05, {"all": 1000}).total
    assert whole == 278
    assert plan_sample(0.05, {"all": 1000}, explained=0.7).total < whole / 2
    assert plan_sample(0.05, {"all": 1000}, inside=0.8).total > whole
    assert plan_sample(0.05, {"all": 1000}, design_effect=1.5).total > whole


def test_the_planned_sample_keeps_its_margin() -> None:
    generator = np.random.default_rng(4)
    true = generator.permutation(np.repeat(np.array(["GAT", "BYG"], dtype=object), (1500, 3500)))
    predicted = np.where(generator.random(5000) < 0.85, true, np.where(true == "GAT", "BYG", "GAT")).astype(object)
    explained = explained_share((true == "GAT").tolist(), (predicted == "GAT").tolist())
    plan = plan_sample(0.04, {"all": 5000}, share=0.3, explained=explained)
    labels = np.full(5000, None, dtype=object)
    drawn = generator.choice(5000, plan.total, replace=False)
    labels[drawn] = true[drawn]
    found = estimate_shares(predicted, labels).set_index("label").loc["GAT"]
    assert (found["high"] - found["low"]) / 2 == pytest.approx(0.04, rel=0.1)
    assert plan.reached == pytest.approx(0.04, rel=0.01)


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3000), min_size=1).filter(
        lambda sizes: sum(sizes.values())
    )
)
def test_strata_share_the_sample_and_give_no_more_than_they_have(sizes: dict[str, int]) -> None:
    plan = plan_sample(0.05, sizes)
    assert sum(plan.strata.values()) == plan.total or sum(size > 0 for size in sizes.values()) > plan.total
    for name, size in sizes.items():
        assert 0 <= plan.strata[name] <= size
        assert (plan.strata[name] > 0) == (size > 0)
        assert plan.each[name] <= size


def test_an_empty_material_is_refused() -> None:
    with pytest.raises(ValueError, match="no rows"):
        plan_sample(0.04, {"email": 0})
    with pytest.raises(ValueError, match="between 0 and 1"):
        plan_sample(4, {"email": 100})


def test_explained_share_is_the_squared_correlation() -> None:
    generator = np.random.default_rng(0)
    true, predicted = generator.random(500) < 0.4, generator.random(500) < 0.3
    predicted |= true & (generator.random(500) < 0.5)
    expected = np.corrcoef(true, predicted)[0, 1] ** 2
    assert explained_share(true.tolist(), predicted.tolist()) == pytest.approx(expected)
    assert explained_share([True, True], [True, False]) == 0
