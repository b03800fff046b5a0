"""What the classifier sees of an enquiry: tokens, character n-grams and lexicon scores of its text and its context."""

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OneHotEncoder

from classifier.model.grams import CharacterGrams, TokenGrams
from classifier.model.lexicon import LexiconFeatures

INPUT_COLUMNS = ("channel", "subject", "text", "context")
CHANNELS = ("email", "facebook")


def design_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that the features are made of: `own` (subject and text), `context`, `channel`."""
    return pd.DataFrame(
        {
            "own": frame["subject"].str.cat(frame["text"], sep="\n"),
            "context": frame["context"],
            "channel": frame["channel"],
        }
    )


def enquiry_features(*, with_context: bool, lexicon: str) -> ColumnTransformer:
    """Tokens (1-2) and characters (2-5, inside tokens), weighted as in `grams`; the context apart from the text.

    Weights: the text's own words count most; a Facebook post helps where the comment itself names no topic.
    """
    parts = [
        ("tokens", TokenGrams(), "own"),
        ("characters", CharacterGrams(), "own"),
        ("lexicon", LexiconFeatures(lexicon), "own"),
        ("channel", OneHotEncoder(categories=[list(CHANNELS)], handle_unknown="ignore"), ["channel"]),
    ]
    weights = {"tokens": 1.0, "characters": 1.0, "lexicon": 0.12, "channel": 0.3}
    if with_context:
        parts += [
            ("context tokens", TokenGrams(), "context"),
            ("context characters", CharacterGrams(), "context"),
            ("context lexicon", LexiconFeatures(lexicon), "context"),
        ]
        weights |= {"context tokens": 0.6, "context characters": 0.6, "context lexicon": 0.06}
    return ColumnTransformer(parts, transformer_weights=weights)
