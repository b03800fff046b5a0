"""What is no enquiry and no answer by its form: messages that machines send.

Each rule is a row: the reason, where to look, and the pattern. Headers come first since they are statements by the
sending machine (RFC 3834 Auto-Submitted, RFC 2919 List-Id, RFC 3464 delivery reports); subjects are guesses about
what the machine forgot to say, and so match only at the beginning.
"""

import re
from dataclasses import dataclass

from classifier.exports.message import Message

AUTO_REPLY = "auto_reply"
BOUNCE = "bounce"
NEWSLETTER = "newsletter"
INTERNAL = "internal"
OUTGOING = "outgoing"
EMPTY = "empty"
DUPLICATE = "duplicate"


@dataclass(frozen=True)
class _Rule:
    reason: str
    field: str
    pattern: re.Pattern[str]


def _rule(reason: str, field: str, pattern: str) -> _Rule:
    return _Rule(reason, field, re.compile(pattern, re.IGNORECASE))


_RULES = (
    _rule(BOUNCE, "content-type", r"multipart/report (delivery-status|feedback-report)"),
    _rule(BOUNCE, "x-failed-recipients", r"\S"),
    _rule(BOUNCE, "sender", r"^(mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)@"),
    _rule(
        BOUNCE,
        "subject",
        r"(undeliverable|undelivered mail|delivery status notification|mail delivery failed|returned mail|"
        r"oleverer(bart|at)|kan inte levereras|leveransfel|meddelandet kunde inte levereras|ej leverer(at|bart))\b",
    ),
    _rule(AUTO_REPLY, "content-type", r"disposition-notification"),
    _rule(AUTO_REPLY, "auto-submitted", r"auto-(replied|generated|notified)"),
    _rule(AUTO_REPLY, "x-autoreply", r"\S"),
    _rule(AUTO_REPLY, "x-autorespond", r"\S"),
    _rule(AUTO_REPLY, "x-autoresponse", r"\S"),
    _rule(AUTO_REPLY, "precedence", r"auto_reply"),
    _rule(
        AUTO_REPLY,
        "subject",
        r"(automatiskt? svar|autosvar|auto(matic)?[ -]?reply|auto(matic)? response|out of (the )?office|frånvaro(?:\s*:|\s*$)|"
        r"frånvarande(?:\s*:|\s*$)|ej på plats|inte på kontoret|på semester till|ledig till och med|fraværsmelding|autosvar fra|"
        r"automatisk svar|automaattinen vastaus|poissa\b|abwesenheitsnotiz|automatische antwort|läst:|läskvitto|"
        r"read:|gelesen:|lest:|not read:|ej läst:)",
    ),
    _rule(NEWSLETTER, "list-id", r"\S"),
    _rule(NEWSLETTER, "list-unsubscribe", r"\S"),
    _rule(NEWSLETTER, "precedence", r"\b(bulk|list|junk)\b"),
    _rule(NEWSLETTER, "subject", r"(nyhetsbrev|newsletter)\b"),
)


def machine_made(message: Message) -> str:
    """Why `message` is a machine's (auto_reply, bounce, newsletter), or the empty string.

    A rule on the subject looks behind tags like "[EXTERN]" but not behind "SV:": a person may answer an auto-reply.
    """
    values = {
        **message.headers,
        "sender": message.sender.address if message.sender else "",
        "subject": _TAGS.sub("", message.subject, count=1),
    }
    for rule in _RULES:
        value = values.get(rule.field, "")
        found = rule.pattern.match(value) if rule.field == "subject" else rule.pattern.search(value)
        if found:
            return rule.reason
    return ""


# Reply and forward prefixes of the mail programs met in Sweden: Swedish, English, Norwegian/Danish, Finnish, German.
_PREFIX = re.compile(
    r"\s*(?:(?:sv|re|vb|fw|fwd|vs|vl|aw|wg|antw|ang|svar)(?:\[\d+\])?\s*:|\[(?:ext|extern|external|[\w.-]{1,20}-list[ea]?)\]"
    r"|(?:ext|extern|external)\s*:)\s*",
    re.IGNORECASE,
)
_TAGS = re.compile(r"\A\s*(?:\[[^\]]{1,20}\]\s*)*")
_REPLY = re.compile(r"\s*(?:\[[^\]]{1,20}\]\s*)?(?:sv|re|aw|antw|vs|svar)(?:\[\d+\])?\s*:", re.IGNORECASE)


def strip_prefixes(subject: str) -> str:
    """The subject without "SV:", "RE:", "VB:", "[EXTERN]" and their like."""
    position = 0
    while found := _PREFIX.match(subject, position):
        position = found.end()
    return subject[position:].strip()


def is_reply_subject(subject: str) -> bool:
    """True when the subject says that the message answers another."""
    return _REPLY.match(subject) is not None
