"""Moments as exports write them: mail headers, ISO 8601, Excel's serial numbers, Unix time, Swedish and English dates.

Every function gives a moment with a time zone or None, and notes what it had to assume.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

LOCAL_TIME = "date without time zone, taken as local time"
DAY_FIRST = "order of day and month assumed to be day first"
NO_DATE = "no usable date"
_YEARS = range(1990, 2101)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"), ("feb", "februari", "february"), ("mar", "mars", "march"),
            ("apr", "april"), ("maj", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
            ("aug", "augusti", "august"), ("sep", "sept", "september"), ("okt", "oct", "oktober", "october"),
            ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
# Abbreviations that mail programs in the Nordic countries write instead of an offset.
_ZONES = {
    "cet": 1,
    "met": 1,
    "mez": 1,
    "cest": 2,
    "mest": 2,
    "mesz": 2,
    "eet": 2,
    "eest": 3,
    "bst": 1,
    "wet": 0,
    "z": 0,
}
_RFC_5322 = re.compile(
    r"(?:[A-Za-z]{3},? )?\s*(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? ([+-])(\d\d)(\d\d)(?: \([^)]*\))?"
)
# "GMT +0100" means +0100 (python's parser stops at GMT).
_ZONE_AND_OFFSET = re.compile(r"\b(?:GMT|UTC?|Z)\s*([+-])(\d\d):?(\d\d)\b")
_NAMED_ZONE = re.compile(r"\b([A-Za-z]{1,4})\s*(?:\([^)]*\))?\s*\Z")

_CLOCK = r"(?:[T,]?\s*(?:kl\.?|at|klockan)?\s*(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:[:.](?P<s>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
_OFFSET = r"\s*(?P<zone>Z|(?:UTC|GMT)?\s*[+-]\d\d:?\d\d|UTC|GMT|CES?T)?\s*\Z"
_WEEKDAY = r"\s*(?:[^\W\d]+day,?|[^\W\d]+dag(?:en)?,?|[^\W\d]{2,4}\.?,?)?\s*(?:den\s+)?"
_FORMS = tuple(
    re.compile(form + _CLOCK + _OFFSET, re.IGNORECASE)
    for form in (
        r"\s*(?P<y>\d{4})[-/.](?P<mo>\d{1,2})[-/.](?P<d>\d{1,2})",
        r"\s*(?P<y>\d{4})(?P<mo>\d\d)(?P<d>\d\d)(?=\D|\Z)",
        r"\s*(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4})",
        _WEEKDAY + r"(?P<d>\d{1,2})\.?[\s-]+(?P<name>[^\W\d]{3,9})\.?[\s,-]+(?P<y>\d{4})",
        _WEEKDAY + r"(?P<name>[^\W\d]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})",
    )
)


def mail_date(value: str, zone: ZoneInfo, notes: list[str]) -> datetime | None:
    """The moment in a Date header, None when it makes no sense; a date without an offset is local time."""
    value = value.strip()
    moment = _standard(value) or _lenient(value)
    if moment is None:
        return cell_date(value, zone, notes)
    if moment.year not in _YEARS:
        return None
    if moment.tzinfo is None and value.endswith("-0000"):
        return moment.replace(tzinfo=UTC)  # RFC 5322: UTC, and nothing said of the sender's own time
    named = _NAMED_ZONE.search(value) if moment.tzinfo is None else None
    if named and named[1].casefold() in _ZONES:
        return moment.replace(tzinfo=timezone(timedelta(hours=_ZONES[named[1].casefold()])))
    return _local(moment, zone, notes)


def _standard(value: str) -> datetime | None:
    """The form that nearly every mail has, read without going through Python's general parser."""
    match = _RFC_5322.fullmatch(value)
    month = _MONTHS.get(match[2].casefold()) if match else None
    if match is None or month is None or value.endswith("-0000"):
        return None
    day, year, hour, minute, second = (int(match[group] or 0) for group in (1, 3, 4, 5, 6))
    return _made(year, month, day, hour, minute, second, _offset(match[7], match[8], match[9]))


def _lenient(value: str) -> datetime | None:
    both = _ZONE_AND_OFFSET.search(value)
    if both:
        value = value[: both.start()] + "".join(both.groups()) + value[both.end() :]
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def cell_date(value: str, zone: ZoneInfo, notes: list[str]) -> datetime | None:
    """The moment in a cell of a table or a JSON text: a number as Excel or Unix count it, or a written date."""
    value = value.strip()
    moment = _number(value, zone) if re.fullmatch(r"\d{5,16}(?:[.,]\d+)?", value) else None
    if moment is None:
        moment = next((found for form in _FORMS if (found := _written(form, value, notes)) is not None), None)
    if moment is None or moment.year not in _YEARS:
        return None
    return _local(moment, zone, notes)


def unix_time(value: float, zone: ZoneInfo) -> datetime | None:
    """Seconds or milliseconds since 1970; None outside the years that exports come from."""
    seconds = value / 1000 if abs(value) >= 1e11 else value
    try:
        moment = datetime.fromtimestamp(seconds, zone)
    except (OverflowError, OSError, ValueError):
        return None
    return moment if moment.year in _YEARS else None


def _number(value: str, zone: ZoneInfo) -> datetime | None:
    number = float(value.replace(",", "."))
    if 30_000 <= number < 80_000:
        # Excel's day 0 is 1899-12-30; its clock knows no zone, and fractions carry rounding below a second.
        seconds = round(number * 86_400)
        return datetime(1899, 12, 30) + timedelta(seconds=seconds)
    return unix_time(number, zone) if number >= 1e8 and len(value.partition(".")[0]) != 8 else None


def _written(form: re.Pattern[str], value: str, notes: list[str]) -> datetime | None:
    match = form.match(value[:80])
    if match is None:
        return None
    parts = match.groupdict()
    hour, minute, second = (int(parts[name] or 0) for name in ("h", "m", "s"))
    half = (parts["half"] or "").casefold()
    if half:
        hour = hour % 12 + 12 * half.startswith("p")
    if "name" in parts:
        month, day = _MONTHS.get(parts["name"].casefold(), 0), int(parts["d"])
    elif "a" in parts:
        month, day = _month_and_day(int(parts["a"]), int(parts["b"]), bool(half), notes)
    else:
        month, day = int(parts["mo"]), int(parts["d"])
    return _made(int(parts["y"]), month, day, hour, minute, second, _zone(parts["zone"] or ""))


def _month_and_day(one: int, other: int, american_clock: bool, notes: list[str]) -> tuple[int, int]:
    """American dates are told by their clock or by a day above 12; else the day comes first, as in Sweden."""
    if other > 12 or (american_clock and one <= 12):
        return one, other
    if one <= 12 and one != other:
        notes.append(DAY_FIRST)
    return other, one


def _zone(text: str) -> timezone | None:
    text = text.upper().strip()
    if not text:
        return None
    found = re.search(r"([+-])(\d\d):?(\d\d)", text)
    if found:
        return _offset(found[1], found[2], found[3])
    return timezone(timedelta(hours=_ZONES.get(text.casefold(), 0)))


def _offset(sign: str, hours: str, minutes: str) -> timezone | None:
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-length if sign == "-" else length) if length < timedelta(hours=24) else None


def _made(
    year: int, month: int, day: int, hour: int, minute: int, second: int, zone: timezone | None
) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except ValueError:
        return None


def _local(moment: datetime, zone: ZoneInfo, notes: list[str]) -> datetime:
    if moment.tzinfo is None:
        notes.append(LOCAL_TIME)
        moment = moment.replace(tzinfo=zone)
    return moment
