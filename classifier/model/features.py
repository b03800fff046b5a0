"""What the classifier sees of an enquiry: tokens, character n-grams, and what the lexicon and the cues say of it."""

from typing import Any

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import Normalizer, OneHotEncoder

from classifier.model.context import WithContext
from classifier.model.grams import CharacterGrams, TokenGrams
from classifier.model.lexicon import LexiconFeatures
from classifier.model.linear import VECTORS

INPUT_COLUMNS = ("channel", "subject", "text", "context")
CHANNELS = ("email", "facebook")
VECTOR = "vector_"
# How much a part counts beside the words and characters, which have 1. What the classifier loses without a part, and
# with the context counted otherwise, scripts/bench_quality measures; the numbers themselves are set by judgement.
_CONTEXT = 0.6
_CONTEXT_LEXICON = 0.6
_KNOWLEDGE = 0.1
_CHANNEL = 0.3
_VECTORS = 2.0


def design_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that the features are made of: `own` (subject and text), `context`, `channel`."""
    return pd.DataFrame(
        {
            "own": frame["subject"].str.cat(frame["text"], sep="\n"),
            "context": frame["context"],
            "channel": frame["channel"],
        }
    )


def topic_features(lexicon: str, vectors: int = 0) -> ColumnTransformer:
    """What a topic is told by: words and characters of the text and, less, of its context; the lexicon's scores.

    vectors     how many columns `vector_0` ... of a sentence encoder the design has
    """
    parts: list[tuple[str, Any, Any]] = [
        ("tokens", WithContext(TokenGrams(2), _CONTEXT), ["own", "context"]),
        ("characters", WithContext(CharacterGrams(2, 5), _CONTEXT), ["own", "context"]),
        ("lexicon", WithContext(LexiconFeatures(lexicon), _CONTEXT_LEXICON), ["own", "context"]),
        ("channel", _channel(), ["channel"]),
    ]
    return _joined(parts, {"lexicon": _KNOWLEDGE}, vectors)


def level_features(lexicon: str, cues: str, vectors: int = 0) -> ColumnTransformer:
    """What a level is told by: the text alone, in longer phrases; the post says what, but not what is wanted.

    The channel would say how often each level stands there in the training rows, which another municipality's needn't do.
    """
    parts: list[tuple[str, Any, Any]] = [
        ("tokens", TokenGrams(3), "own"),
        ("characters", CharacterGrams(2, 5), "own"),
        ("lexicon", LexiconFeatures(lexicon), "own"),
        ("cues", LexiconFeatures(cues), "own"),
    ]
    return _joined(parts, {"lexicon": _KNOWLEDGE, "cues": _KNOWLEDGE}, vectors)


def _channel() -> OneHotEncoder:
    return OneHotEncoder(categories=[list(CHANNELS)], handle_unknown="ignore")


def _joined(parts: list[tuple[str, Any, Any]], weights: dict[str, float], vectors: int) -> ColumnTransformer:
    if vectors:
        parts.append((VECTORS, Normalizer(), [f"{VECTOR}{column}" for column in range(vectors)]))
    return ColumnTransformer(parts, transformer_weights={"channel": _CHANNEL, VECTORS: _VECTORS, **weights})
