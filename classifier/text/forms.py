"""The citizen's words in a mail that a form sends: an e-service, a fault report, the contact page of the website.

Such a mail is a list of labels with values ("Namn: ...", "Beskrivning: ..."). The table below says which labels hold
what the citizen wrote; everything else is cut. Add a form by adding its labels.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from classifier.edits import Edit, apply_edits

_WRITTEN = (
    "meddelande|ditt meddelande|meddelandetext|fråga|din fråga|er fråga|ställ din fråga|beskrivning|felbeskrivning|"
    "ärendebeskrivning|beskriv felet|beskriv ärendet|beskriv problemet|beskriv din fråga|beskriv ditt ärende|"
    "beskrivning av felet|beskrivning av ärendet|synpunkt|synpunkter|din synpunkt|dina synpunkter|kommentar|kommentarer|"
    "övrigt|övriga upplysningar|övrig information|ytterligare information|vad gäller felet|vad vill du anmäla|"
    "vad har hänt|vad gäller ditt ärende|fritext|text|innehåll|felanmälan|klagomål|förslag|beröm|"
    "message|your message|question|your question|description|describe the problem|describe your issue|comment|comments|"
    "feedback|details|enquiry|your enquiry|complaint|suggestion|further information|additional information"
)
_HEADING = "rubrik|ämne|ärende|ärendemening|subject|title|heading"
_NAME = "namn|ditt namn|avsändare|kontaktperson|anmälare|för- och efternamn|name|your name|full name|contact name"
_MAIL = "e-post|epost|e-postadress|epostadress|mejl|mejladress|mail|din e-post|din e-postadress|e-mail|email|your email|email address"
_OTHER = (
    "förnamn|efternamn|telefon|telefonnummer|mobil|mobilnummer|mobiltelefon|tel|adress|gatuadress|postadress|postnummer|ort|"
    "postort|personnummer|organisationsnummer|fastighet|fastighetsbeteckning|plats|platsbeskrivning|läge|koordinater|"
    "position|karta|gata|kategori|underkategori|ärendetyp|typ|typ av ärende|typ av fel|felkategori|område|stadsdel|"
    "ärendenummer|ärende-id|ärendeid|referens|referensnummer|id|datum|tid|tidpunkt|inkommet|inkom|inskickat|skickat|"
    "skapad|registrerat|registrerad|status|prioritet|handläggare|mottagare|förvaltning|avdelning|enhet|"
    "vill du ha svar|vill ha svar|vill ha återkoppling|återkoppling|önskar svar|svar önskas|svarssätt|kontaktväg|"
    "jag vill bli kontaktad via|bilaga|bilagor|bifogade filer|foto|foton|bild|bilder|antal bilagor|ip|ip-adress|webbläsare|"
    "sida|url|webbadress|e-tjänst|tjänst|formulär|samtycke|gdpr|godkännande|anonym|ålder|kön|språk|"
    "first name|last name|surname|phone|telephone|phone number|mobile|address|street|postcode|zip|zip code|city|town|"
    "location|coordinates|category|type|area|reference|reference number|case number|date|time|submitted|created|"
    "priority|attachment|attachments|photo|photos|ip address|browser|page|form|consent|language|reply wanted|"
    "contact me by|preferred contact"
)
_KINDS: Mapping[str, str] = {
    label: kind
    for kind, labels in (
        ("other", _OTHER),
        ("name", _NAME),
        ("mail", _MAIL),
        ("heading", _HEADING),
        ("written", _WRITTEN),
    )
    for label in labels.split("|")
}
_LABELS = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
# "Label: value", "Label<tab>value", "*Label:* value", "Label | value"; or the label alone with the value below it.
_FIELD = re.compile(
    rf"[ \t]{{0,8}}(?:[*•·|-][ \t]{{0,3}})?\*{{0,2}}(?P<label>{_LABELS})(?:[ \t]?\*)?(?:[ \t]?\([^()\n]{{1,30}}\))?"
    r"(?:[ \t]{0,3}(?::\*{0,2}|\?|\t|\|)[ \t|]*|[ \t]{2,8}|\*{0,2}[ \t]*$)(?P<value>[^\n]*)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\s*(?:(?:detta|det här) (?:är ett automat|mejl(?:et)?|meddelande(?:t)?|e-postmeddelande(?:t)?) ?|"
    r"(?:logga in|klicka här|öppna ärendet|hantera ärendet|gå till|visa ärendet|läs mer)\b|https?://|"
    r"this (?:is an auto|e-?mail|message)|(?:log in|click here|open the case|view the case)\b|[-_=*]{5,}\s*$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_FEWEST_LABELS = 3


@dataclass(frozen=True, slots=True)
class Form:
    """What a citizen wrote in a form (`text`), who by the form's own fields, and the cuts that led to the text."""

    text: str
    name: str
    address: str
    edits: tuple[Edit, ...]


@dataclass(slots=True)
class _Field:
    kind: str
    start: int
    end: int


def read_form(text: str) -> Form | None:
    """The form that `text` is; None when it is none: fewer than three labels, or none that a citizen wrote under."""
    fields = _fields(text)
    values = [(field.kind, text[field.start : field.end].strip()) for field in fields]
    written = [field for field in fields if field.kind == "written" and text[field.start : field.end].strip()]
    if len(fields) < _FEWEST_LABELS or not written:
        return None
    kept = [field for field in fields if field.kind in ("written", "heading")]
    edits = _cuts(text, kept)
    address = next((found[0] for kind, value in values if kind == "mail" and (found := _ADDRESS.search(value))), "")
    return Form(
        text=apply_edits(text, edits).strip(),
        name=" ".join(next((value for kind, value in values if kind == "name"), "").split())[:80],
        address=address.casefold(),
        edits=edits,
    )


def _fields(text: str) -> list[_Field]:
    """Every label's value, in order. A label that has been seen is the citizen's own line under a written field."""
    fields: list[_Field] = []
    seen: set[str] = set()
    position = 0
    ended = True
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        found = _FIELD.match(line.rstrip("\r\n"))
        label = found["label"].casefold() if found else ""
        if found and label not in seen:
            seen.add(label)
            fields.append(_Field(_KINDS[label], position + found.start("value"), end))
            ended = False
        elif _FOOTER.match(line):
            ended = True
        elif not ended:
            fields[-1].end = end
        position = end
    return fields


def _cuts(text: str, kept: list[_Field]) -> tuple[Edit, ...]:
    edits = []
    position = 0
    for field in kept:
        if field.start > position:
            edits.append(Edit(position, field.start, "form"))
        position = field.end
    if position < len(text):
        edits.append(Edit(position, len(text), "form"))
    return tuple(edits)
