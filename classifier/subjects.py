"""What a subject line tells: a reply, a forwarded mail, a reminder, a case number; and the subject behind it all."""

import re

# Reply and forward prefixes of the mail programs met in Sweden: Swedish, English, Norwegian/Danish, Finnish, German,
# Dutch; and the tags that mailing lists and gateways set before the subject.
_PREFIX = re.compile(
    r"\s*(?:(?:sv|re|vb|fw|fwd|vs|vl|aw|wg|wtr|antw|antwort|svar|ang|videresendt?|doorst)(?:\s?\[\d+\]|\s?\(\d+\))?\s*:"
    r"|\[(?:ext|extern|external|externt|[\w.-]{1,20}-list[ea]?|spam\??|suspekt)\]|(?:ext|extern|external|externt)\s*:)\s*",
    re.IGNORECASE,
)
_TAGS = re.compile(r"\A\s*(?:\[[^\]]{1,20}\]\s*)*")
_REPLY = re.compile(
    r"\s*(?:\[[^\]]{1,20}\]\s*)*(?:sv|re|aw|antw|antwort|vs|svar)(?:\s?\[\d+\]|\s?\(\d+\))?\s*:", re.IGNORECASE
)
_FORWARD = re.compile(r"\s*(?:\[[^\]]{1,20}\]\s*)*(?:vb|fw|fwd|vl|wg|wtr|videresendt?)\s*:", re.IGNORECASE)
_REMINDER = re.compile(
    r"(påminnelse|påminner|hej igen|igen\b|ang(ående)? (mitt|min) (tidigare |förra )?(mejl|mail|fråga|ärende)|komplettering|"
    r"tillägg|glömde|rättelse|fortsättning|reminder|follow[ -]?up|once more|purring|påmindelse|rykker|muistutus|erinnerung)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"(?:dnr|diarienummer|diarienr|ärende(?:nummer|nr|id)?|case|ticket|id|ref)?\s*[:#. ]{0,3}\s*"
    r"((?:[A-ZÅÄÖ]{2,6}[ -]?)?(?:20\d\d[-/:.]\d{2,6}|\d{6,10}))\b"
)


def without_tags(subject: str) -> str:
    """The subject without the tags like "[EXTERN]" that stand before all else, "SV:" kept."""
    return _TAGS.sub("", subject, count=1)


def strip_prefixes(subject: str) -> str:
    """The subject without "SV:", "RE:", "VB:", "[EXTERN]" and their like."""
    position = 0
    while found := _PREFIX.match(subject, position):
        position = found.end()
    return subject[position:].strip()


def is_reply_subject(subject: str) -> bool:
    """True when the subject says that the message answers another."""
    return _REPLY.match(subject) is not None


def is_forward_subject(subject: str) -> bool:
    """True when the subject says that the message passes another on."""
    return _FORWARD.match(subject) is not None


def is_reminder_subject(subject: str) -> bool:
    """True when the subject goes on with an earlier matter without naming it."""
    return _REMINDER.match(strip_prefixes(subject)) is not None


def is_specific_subject(subject: str) -> bool:
    """True when two mails by one person under this subject are about one thing: it has a number, or several words."""
    words = strip_prefixes(subject).split()
    return any(char.isdigit() for char in subject) or sum(len(word) > 3 for word in words) >= 2


def case_number(subject: str) -> str:
    """The case number that the subject names ("BYGG 2026-0113"), without spaces; empty when it names none.

    Six digits that may be a birth date or a part of a personal number are left alone when nothing names them a case.
    """
    found = _CASE.search(subject)
    if found is None:
        return ""
    number = re.sub(r"[\s:./-]", "", found[1]).casefold()
    named = found[0].strip() != found[1] or not number.isdigit()
    return number if named else ""
