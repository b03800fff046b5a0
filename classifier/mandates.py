"""What customer service may do: the mandate scenarios for which resolvability is computed from one labelling.

Resolvability is relative to a mandate (facts.md, section 5: Norrköping went from 20 to 43 % of building matters by
widening it), so one labelling is read under several.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SOCIAL_TOPICS = ("ALD", "FUN", "IFO")
_ANSWERABLE = ("N1", "N2")


@dataclass(frozen=True)
class Mandate:
    """One scenario.

    name             as the report writes it
    levels           the levels that customer service answers: N1 alone, or N1 and N2
    n2_topics        topics whose N2 it includes; None = all
    social_status    True when it may tell people with secure identification of their own social-services case: the N2
                     of the social services' topics is then included, else it never is
    """

    name: str
    levels: tuple[str, ...] = _ANSWERABLE
    n2_topics: tuple[str, ...] | None = None
    social_status: bool = False

    def covers(self, topic: str, level: str) -> bool:
        """True when customer service may answer an enquiry with these labels."""
        if level not in self.levels:
            return False
        if level != "N2":
            return True
        listed = self.n2_topics is None or topic in self.n2_topics
        return listed and (self.social_status or topic not in SOCIAL_TOPICS)


DEFAULT_MANDATES = (
    Mandate("Endast direktsvar (N1)", ("N1",)),
    Mandate("Direktsvar och enkel handläggning, utan socialtjänstens ärenden"),
    Mandate("Direktsvar och enkel handläggning i alla ämnen", social_status=True),
)
_KEYS = ("name", "levels", "n2_topics", "social_status")


def parse_mandates(value: Any) -> tuple[Mandate, ...]:
    """The `[[mandates]]` tables of the settings; ValueError says what is wrong with them."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueError("it must be a list of [[mandates]] tables")
    return tuple(_mandate(row) for row in value)


def _mandate(row: Mapping[str, Any]) -> Mandate:
    unknown = sorted(row.keys() - set(_KEYS))
    if unknown:
        raise ValueError(f"'{unknown[0]}' is none of {', '.join(_KEYS)}")
    if not isinstance(row.get("name"), str):
        raise ValueError("every mandate needs a name")
    levels = _texts(row.get("levels", list(_ANSWERABLE)), "levels")
    if not levels or not set(levels) <= set(_ANSWERABLE):
        raise ValueError(f"the levels of a mandate are among {', '.join(_ANSWERABLE)}")
    social = row.get("social_status", False)
    if not isinstance(social, bool):
        raise ValueError("social_status is true or false")
    topics = _texts(row["n2_topics"], "n2_topics") if "n2_topics" in row else None
    return Mandate(row["name"], levels, topics, social)


def _texts(value: Any, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{key} is a list of codes")
    return tuple(value)
