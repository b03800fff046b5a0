"""The municipality's settings: one immutable object, read from `nulage.toml`."""

import difflib
import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from classifier.errors import SettingsError
from classifier.mandates import DEFAULT_MANDATES, Mandate, parse_mandates

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DEFAULT_FILE = Path("nulage.toml")
# What a column of a table of messages may hold: the keys of the setting `columns`.
TABLE_FIELDS = (
    "text", "subject", "date", "sender", "sender_name", "recipients", "id", "reply_to", "direction", "source", "channel",
)  # fmt: skip


@dataclass(frozen=True)
class OpeningHours:
    """From when to when the municipality works on one day, local time."""

    opens: time
    closes: time


@dataclass(frozen=True)
class TopicDepartment:
    """The department responsible for a topic, from `valid_from` to `valid_to`, both included."""

    topic: str
    department: str
    valid_from: date = date.min
    valid_to: date = date.max


def _office_week() -> Mapping[str, OpeningHours]:
    return {day: OpeningHours(time(8), time(16, 30)) for day in WEEKDAYS[:5]}


@dataclass(frozen=True)
class Settings:
    """What nulage must know about a municipality; every field has a default that works.

    municipality        its name, as the report writes it
    inhabitants         for figures per 1,000 inhabitants; 0 = not given
    mail_domains        domains (and their subdomains) of the municipality's own addresses: who is "we"
    facebook_pages      names or ids of its own pages
    timezone            of naive dates in the exports, of working days and of the report
    departments         mailbox address, mailbox file or page -> department
    topic_departments   topic -> department, dated; used where the mailbox has no department of its own
    opening_hours       weekday -> hours; a weekday left out is closed
    half_days           date -> hours on that date, instead of the weekday's
    closed_days         dates closed besides the Swedish public holidays and the customary eves
    columns             of tables in no known format (CSV, XLSX, JSON lines): our field -> the name of their column.
                        Fields: text, subject (one of them must be named), date, sender, sender_name, recipients, id,
                        reply_to (ids of earlier messages), direction (in/ut), source (mailbox or page), channel
    public_names        people in a public role, such as elected politicians: their names are not masked
    spacy_pipeline      a spaCy pipeline with NER, installed on this computer, that also looks for names
    small_cell          counts below this are not shown in the report
    mandates            what customer service may do: the scenarios of resolvability
    company_topics      municipal company -> topics that it answers for; their referrals are shown apart
    handling_minutes    channel -> minutes that an enquiry takes to handle: an assumption that the report states
    logo                picture for the report's head, .svg, .png or .jpg, relative to the working folder
    """

    municipality: str = "Kommunen"
    inhabitants: int = 0
    mail_domains: tuple[str, ...] = ()
    facebook_pages: tuple[str, ...] = ()
    timezone: str = "Europe/Stockholm"
    departments: Mapping[str, str] = field(default_factory=dict)
    topic_departments: tuple[TopicDepartment, ...] = ()
    opening_hours: Mapping[str, OpeningHours] = field(default_factory=_office_week)
    half_days: Mapping[date, OpeningHours] = field(default_factory=dict)
    closed_days: tuple[date, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    small_cell: int = 5
    public_names: tuple[str, ...] = ()
    spacy_pipeline: str = ""
    mandates: tuple[Mandate, ...] = DEFAULT_MANDATES
    company_topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    handling_minutes: Mapping[str, float] = field(default_factory=lambda: {"email": 6.0, "facebook": 4.0})
    logo: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of naive dates and of working days."""
        return ZoneInfo(self.timezone)

    def department(self, source: str) -> str:
        """The department of a mailbox or page, empty when the settings name none."""
        return self.departments.get(source.casefold(), "")

    def responsible(self, topic: str, day: date) -> str:
        """The department responsible for `topic` on `day`, empty when the settings name none."""
        for row in self.topic_departments:
            if row.topic == topic and row.valid_from <= day <= row.valid_to:
                return row.department
        return ""

    def handling(self, channel: str) -> float:
        """Minutes that an enquiry on `channel` is taken to need; the longest given for a channel that is not named."""
        return self.handling_minutes.get(channel, max(self.handling_minutes.values(), default=0.0))

    def digest(self) -> str:
        """Twelve hex digits that change when a setting does."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]


def load_settings(path: Path | None = None) -> Settings:
    """Read settings from `path`, or from `nulage.toml` in the working folder when there is one.

    Raises SettingsError for a missing file, broken TOML, an unknown key (naming the nearest known one) or a wrong value.
    """
    if path is None:
        if not DEFAULT_FILE.is_file():
            return Settings()
        path = DEFAULT_FILE
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError("the settings file does not exist", place=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"not valid TOML ({error})", place=path) from error
    values = {}
    for key, value in document.items():
        _check_known(key, _PARSERS, path)
        try:
            values[key] = _PARSERS[key](value)
        except (ValueError, TypeError, KeyError, ZoneInfoNotFoundError) as error:
            raise SettingsError(f"the value of '{key}' is wrong: {error}", place=path) from error
    return Settings(**values)


def _check_known(key: str, known: Mapping[str, object], place: object) -> None:
    if key in known:
        return
    near = difflib.get_close_matches(key, known, n=1, cutoff=0)
    raise SettingsError(f"unknown setting '{key}'", place=place, remedy=f"did you mean '{near[0]}'?")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("it must be text in quotes")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("it must be a whole number, 0 or more")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("it must be a list of texts")
    return tuple(_text(item) for item in value)


def _domains(value: Any) -> tuple[str, ...]:
    return tuple(domain.casefold().removeprefix("@") for domain in _texts(value))


def _timezone(value: Any) -> str:
    return ZoneInfo(_text(value)).key


def _departments(value: Any) -> Mapping[str, str]:
    return {source.casefold(): _text(name) for source, name in _table(value).items()}


def _company_topics(value: Any) -> Mapping[str, tuple[str, ...]]:
    return {company: _texts(topics) for company, topics in _table(value).items()}


def _handling_minutes(value: Any) -> Mapping[str, float]:
    minutes = _table(value)
    for number in minutes.values():
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number <= 480:
            raise ValueError("minutes are a number above 0 and at most 480")
    return {channel.casefold(): float(number) for channel, number in minutes.items()}


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("it must be a table")
    return value


def _columns(value: Any) -> Mapping[str, str]:
    for key in _table(value):
        _check_known(key, dict.fromkeys(TABLE_FIELDS), "columns")
    if not {"text", "subject"} & value.keys():
        raise ValueError("it must name the column of text or subject")
    return {key: _text(name) for key, name in value.items()}


def _date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


def _hours(value: Any) -> OpeningHours:
    opens, _, closes = _text(value).partition("-")
    hours = OpeningHours(time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip()))
    if hours.opens >= hours.closes:
        raise ValueError('opening hours must end after they begin, as in "08:00-16:30"')
    return hours


def _opening_hours(value: Any) -> Mapping[str, OpeningHours]:
    week = {}
    for day, hours in _table(value).items():
        _check_known(day, dict.fromkeys(WEEKDAYS), "opening_hours")
        week[day] = _hours(hours)
    return week


def _half_days(value: Any) -> Mapping[date, OpeningHours]:
    return {_date(day): _hours(hours) for day, hours in _table(value).items()}


def _closed_days(value: Any) -> tuple[date, ...]:
    if not isinstance(value, list):
        raise ValueError("it must be a list of dates")
    return tuple(_date(day) for day in value)


def _topic_departments(value: Any) -> tuple[TopicDepartment, ...]:
    if not isinstance(value, list):
        raise ValueError("write it as [[topic_departments]] tables")
    keys = {"topic": "topic", "department": "department", "from": "valid_from", "to": "valid_to"}
    rows = []
    for row in value:
        for key in _table(row):
            _check_known(key, keys, "topic_departments")
        dates = {keys[key]: _date(row[key]) for key in ("from", "to") if key in row}
        rows.append(TopicDepartment(_text(row["topic"]), _text(row["department"]), **dates))
    return tuple(rows)


_PARSERS: Mapping[str, Callable[[Any], Any]] = {
    "municipality": _text,
    "inhabitants": _count,
    "mail_domains": _domains,
    "facebook_pages": _texts,
    "timezone": _timezone,
    "departments": _departments,
    "topic_departments": _topic_departments,
    "opening_hours": _opening_hours,
    "half_days": _half_days,
    "closed_days": _closed_days,
    "columns": _columns,
    "small_cell": _count,
    "public_names": _texts,
    "spacy_pipeline": _text,
    "mandates": parse_mandates,
    "company_topics": _company_topics,
    "handling_minutes": _handling_minutes,
    "logo": _text,
}
assert set(_PARSERS) == {item.name for item in fields(Settings)}
