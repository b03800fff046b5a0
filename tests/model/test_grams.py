import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.utils.estimator_checks import parametrize_with_checks

from classifier.model.grams import CharacterGrams, TokenFeatures, TokenGrams
from classifier.model.lexicon import LexiconFeatures
from tests.model.plain import character_grams, plain_features, plain_scores, token_grams
from tests.model.test_tokens import TEXTS

WORDS = st.lists(st.sampled_from("en gata lyser inte längre ! ? gatlykta en en".split()), max_size=12).map(" ".join)
BATCHES = st.lists(WORDS, max_size=8) | TEXTS


# scikit-learn skips, with a warning, the checks that feed an estimator numbers.
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
@parametrize_with_checks([CharacterGrams(), TokenGrams(), LexiconFeatures()])
def test_they_are_scikit_learn_estimators(estimator: TokenFeatures, check: object) -> None:
    check(estimator)  # type: ignore[operator]


@given(BATCHES, BATCHES, st.integers(1, 3), st.integers(1, 3))
def test_token_grams_and_their_scores_are_those_of_the_plain_way(
    fitted_on: list[str], texts: list[str], longest: int, min_df: int
) -> None:
    _same(TokenGrams(longest, min_df).fit(fitted_on), fitted_on, texts, token_grams(longest), min_df)


@given(BATCHES, BATCHES, st.integers(1, 6), st.integers(1, 6), st.integers(1, 3))
def test_character_grams_and_their_scores_are_those_of_the_plain_way(
    fitted_on: list[str], texts: list[str], one: int, other: int, min_df: int
) -> None:
    shortest, longest = sorted((one, other))
    fitted = CharacterGrams(shortest, longest, min_df).fit(fitted_on)
    _same(fitted, fitted_on, texts, character_grams(shortest, longest), min_df)


def _same(fitted: TokenFeatures, fitted_on: list[str], texts: list[str], grams: object, min_df: int) -> None:
    names = fitted.get_feature_names_out().tolist()
    found = fitted.transform(texts).toarray()
    plain = plain_features(fitted_on, texts, grams, min_df)  # type: ignore[arg-type]
    wanted = np.array([[row.get(name, 0.0) for name in names] for row in plain]).reshape(found.shape)
    assert {name for row in plain for name in row} <= set(names)
    assert len(set(names)) == len(names)
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-9)
    coefficients = np.random.default_rng(0).normal(size=(len(names), 3))
    tokens = fitted.tokenised(texts)
    scores = fitted.scorer(coefficients)(tokens.vocabulary)(tokens)
    by_name = dict(zip(names, coefficients, strict=True))
    np.testing.assert_allclose(scores, np.reshape(plain_scores(plain, by_name, 3), scores.shape), rtol=0, atol=1e-9)


@pytest.mark.parametrize("estimator", [CharacterGrams(0), CharacterGrams(3, 2), TokenGrams(0)])
def test_impossible_lengths_are_refused(estimator: TokenFeatures) -> None:
    with pytest.raises(ValueError, match="the shortest phrase has"):
        estimator.fit(["en gata"])


@pytest.mark.parametrize("estimator", [CharacterGrams(min_df=1), TokenGrams(min_df=1), LexiconFeatures()])
def test_what_is_kept_for_speed_is_no_part_of_the_state(estimator: TokenFeatures) -> None:
    fitted = clone(estimator).fit(["en gata", "en lykta"])
    before = fitted.__getstate__().keys()
    fitted.transform(["en gata"])
    assert fitted.__getstate__().keys() == before
