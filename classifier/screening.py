"""What is no enquiry and no answer by its form: messages that machines send.

Each rule is a row: the reason, where to look, and the pattern. Headers come first since they are statements by the
sending machine (RFC 3834 Auto-Submitted, RFC 2919 List-Id, RFC 3464 delivery reports, the empty Return-Path of RFC
5321); subjects are guesses about what the machine forgot to say, and so match only at the beginning.

A *hint* is a sign that people leave too: "Frånvaro" is what a parent writes, and a ticket system sends its case
officers' answers with X-Auto-Response-Suppress. Two hints of different fields make a machine; one does not.
"""

import re
from dataclasses import dataclass

from classifier.exports.message import Message
from classifier.subjects import is_reply_subject, without_tags

AUTO_REPLY = "auto_reply"
BOUNCE = "bounce"
CALENDAR = "calendar"
MACHINE = "machine"
NEWSLETTER = "newsletter"
INTERNAL = "internal"
OUTGOING = "outgoing"
EMPTY = "empty"
DUPLICATE = "duplicate"

# A machine says what it is at the beginning or the end; a long text is somebody's letter.
_OPENING_CHARS = 600
_ENDING_CHARS = 300


@dataclass(frozen=True)
class _Rule:
    reason: str
    field: str
    pattern: re.Pattern[str]


def _rule(reason: str, field: str, pattern: str) -> _Rule:
    return _Rule(reason, field, re.compile(pattern, re.IGNORECASE | re.MULTILINE))


_RULES = (
    _rule(BOUNCE, "content-type", r"multipart/report (delivery-status|feedback-report)"),
    _rule(BOUNCE, "x-failed-recipients", r"\S"),
    _rule(BOUNCE, "sender", r"^(mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)@"),
    _rule(
        BOUNCE,
        "subject",
        r"(undeliverable|undelivered mail|delivery (status notification|has failed)|mail delivery (failed|system)|"
        r"returned mail|failure notice|delayed mail|"
        r"oleverer(bart|at)|kan inte levereras|leveransfel|meddelandet kunde inte levereras|ej leverer(at|bart)|"
        r"olevererbar|leverans(status|en) (avisering|misslyckades)|det gick inte att leverera|"
        r"kan ikke leveres|ikke leverbar|uleveret|ei voitu toimittaa|perille toimittamaton|unzustellbar|"
        r"nicht zustellbar)\b",
    ),
    _rule(CALENDAR, "content-type", r"text/calendar"),
    _rule(CALENDAR, "content-class", r"calendarmessage"),
    _rule(
        CALENDAR,
        "subject",
        r"((preliminärt )?accepterat|avböjt|avbokat|föreslagen ny tid|ny tid föreslagen|preliminärt|accepted|declined|"
        r"tentative(ly accepted)?|canceled event( with note)?|cancelled event|new time proposed|"
        r"akseptert|avslått|accepteret|afvist|hyväksytty|hylätty|zugesagt|abgesagt|abgelehnt)\s*:",
    ),
    # Google: "Inbjudan: Möte @ tis 3 mars 2026 10:00 - 11:00 (CET)"
    _rule(
        CALENDAR, "subject", r"(uppdaterad )?(inbjudan|invitation|updated invitation)\b.{0,120}@ .{0,40}\d\d[:.]\d\d"
    ),
    _rule(AUTO_REPLY, "content-type", r"disposition-notification"),
    _rule(AUTO_REPLY, "auto-submitted", r"auto-replied"),
    _rule(AUTO_REPLY, "x-autoreply", r"\S"),
    _rule(AUTO_REPLY, "x-autorespond", r"\S"),
    _rule(AUTO_REPLY, "x-autoresponse", r"\S"),
    _rule(AUTO_REPLY, "precedence", r"auto[_-]?reply"),
    _rule(
        AUTO_REPLY,
        "subject",
        # Swedish, English
        r"(automatiskt? svar|automatsvar|autosvar|auto(matic|mated)?[ -]?(reply|response|answer)|"
        r"out[ -]of[ -](the[ -])?office|frånvaro(meddelande|avisering)|frånvarande\s*:|ej på plats\s*:|"
        r"bekräftelse på mottage(n|t)|mottagningsbekräftelse|vi har mottagit ditt (ärende|meddelande|mejl)|"
        # Norwegian, Danish, Finnish, German
        r"fraværsmelding|fraværsbesked|automatisk svar|automatiske svar|automaattinen vastaus|poissaoloilmoitus|"
        r"poissa\s*:|abwesenheitsnotiz|abwesenheit\s*:|automatische (antwort|rückmeldung)|"
        # read receipts
        r"läst\s*:|läskvitto|ej läst\s*:|read\s*:|not read\s*:|read receipt|gelesen\s*:|ungelesen\s*:|lest\s*:|"
        r"læst\s*:|luettu\s*:)",
    ),
    _rule(
        AUTO_REPLY,
        "text",
        r"^\W{0,5}((detta|det här) (är ett|mejlet är ett|meddelandet är ett|meddelande är ett|e-postmeddelande är ett)"
        r" auto(matiskt|matgenererat|matisk|svar|matsvar)|"
        r"(detta|det här) (mejl|meddelande|svar|e-postmeddelande)(et)? (är|har) (skickats |genererats |skapats )?"
        r"auto(matiskt|matgenererat)|"
        r"this is an? (automatic|automated|auto-?generated)|this (e-?mail|message) (is|was|has been) (an )?auto|"
        r"dette er (et|en) automatisk|tämä on automaattinen|dies ist eine automatische|"
        r"i am (currently )?out of (the )?office)",
    ),
    _rule(NEWSLETTER, "list-id", r"\S"),
    _rule(NEWSLETTER, "list-unsubscribe", r"\S"),
    _rule(NEWSLETTER, "precedence of no reply", r"\b(bulk|list|junk)\b"),
    _rule(NEWSLETTER, "subject", r"(nyhetsbrev|newsletter|veckobrev från|nyhetsbrevet)\b"),
    _rule(MACHINE, "auto-submitted", r"auto-(generated|notified)"),
    _rule(
        MACHINE,
        "subject",
        r"(cron <|backup(en)? (lyckades|misslyckades|succeeded|failed)|\[?(nagios|zabbix|prtg|grafana)\b|"
        r"(daglig|veckovis|daily|weekly) (logg|driftrapport|status report)|scan(nat|ned) (från|from) )",
    ),
)
_HINTS = (
    _rule(AUTO_REPLY, "x-auto-response-suppress", r"\b(all|oof|autoreply)\b"),
    _rule(AUTO_REPLY, "return-path", r"^\s*<\s*>\s*$"),
    _rule(AUTO_REPLY, "sender", r"^(no-?_?reply|do-?not-?reply|donotreply|svara-?(ej|inte)|ej-?svar|inget-?svar)\b"),
    _rule(
        AUTO_REPLY,
        "subject",
        r"(frånvaro|frånvarande|semester|ej på plats|inte på kontoret|på semester till|ledig till och med|"
        r"tack för (ditt|din)|mottaget|bekräftelse|kvittens|thank you for|we have received|poissa|ferie|urlaub)\b",
    ),
    _rule(NEWSLETTER, "precedence", r"\b(bulk|list|junk)\b"),
    _rule(NEWSLETTER, "sender", r"^(nyhetsbrev|newsletter|news|info-?mail|marketing|kampanj|no-?reply)\b"),
    _rule(
        AUTO_REPLY,
        "text",
        r"(^\W{0,5}(hej!? )?(jag är (för närvarande |just nu )?(inte på kontoret|på semester|ledig|tjänstledig|"
        r"föräldraledig|bortrest|sjukskriven)|tack för (ditt|din) (mejl|mail|e-post|meddelande|e-postmeddelande|"
        r"felanmälan|ärende|fråga)|vi har tagit emot|thank you for (your|contacting)|we have received|"
        r"i('m| am) (away|on (vacation|leave|holiday))|jeg er (på ferie|ikke på kontoret)|olen (lomalla|poissa)|"
        r"ich bin (nicht im büro|im urlaub))|"
        r"(går (inte|ej) att (svara på|besvara)|kan (inte|ej) besvaras|svara (inte|ej) på detta|do not reply))",
    ),
    _rule(NEWSLETTER, "text", r"(avsluta (din )?prenumeration|avprenumerera|avregistrera (dig|din)|unsubscribe)"),
)
# What is a parent's or a citizen's own subject from outside, but a machine's when our side sends it.
_OWN_ABSENCE = re.compile(r"(frånvaro|frånvarande|semester|ledig|bortrest|ej på plats)\s*(:|$)", re.IGNORECASE)
_FROM_MACHINE = re.compile(
    r"^(no-?_?reply|do-?not-?reply|donotreply|svara-?(ej|inte)|ej-?svar|inget-?svar|system|robot|automat|"
    r"e-?tj(a|ä)nst(er|en)?|webb?(form(ular)?|master|tj(a|ä)nst)?|formul(a|ä)r|forms?|formserver|notifications?|"
    r"notis(er)?|(self)?service|selfservice|openE|sjalvservice|minasidor)\b",
    re.IGNORECASE,
)
_FORM_SUBJECT = re.compile(
    r"(ny(tt|a)?|inkomme[nt]|inskickad?t?) (ärende|felanmälan|meddelande|formulär|synpunkt(er)?|fråga|kontakt)|"
    r"kontaktformulär|webbformulär|formulär(svar)?\b|felanmälan\b|synpunkt\b|"
    r"new (message|submission|form|request|enquiry)|(contact )?form\b|fault report\b",
    re.IGNORECASE,
)


def machine_made(message: Message, text: str) -> str:
    """Why `message`, whose newly written text is `text`, is a machine's; the empty string when it is a person's.

    A rule on the subject looks behind tags like "[EXTERN]" but not behind "SV:": a person may answer an auto-reply.
    """
    values = {
        **message.headers,
        # Ticket systems mark their case officers' answers as bulk.
        "precedence of no reply": "" if is_reply_subject(message.subject) else message.headers.get("precedence", ""),
        "sender": message.sender.address if message.sender else "",
        "subject": without_tags(message.subject),
        "text": text if len(text) <= _OPENING_CHARS + _ENDING_CHARS else text[:_OPENING_CHARS] + text[-_ENDING_CHARS:],
    }
    for rule in _RULES:
        if _matches(rule, values):
            return rule.reason
    hinted: set[str] = set()
    for rule in _HINTS:
        # The text comes last, and can only be the second hint.
        if (rule.field != "text" or rule.reason in hinted) and _matches(rule, values):
            if rule.reason in hinted:
                return rule.reason
            hinted.add(rule.reason)
    return ""


def machine_made_if_ours(message: Message) -> str:
    """Why `message` is a machine's provided that the municipality sent it; else the empty string."""
    return AUTO_REPLY if _OWN_ABSENCE.match(without_tags(message.subject)) else ""


def _matches(rule: _Rule, values: dict[str, str]) -> bool:
    value = values.get(rule.field, "")
    if not value:
        return False
    return (rule.pattern.match(value) if rule.field == "subject" else rule.pattern.search(value)) is not None


def may_be_form(message: Message) -> bool:
    """True when a system may have sent `message` on a citizen's behalf: an e-service or a fault-report form."""
    sender = message.sender.address if message.sender else ""
    domain = sender.rpartition("@")[2]
    return bool(
        _FROM_MACHINE.match(sender)
        or message.headers.get("auto-submitted", "no").casefold().startswith("auto-generated")
        or _FORM_SUBJECT.match(without_tags(message.subject))
        or (domain and any(party.domain == domain for party in message.recipients))
    )
