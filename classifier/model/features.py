"""What the classifier sees of an enquiry: words, character n-grams and lexicon scores of its text and its context."""

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import OneHotEncoder

from classifier.anonymise import TOKEN
from classifier.model.lexicon import LexiconFeatures

INPUT_COLUMNS = ("channel", "subject", "text", "context")
CHANNELS = ("email", "facebook")


def design_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that the features are made of: `own` (subject and text), `context`, `channel`.

    `[NAMN_3]` and `[NAMN_1]` say the same of the topic, so tokens lose their numbers.
    """
    own = frame["subject"].str.cat(frame["text"], sep="\n")
    return pd.DataFrame(
        {
            "own": own.map(_plain_tokens),
            "context": frame["context"].map(_plain_tokens),
            "channel": frame["channel"],
        }
    )


def _plain_tokens(text: str) -> str:
    return TOKEN.sub(lambda found: f" xx{found[0].strip('[]').split('_')[0].lower()} ", text)


def enquiry_features(*, with_context: bool, lexicon: str) -> ColumnTransformer:
    """TF-IDF of words (1-2) and characters (2-5, inside words), sublinear; the context apart from the text.

    Weights: the text's own words count most; a Facebook post helps where the comment itself names no topic.
    """
    parts = [
        ("words", _words(), "own"),
        ("characters", _characters(), "own"),
        ("lexicon", LexiconFeatures(lexicon), "own"),
        ("channel", OneHotEncoder(categories=[list(CHANNELS)], handle_unknown="ignore"), ["channel"]),
    ]
    weights = {"words": 1.0, "characters": 1.0, "lexicon": 0.12, "channel": 0.3}
    if with_context:
        parts += [
            ("context words", _words(), "context"),
            ("context characters", _characters(), "context"),
            ("context lexicon", LexiconFeatures(lexicon), "context"),
        ]
        weights |= {"context words": 0.4, "context characters": 0.4, "context lexicon": 0.06}
    return ColumnTransformer(parts, transformer_weights=weights)


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
