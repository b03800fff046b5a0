"""The tables that say where the newly written text ends: quote headers, closings, device lines, disclaimers.

Add a language by adding rows. Every pattern is matched against one whole line (or a pair of lines joined by a space,
since mail programs wrap long headers), is anchored at its beginning, and repeats nothing nested: linear time.
"""

import re
from collections.abc import Iterable

_FLAGS = re.IGNORECASE


def _compile(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, _FLAGS) for pattern in patterns)


# Everything from such a line on is the earlier mail. Each: language, pattern.
# "Den 3 maj skrev ni att ...:" is the citizen's own sentence: a header tells the clock or an address.
_DATE_WORDS = r"(?=[^\n]{0,200}(?:\d[:.]\d\d|@))"
QUOTE_LINES = _compile(
    (
        # "Den tis 3 feb. 2026 kl 09:14 skrev Anna Berglund <...>:", "3 feb. 2026 kl. 09:14 skrev Anna:"
        rf"(?:den )?{_DATE_WORDS}[^\n]{{4,200}}\bskrev\b[^\n]{{0,200}}:\s*$",
        # "On Tue, Feb 3, 2026 at 09:14 Anna wrote:"
        rf"on {_DATE_WORDS}[^\n]{{4,300}}\bwrote:\s*$",
        # Finnish, German; Norwegian and Danish write as Swedish does
        rf"{_DATE_WORDS}[^\n]{{4,200}}\bkirjoitti[^\n]{{0,200}}:\s*$",
        rf"am {_DATE_WORDS}[^\n]{{4,200}}\bschrieb[^\n]{{0,200}}:\s*$",
        r"[-_ ]{2,}\s*(?:ursprungligt meddelande|original ?message|originalmeddelande|opprinnelig melding|"
        r"oprindelig meddelelse|alkuperäinen viesti|ursprüngliche nachricht)\s*[-_ ]{2,}\s*$",
    )
)

# Forwarded mail: the line goes, what it introduces stays, since it may be the citizen's question.
FORWARD_LINES = _compile(
    (
        r"[-_ ]{2,}\s*(?:vidarebefordrat meddelande|forwarded message|videresendt melding|videresendt meddelelse|"
        r"edelleenlähetetty viesti|weitergeleitete nachricht)\s*[-_ ]{2,}\s*$",
        r"(?:börja(?:n på)? vidarebefordrat (?:brev|meddelande)|begin forwarded message):\s*$",
    )
)

# An Outlook header block: the first line, and what at least one of the next lines must be.
HEADER_FIRST = re.compile(r"\*?(?:från|from|fra|lähettäjä|von)\s?:\*?\s+\S", _FLAGS)
HEADER_NEXT = re.compile(
    r"\*?(?:skickat|sent|sendt|lähetetty|gesendet|datum|date|dato|till|to|til|vastaanottaja|an|ämne|subject|emne|aihe|"
    r"betreff|kopia|cc|kopi)\s?:\*?\s",
    _FLAGS,
)
RULER = re.compile(r"(?:[_]{10,}|[-]{10,}|[*]{10,}|[=]{10,})\s*$")
QUOTED_LINE = re.compile(r"\s{0,3}>")

# "-- " alone on a line, RFC 3676 section 4.3.
SIGNATURE_DELIMITER = re.compile(r"--\s*$")

# A closing line begins the signature, provided that little and short text follows it.
CLOSING_LINES = _compile(
    (
        r"(?:med (?:de )?(?:vänliga?|bästa|varma|soliga|hjärtliga) hälsning(?:ar|en)?|vänliga? hälsning(?:ar|en)?|"
        r"(?:många |bästa |varma |soliga |glada |kära )?hälsning(?:ar)?|hälsn(?:ing)?\.?|mvh|m\.? ?v\.? ?h\.?|"
        r"bästa hälsningar|högaktningsfullt|vh|/ ?mvh|med vänlig)\b[\s,.!:/]{0,4}[^\n]{0,60}$",
        r"(?:kind regards|best regards|regards|best wishes|sincerely|yours sincerely|yours faithfully)\b"
        r"[\s,.!]{0,4}[^\n]{0,60}$",
        r"(?:med vennlig hilsen|vennlig hilsen|hilsen|mvh|venlig hilsen|med venlig hilsen|ystävällisin terveisin|"
        r"terveisin|mit freundlichen grüßen|freundliche grüße|viele grüße)\b[\s,.!]{0,4}[^\n]{0,60}$",
    )
)
# These close a message only with nothing, or just a name, behind them: "Vänligen skicka blanketten" is a request.
WEAK_CLOSING_LINE = re.compile(
    r"(?:[Vv]änligen|[Hh]älsar|[Cc]heers|BR|br|LG|lg|[Tt]\.)(?:[\s,.!]{1,4}[A-ZÅÄÖ][\w-]{1,20}(?: [A-ZÅÄÖ][\w-]{1,24}){0,2})?[\s,.!]{0,3}$"
)
MAX_SIGNATURE_LINES = 12

# A name alone behind a slash or dash ends a message: "/Anna", "// Bengt Olsson".
SLASH_NAME = re.compile(r"(?:/{1,2}\s?[^\W\d_]|[-–—~]{1,2}\s?[A-ZÅÄÖ])[\w.-]{1,20}(?: [^\W\d_][\w.-]{1,24}){0,2}\s*$")

# Lines that a device or a mail service adds.
DEVICE_LINES = _compile(
    (
        r"(?:skickat|sänt) (?:från|med|via) (?:min |mitt |en |ett )?(?:outlook|iphone|ipad|samsung|android|mobil|telefon|surfplatta|"
        r"yahoo|gmail|proton|e-post|mail|windows|huawei|sony|xiaomi|oneplus|galaxy|app|blackberry)[^\n]{0,60}$",
        r"(?:sent|get) (?:from|with|via|outlook)\b[^\n]{0,80}$",
        r"(?:sendt fra|lähetetty|von meinem|gesendet (?:von|mit)|send fra|hanki outlook)\b[^\n]{0,80}$",
        r"(?:hämta|skaffa) (?:outlook|yahoo)[^\n]{0,60}$",
        r"virusfri[.,]? ?(?:www\.)?[^\n]{0,40}$",
    )
)

# A disclaimer runs from such a line to the end of its paragraph.
DISCLAIMER_STARTS = _compile(
    (
        r"(?:detta (?:e-?post|mejl|mail|meddelande)[^\n]{0,80}(?:konfidentiell|sekretess|endast (?:avsett|för)|avsedd))",
        r"(?:om du (?:inte är|har fått detta)[^\n]{0,60}(?:mottagare|av misstag|misstag))",
        r"(?:this (?:e-?mail|message)[^\n]{0,80}(?:confidential|intended|privileged))",
        r"(?:när du (?:skickar|mejlar|kontaktar)[^\n]{0,60}(?:personuppgifter|kommun|allmän handling))",
        r"(?:så (?:behandlar|hanterar) (?:vi|\S+ kommun)[^\n]{0,40}personuppgifter)",
        r"(?:tänk på miljön[^\n]{0,60}(?:skriv|print)|please consider the environment)",
        r"(?:e-?post (?:till|från) (?:\S+ )?kommun[^\n]{0,40}(?:allmän|offentlig))",
    )
)
