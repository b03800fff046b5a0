"""Names found by a spaCy pipeline that the user has installed: a second opinion, never downloaded, never needed."""

from collections.abc import Callable
from functools import cache

import spacy

from classifier.errors import SettingsError

FindNames = Callable[[str], list[tuple[int, int]]]
# What Swedish and other pipelines call a person.
_PERSON_LABELS = frozenset({"PER", "PRS", "PERSON"})


@cache
def load_pipeline(name: str) -> FindNames:
    """The names that the pipeline `name` (an installed package or a folder) finds in a text.

    Raises SettingsError when there is no such pipeline, or it finds no entities.
    """
    try:
        pipeline = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise SettingsError(
            "no spaCy pipeline can be loaded from here", place=name, remedy="mend 'spacy_pipeline' in the settings"
        ) from error
    if not {"ner", "entity_ruler"} & set(pipeline.pipe_names):
        raise SettingsError("the spaCy pipeline finds no entities", place=name, remedy="name one with NER")

    def find(text: str) -> list[tuple[int, int]]:
        """Start and end of each person in `text`."""
        entities = pipeline(text).ents
        return [(entity.start_char, entity.end_char) for entity in entities if entity.label_ in _PERSON_LABELS]

    return find
