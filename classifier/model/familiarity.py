"""How much of a text the model knows: where it knows little, its probabilities mean little, and it says so."""

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from classifier.model.grams import Reals, TokenGrams
from classifier.model.lexicon import LexiconFeatures
from classifier.model.scoring import Batch
from classifier.model.tokens import TokenTable

# Of the training rows, the share that would have been called unfamiliar had they been left out.
UNFAMILIAR_SHARE = 0.01


def known_shares(scorer: Pipeline, batch: Batch) -> Reals:
    """For each row the share of its own words that the training texts or the lexicon hold; 1 for a text of no words."""
    tokens, places = batch.tokens("own")
    return _shares(tokens.words, _known(scorer, tokens.words, held_out=False))[places]


def familiarity_limit(scorer: Pipeline, batch: Batch) -> float:
    """The share of known words below which a text is unfamiliar, from the training rows as if each were left out."""
    tokens, places = batch.tokens("own")
    shares = _shares(tokens.words, _known(scorer, tokens.words, held_out=True))[places]
    return round(float(np.quantile(shares, UNFAMILIAR_SHARE)), 4)


def _known(scorer: Pipeline, words: TokenTable, *, held_out: bool) -> NDArray[np.bool_]:
    """Of each word of the vocabulary, whether it is known; held out: also without the one text it stands in."""
    steps = scorer[0].named_transformers_
    grams, lexicon = steps["tokens"].features_, steps["lexicon"].features_
    return _in_texts(grams, words, held_out) | _in_lexicon(lexicon, words)


def _in_texts(grams: TokenGrams, words: TokenTable, held_out: bool) -> NDArray[np.bool_]:
    known = grams.units_.split("\n")
    # The least common words that are kept would not be there without the text that is left out.
    rarest = grams.idf_[: len(known)].max(initial=0.0)
    often = {token for token, idf in zip(known, grams.idf_, strict=False) if not held_out or idf < rarest}
    return np.array([word in often for word in words.vocabulary.words], dtype=bool)


def _in_lexicon(lexicon: LexiconFeatures, words: TokenTable) -> NDArray[np.bool_]:
    return lexicon.knows(words.vocabulary)


def _shares(words: TokenTable, known: NDArray[np.bool_]) -> Reals:
    total = np.diff(words.starts)
    found = words.occurrences @ known.astype(np.float64)
    return np.divide(found, total, out=np.ones(len(total)), where=total > 0)
