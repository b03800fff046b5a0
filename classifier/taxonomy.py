"""The labels: topics from a taxonomy file, and the four levels of first-line service."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from classifier.corpora import corpus_path
from classifier.errors import LabelError
from classifier.tables import read_table

LEVELS = ("N0", "N1", "N2", "N3")
NO_ENQUIRY = "N0"
NO_TOPIC = "NONE"


@dataclass(frozen=True)
class Topic:
    """One topic: its code in the tables and its name in the report, by language."""

    code: str
    sv: str
    en: str

    def name(self, language: str) -> str:
        """The topic's name in `sv` or `en`."""
        return self.en if language == "en" else self.sv


@dataclass(frozen=True)
class Taxonomy:
    """The topics that an enquiry can have; `NONE` (level N0) is not one of them."""

    topics: tuple[Topic, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The topic codes in the file's order."""
        return tuple(topic.code for topic in self.topics)

    def name(self, code: str, language: str = "sv") -> str:
        """The name of a topic, or the code itself when the taxonomy does not hold it."""
        found = next((topic for topic in self.topics if topic.code == code), None)
        return found.name(language) if found else code


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Read a taxonomy table (`code, sv, en`); the shipped one when `path` is None."""
    place = path or corpus_path("taxonomy.csv")
    frame = read_table(place, required=("code", "sv", "en"))
    topics = tuple(Topic(row.code.strip(), row.sv.strip(), row.en.strip()) for row in frame.itertuples())
    codes = [topic.code for topic in topics]
    if not codes or "" in codes or len(set(codes)) < len(codes) or NO_TOPIC in codes:
        raise LabelError(
            f"a taxonomy needs at least one code, each once, none empty and none called {NO_TOPIC}",
            place=place,
        )
    return Taxonomy(topics)
