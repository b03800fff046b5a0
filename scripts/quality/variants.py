"""The classifier without a part, with a part replaced, and with parts that were tried."""

from collections.abc import Callable
from functools import cache
from typing import Any

from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import TruncatedSVD
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, Normalizer
from spacy.lookups import Table, load_lookups

from classifier.model.context import WithContext
from classifier.model.features import VECTOR, level_features, topic_features
from classifier.model.grams import TokenGrams
from classifier.model.head import Recipe
from classifier.model.knowledge import Knowledge, load_cues
from classifier.model.lexicon import load_lexicon

NO_KNOWLEDGE = Knowledge("term,label,weight\n")
SHIPPED = "as shipped"


def topic_variants() -> dict[str, Recipe]:
    """Recipes for the topic, the shipped one first."""
    lexicon = load_lexicon()
    topic, known = topic_features(lexicon), Knowledge(lexicon)
    return {
        SHIPPED: Recipe(topic, known),
        "without character n-grams": Recipe(replaced(topic, "characters", "drop"), known),
        "without words": Recipe(replaced(topic, "tokens", "drop"), known),
        "without phrases of two words": Recipe(replaced(topic, "tokens", WithContext(TokenGrams(1), 0.6)), known),
        "without weights learned from the lexicon's terms": Recipe(topic, NO_KNOWLEDGE),
        "without the lexicon's scores": Recipe(replaced(topic, "lexicon", "drop"), known),
        "without any lexicon": Recipe(replaced(topic, "lexicon", "drop"), NO_KNOWLEDGE),
        "without the context": Recipe(_context(topic, 0.0), known),
        "without the channel": Recipe(replaced(topic, "channel", "drop"), known),
        "without naive Bayes": Recipe(topic, known, (0.0,)),
        "context counted in full": Recipe(_context(topic, 1.0), known),
        "phrases of three words too": Recipe(replaced(topic, "tokens", WithContext(TokenGrams(3), 0.6)), known),
        "and the subject apart": Recipe(added(topic, _words_of("subject", _subjects)), known),
        "and spaCy's lemmas": Recipe(added(topic, _words_of("lemmas", _lemmas)), known),
        "and the parts of compounds": Recipe(added(topic, _words_of("compounds", _compound_parts)), known),
        "and latent semantic analysis (100)": Recipe(added(topic, LSA), known),
    }


def level_variants(topics: int) -> dict[str, Recipe]:
    """Recipes for the level, the shipped one first.

    topics      how many columns `vector_0` ... of topic probabilities the design has
    """
    lexicon, cues = load_lexicon(), load_cues()
    level, cued = level_features(lexicon, cues), Knowledge(cues)
    channel = next(part for part in topic_features(lexicon).transformers if part[0] == "channel")
    of_topics = ("topics", FunctionTransformer(), [f"{VECTOR}{column}" for column in range(topics)])
    return {
        SHIPPED: Recipe(level, cued),
        "without character n-grams": Recipe(replaced(level, "characters", "drop"), cued),
        "without words": Recipe(replaced(level, "tokens", "drop"), cued),
        "without phrases of words": Recipe(replaced(level, "tokens", TokenGrams(1)), cued),
        "phrases of two words, not three": Recipe(replaced(level, "tokens", TokenGrams(2)), cued),
        "without weights learned from the cues": Recipe(level, NO_KNOWLEDGE),
        "without the cues' scores": Recipe(replaced(level, "cues", "drop"), cued),
        "without any cues": Recipe(replaced(level, "cues", "drop"), NO_KNOWLEDGE),
        "without the lexicon's scores": Recipe(replaced(level, "lexicon", "drop"), cued),
        "and the channel": Recipe(added(level, channel), cued),
        "without naive Bayes": Recipe(level, cued, (0.0,)),
        "and the topic's probabilities": Recipe(added(level, of_topics), cued),
        "and the context's words": Recipe(added(level, ("post", TokenGrams(1), "context")), cued),
        "and spaCy's lemmas": Recipe(added(level, _words_of("lemmas", _lemmas)), cued),
        "and the parts of compounds": Recipe(added(level, _words_of("compounds", _compound_parts)), cued),
        "and latent semantic analysis (100)": Recipe(added(level, LSA), cued),
    }


def added(features: ColumnTransformer, part: Any) -> ColumnTransformer:
    return _joined(features, [*features.transformers, part])


def replaced(features: ColumnTransformer, name: str, step: Any) -> ColumnTransformer:
    """One part by another; "drop" leaves it out."""
    return _joined(features, [(n, step if n == name else s, columns) for n, s, columns in features.transformers])


def _context(features: ColumnTransformer, share: float) -> ColumnTransformer:
    parts = [
        (n, clone(s).set_params(share=share) if isinstance(s, WithContext) else s, columns)
        for n, s, columns in features.transformers
    ]
    return _joined(features, parts)


def _joined(features: ColumnTransformer, parts: list[Any]) -> ColumnTransformer:
    return ColumnTransformer(parts, transformer_weights=features.transformer_weights)


LSA = ("lsa", make_pipeline(TokenGrams(1), TruncatedSVD(100, random_state=0), Normalizer()), "own")


def _words_of(name: str, texts: Callable[[Any], list[str]]) -> tuple[str, Any, str]:
    return name, make_pipeline(FunctionTransformer(texts), TokenGrams(1)), "own"


def _subjects(own: Any) -> list[str]:
    return [text.partition("\n")[0] for text in own]


@cache
def _dictionary() -> Table:
    """Swedish forms and their lemmas."""
    return load_lookups("sv", ["lemma_lookup"]).get_table("lemma_lookup")


def _lemmas(own: Any) -> list[str]:
    return [" ".join(map(_lemma, text.lower().split())) for text in own]


def _lemma(word: str) -> str:
    bare = word.strip(".,!?;:()\"'")
    return str(_dictionary().get(bare, bare))


def _compound_parts(own: Any) -> list[str]:
    return [" ".join(map(_parts_of, text.lower().split())) for text in own]


@cache
def _parts_of(word: str) -> str:
    bare, known = word.strip(".,!?;:()\"'"), _dictionary()
    for cut in range(3, len(bare) - 3):
        head, tail = bare[:cut], bare[cut:]
        if tail in known and (head in known or (head.endswith("s") and head[:-1] in known)):
            return f"{head} {tail}"
    return ""
