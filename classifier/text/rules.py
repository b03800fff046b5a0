"""The tables that say where the newly written text ends: quote headers, closings, device lines, disclaimers.

Add a language by adding rows. Every pattern is matched against one whole line (or a few lines joined by spaces, since
mail programs wrap long headers), is anchored at its beginning, and repeats nothing nested: linear time.
"""

import re
from collections.abc import Iterable

_FLAGS = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern out of many; each stands alone."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), _FLAGS)


def _words(text: str) -> str:
    return "|".join(text.split())


# --- quotes ---------------------------------------------------------------------------------------------------------

# What a quote header holds, looked for first, as the plain search for a word is the fastest: the rest is tried only
# around the lines that have one.
QUOTE_VERBS = tuple(
    "skrev wrote kirjoitti schrieb schreef geschreven écrit escribió scritto escreveu napisał написал пише 写道 gmt+ gmt-".split()
)
# A header tells the clock or an address; "Den 3 maj skrev ni att ...:" is the citizen's own sentence.
_TELLS = r"(?=[^\n]{0,300}(?:\d[:.]\d\d|@))"
_ANY = r"[^\n]{0,300}"
# "Den 3 maj kl 10:14 skrev ni till mig:" is a sentence too: a header names the writer.
_NAMED = r"(?!\s+(?:ni|jag|du|vi|han|hon|hen|de|dom|man|någon|er|följande|så|att|till|om)\b)"
# How a header begins that may be wrapped: each row begins with a date, or the word before one.
QUOTE_HEADER = _any(
    # Swedish, Norwegian, Danish: "Den tis 3 feb. 2026 kl 09:14 skrev Anna Berglund <...>:"
    rf"(?:den |på )?{_TELLS}[^\n]{{0,120}}\d[^\n]{{0,120}}\bskrev\b{_NAMED}{_ANY}:\W{{0,3}}$",
    # "On Tue, Feb 3, 2026 at 09:14 Anna wrote:", "At 6/16/2016 08:32 PM, you wrote:", "---- On Tue ... wrote ----"
    rf"[-\s*]{{0,8}}(?:on|at) {_TELLS}{_ANY}\bwrote\b:?[-\s*]{{0,8}}$",
    rf"(?:\w{{2,3}} )?\d{_TELLS}{_ANY}\bkirjoitti\b{_ANY}:\s*$",
    rf"am {_TELLS}{_ANY}\bschrieb\b{_ANY}:\s*$",
    rf"op {_TELLS}{_ANY}\b(?:schreef|geschreven)\b{_ANY}:\s*$",
    rf"le {_TELLS}{_ANY}\ba écrit\b{_ANY}:\s*$",
    rf"el {_ANY}\d{{4}}{_ANY}\bescribió\b{_ANY}:\s*$",
    rf"il {_TELLS}{_ANY}\bha scritto\b{_ANY}:\s*$",
    rf"em {_TELLS}{_ANY}\bescreveu\b{_ANY}:\s*$",
    rf"(?:dnia |\w{{2,6}}\.?,? )?\d{_TELLS}{_ANY}\bnapisał(?:\(a\)|a)?{_ANY}:\s*$",
    rf"(?:[^\W\d_]{{2,12}},? )?\d{_ANY}\d{{4}}{_ANY}\b(?:написала?|пише|пишет){_ANY}:\s*$",
    rf"在{_ANY}写道[:：]\s*$",
    # Gmail of old, in every language: "2016-10-24 15:36 GMT+02:00 Anna <anna@example.com>:"
    rf"\d{{4}}-\d\d-\d\d \d\d?:\d\d GMT[+-]\d\d:\d\d{_ANY}$",
)
# The writer first: "Anna Berg <anna@example.com> skrev:", "... schrieb am Di., 16. Aug. 2016 um 12:52 Uhr:".
QUOTE_WRITER = re.compile(
    r"[^\n<>]{0,80}<[^\s<>]{1,80}@[^\s<>]{1,80}>,? (?:skrev|wrote|kirjoitti|schrieb|a écrit|escribió|ha scritto)\b",
    _FLAGS,
)
# A wrapped header begins so on its own first line, and the line above it is another sentence.
HEADER_BEGINS = re.compile(r"(?:den|på|on|at|am|op|le|el|il|em|dnia) ", _FLAGS)
SENTENCE_ENDS = (".", "!", "?", ":")
MAX_HEADER_LINES = 4
ORIGINAL_MESSAGE = re.compile(
    r"[*\s]{0,4}[-_ ]{2,}\s*(?:ursprungligt meddelande|ursprungligt mejl|original ?(?:message|email)|originalmeddelande|"
    r"opprinnelig melding|oprindelig meddelelse|alkuperäinen viesti|ursprüngliche nachricht|message d'origine|"
    r"mensaje original|messaggio originale|oorspronkelijk bericht|vidarebefordrat av|svarat meddelande)\s*[-_ ]{2,}[*\s]{0,4}$",
    _FLAGS,
)
# Forwarded mail: the line goes, what it introduces stays, since it may be the citizen's question.
FORWARD_LINE = _any(
    r"[-_ ]{2,}\s*(?:vidarebefordrat (?:meddelande|mejl|brev)|forwarded message|videresendt melding|videresendt meddelelse|"
    r"videresendt besked|edelleenlähetetty viesti|välitetty viesti|weitergeleitete nachricht)\s*(?:från[^\n]{0,60})?[-_ ]{2,}\s*$",
    r"(?:börja(?:n på)? vidarebefordrat (?:brev|meddelande|mejl)|vidarebefordrat (?:brev|mejl)|begin forwarded message|"
    r"start på videresendt melding|anfang der weitergeleiteten nachricht|välitetty viesti alkaa)\s?:\s*$",
)
# The labels of an Outlook header block, by what they tell.
HEADER_KINDS = {
    "from": "från from fra lähettäjä von avsändare de da van od от",
    "sent": "skickat sent sendt lähetetty gesendet datum date dato päivämäärä päiväys enviado data envoyé verzonden",
    "to": "till to til vastaanottaja an mottagare para à a aan",
    "subject": "ämne subject emne aihe betreff oggetto asunto objet onderwerp assunto risposta",
    "copy": "kopia cc kopi kopio bcc svara-till reply-to svarstill prioritet importance vikt bilagor attachments",
}
HEADER_LABEL = re.compile(
    r"[>\s]{0,6}\*{0,2}(?:"
    + "|".join(f"(?P<{kind}>{_words(labels)})" for kind, labels in HEADER_KINDS.items())
    + r")\s?:\s?\*{0,2}(?:\s|$)",
    _FLAGS,
)
# An Outlook block has the sender and at least this many kinds of lines in all, within so many lines.
FEWEST_HEADER_KINDS = 3
MAX_BLOCK_LINES = 9
RULER = re.compile(r"\s{0,4}(?:[_]{5,}|[-]{5,}|[*]{5,}|[=]{5,})\s*$")
QUOTED_LINE = re.compile(r"\s{0,3}>")

# --- words to look for first ----------------------------------------------------------------------------------------

# Every match of a table holds one of these words; a text without them needs no look at its lines.
BANNER_WORDS = (
    "varning",
    "obs",
    "caution",
    "warning",
    "viktigt",
    "extern",
    "utanför",
    "okänd",
    "inte ofta",
    "don't often",
    "fått detta med",
    "received this",
)
DEVICE_WORDS = (
    "skicka",
    "sänt",
    "sent ",
    "sendt",
    "send fra",
    "from my",
    "get ",
    "hanki",
    "lähetetty",
    "lataa",
    "von meinem",
    "gesendet",
    "envoyé",
    "verzonden",
    "enviado",
    "inviato",
    "wysłane",
    "傳送",
    "virus",
    "hämta",
    "skaffa",
)
IMAGE_WORDS = ("]", ">")
DISCLAIMER_WORDS = (
    "konfident",
    "sekretess",
    "endast",
    "avsedd",
    "mottagare",
    "misstag",
    "confidential",
    "intended",
    "privileged",
    "konfidensiell",
    "fortrolig",
    "vertraulich",
    "luottamuksellinen",
    "personuppgifter",
    "kommun",
    "allmän",
    "offentlig",
    "miljön",
    "environment",
)

# --- what machines add ----------------------------------------------------------------------------------------------

# "-- " alone on a line, RFC 3676 section 4.3.
SIGNATURE_DELIMITER = re.compile(r"--\s*$")
# A last line of nothing but strokes.
DELIMITER_LINE = re.compile(r"\s{0,8}(?:[-_=*#~+]{2,80}|ᐧ)\s*$")

_DEVICES = (
    "iphone|ipad|ipod|mobil\\w{0,10}|telefon\\w{0,4}|phone|cell|samsung|galaxy|android|outlook|windows|yahoo|gmail|proton\\w{0,5}|"
    "huawei|sony|xiaomi|oneplus|htc|nokia|motorola|blackberry|surfplatta|telia|icloud|airmail|mailbox|thunderbird|spark|"
    "e-post(?:appen)?|mail(?:appen)?\\b|app(?:en)?\\b"
)
DEVICE_LINE = _any(
    rf"[<(\s]{{0,3}}(?:skickat|sänt|skickades) (?:från|med|via) (?:min |mitt |en |ett |\[)?(?:{_DEVICES})[^\n]{{0,60}}$",
    r"[<(\s]{0,3}sent from my [^\n]{1,60}$",
    rf"[<(\s]{{0,3}}sent (?:from|with|via|by|using) (?:an? |the |\[)?(?:{_DEVICES})[^\n]{{0,80}}$",
    r"from my i?phone\b[^\n]{0,20}$",
    r"get \[?outlook for\b[^\n]{0,80}$",
    rf"(?:sendt fra|sendt med|send fra|lähetetty|von meinem|gesendet (?:von|mit)|envoyé (?:depuis|de)|verzonden (?:met|vanaf)|"
    rf"enviado desde|inviato da|wysłane z) (?:min |mein\w{{0,2}} |mit |mon |mijn |mi |mio |mojego )?(?:{_DEVICES}|ipad\w{{0,4}})"
    r"[^\n]{0,60}$",
    r"(?:lähetetty|hanki outlook|lataa outlook) [^\n]{0,60}(?:iphone|ipad|puhelime|samsung|android|outlook)[^\n]{0,40}$",
    r"diese nachricht wurde von meinem [^\n]{1,60} gesendet\.?$",
    r"從我的 \w{2,12} 傳送$",
    r"(?:hämta|skaffa) \[?(?:outlook|yahoo)[^\n]{0,60}$",
    r"(?:virusfri|virus-free)[.,]? ?(?:www\.)?[^\n]{0,40}$",
)
# A picture in the text, as its file name or alternative text.
IMAGE_LINE = _any(
    r"\s{0,4}[\[<](?:cid:|image\s?:|bild\s?:|inline image|inbäddad bild|en bild som visar|a (?:picture|close)|image\d{3}\.|"
    r"beskrivning\s?:|logotyp|logo\b)[^\]\n>]{0,200}[\]>]\s*$",
    r"\s{0,4}[\[<][\w .-]{1,60}\.(?:png|jpe?g|gif|bmp|heic)[\]>]\s*$",
)
# What the municipality's own mail server writes above mail from outside; to the end of its paragraph.
BANNER_START = _any(
    r"\W{0,6}(?:varning|obs|caution|warning|viktigt|extern(?:t)? (?:avsändare|mejl|e-post|mail))\W{1,4}[^\n]{0,40}"
    r"(?:e-?post|mejl|mail|meddelande|message|avsändare|sender|organisation)[^\n]{0,200}"
    r"(?:extern|utanför|utifrån|outside|external|organisation)",
    r"\W{0,4}(?:detta|det här) (?:e-?post(?:meddelandet?)?|mejl(?:et)?|mail(?:et)?|meddelandet?) "
    r"(?:kommer|kom|har skickats|är skickat|skickades) "
    r"(?:från|av) (?:en )?(?:extern|avsändare utanför|någon utanför|okänd)",
    r"\W{0,4}(?:du får inte ofta (?:e-?post|mejl)|you don't often get e-?mail|vissa som har fått detta meddelande|"
    r"some people who received this message)\b",
)

# A disclaimer runs from such a line to the end of its paragraph.
DISCLAIMER_START = _any(
    r"detta (?:e-?post|mejl|mail|meddelande)[^\n]{0,80}(?:konfidentiell|sekretess|endast (?:avsett|för)|avsedd)",
    r"om du (?:inte är|har fått detta)[^\n]{0,60}(?:mottagare|av misstag|misstag)",
    r"this (?:e-?mail|message)[^\n]{0,80}(?:confidential|intended|privileged)",
    r"denne (?:e-?posten|e-?mailen|meldingen)[^\n]{0,80}(?:konfidensiell|fortrolig)",
    r"diese (?:e-?mail|nachricht)[^\n]{0,80}vertraulich",
    r"tämä (?:sähköposti|viesti)[^\n]{0,80}luottamuksellinen",
    r"när du (?:skickar|mejlar|kontaktar)[^\n]{0,60}(?:personuppgifter|kommun|allmän handling)",
    r"så (?:behandlar|hanterar) (?:vi|\S+ kommun)[^\n]{0,40}personuppgifter",
    r"tänk på miljön[^\n]{0,60}(?:skriv|print)|please consider the environment",
    r"e-?post (?:till|från) (?:\S+ )?kommun[^\n]{0,40}(?:allmän|offentlig)",
)

# --- signatures -----------------------------------------------------------------------------------------------------

# A closing line begins the signature, provided that little and short text follows it.
CLOSING_LINE = _any(
    r"(?:med (?:de )?(?:vänliga?|bästa|varma|soliga|hjärtliga) hälsning(?:ar|en)?|vänliga? hälsning(?:ar|en)?|"
    r"(?:många |bästa |varma |soliga |glada |kära )?hälsning(?:ar)?|hälsn(?:ing)?\.?|mvh|m\.? ?v\.? ?h\.?|"
    r"bästa hälsningar|högaktningsfullt|vh|/ ?mvh|med vänlig)\b[\s,.!:/]{0,4}[^\n]{0,60}$",
    r"(?:kind regards|best regards|regards|best wishes|sincerely|yours sincerely|yours faithfully)\b"
    r"[\s,.!]{0,4}[^\n]{0,60}$",
    r"(?:med vennlig hilsen|vennlig hilsen|hilsen|mvh|venlig hilsen|med venlig hilsen|ystävällisin terveisin|"
    r"terveisin|mit freundlichen grüßen|freundliche grüße|viele grüße|mit lieben grüßen)\b[\s,.!]{0,4}[^\n]{0,60}$",
)
# These close a message only with nothing, or just a name, behind them: "Vänligen skicka blanketten" is a request.
WEAK_CLOSING_LINE = re.compile(
    r"(?:[Vv]änligen|[Hh]älsar|[Cc]heers|BR|br|LG|lg|[Tt]\.)(?:[\s,.!]{1,4}[A-ZÅÄÖ][\w-]{1,20}(?: [A-ZÅÄÖ][\w-]{1,24}){0,2})?[\s,.!]{0,3}$"
)
MAX_SIGNATURE_LINES = 12

# A name alone behind a slash or dash ends a message: "/Anna", "// Bengt Olsson".
SLASH_NAME = re.compile(r"(?:/{1,2}\s?[^\W\d_]|[-–—~]{1,2}\s?[A-ZÅÄÖ])[\w.-]{1,20}(?: [^\W\d_][\w.-]{1,24}){0,2}\s*$")


# "Med bästa hälsning ber jag att detta felanmäls" is a sentence: a signature is names, not words.
_MOST_CLOSING_WORDS = 5


def is_closing(line: str) -> bool:
    """True for "Med vänlig hälsning" and its like."""
    if CLOSING_LINE.match(line):
        return sum(word.islower() for word in line.split()) <= _MOST_CLOSING_WORDS
    return WEAK_CLOSING_LINE.match(line) is not None


def header_kinds(lines: Iterable[str]) -> set[str]:
    """What the labels at the beginnings of `lines` tell: from, sent, to, subject, copy."""
    return {found.lastgroup for line in lines if (found := HEADER_LABEL.match(line)) and found.lastgroup}
