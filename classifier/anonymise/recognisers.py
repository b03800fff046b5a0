"""The recogniser table for identifiers with a form: one row a kind, in falling order of priority.

Where two rows claim the same characters the earlier row wins. For masking, a pattern needs no valid check digit: a
mistyped personal number identifies as well as a right one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# A token as we write it: nothing inside one is ever masked again.
TOKEN = re.compile(r"\[[A-ZÅÄÖ]+(?:_\d+)?\]")


@dataclass(frozen=True)
class Recogniser:
    """One kind of identifier: its pattern, the token that replaces it, and a check on what the pattern found.

    Where the pattern has a group named `id`, only that group is masked; the rest is context.
    """

    kind: str
    token: str
    pattern: re.Pattern[str]
    valid: Callable[[str], bool] = lambda found: True

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of every identifier of this kind in `text`."""
        for found in self.pattern.finditer(text):
            group = "id" if "id" in self.pattern.groupindex else 0
            if found[group] and self.valid(found[group]):
                yield found.span(group)


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE | re.VERBOSE)


def _is_birth_date(found: str) -> bool:
    """True when the digits begin with a date, as personal (day), coordination (day + 60) and interim numbers do."""
    digits = re.sub(r"\D", "", found)
    if len(digits) >= 11 and digits[:2] in ("18", "19", "20"):
        digits = digits[2:]
    month, day = int(digits[2:4]), int(digits[4:6])
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)


def _phone_length(found: str) -> bool:
    return 8 <= len(re.sub(r"\D", "", found)) <= 14


def _is_ipv6(found: str) -> bool:
    """True for an address with letters or "::" in it: "10:30:45" is a time."""
    return "::" in found or any(char.isalpha() for char in found)


_PROFILE_SITES = r"(?<![\w.])(?:facebook|fb|instagram|linkedin|tiktok|twitter|snapchat|youtube)\.com/"
_STREET = (
    r"(?!läns|riks|europa|stations?park)[^\W\d_][\w-]{1,24}(?:vägen|gatan|gränd|gränden|stigen|torget|allén|backen|platsen|gården|plan|leden|"
    r"svängen|slingan|rundan|kroken|esplanaden|kajen|brinken|vreten|liden|väg|gata)"
)
# "Hamngatan 200 meter från", "Ekbacken 7.32": a number that counts or tells the time is no house number.
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_UNITS = "meter|m|km|kvm|veck|dag|minut|timm|gång|år|kr|st"
_NO_HOUSE = rf"(?![\w–]|[.,:–-]\d|\s(?:{_UNITS}|{_MONTHS}))"
_TOWN = r"(?-i:[A-ZÅÄÖ][\w-]{1,20}(?:[ ][A-ZÅÄÖ][\w-]{1,20})?)"

RECOGNISERS = (
    Recogniser(
        "email",
        "[EPOST]",
        _pattern(
            r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\ssnabel-?a\s)\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?!\w)"
        ),
    ),
    Recogniser("profile", "[LÄNK]", _pattern(rf"(?:https?://|www\.|{_PROFILE_SITES})[^\s<>\"]{{3,300}}")),
    Recogniser("username", "[ANVÄNDARE]", _pattern(r"(?<![\w.@])@[a-z_][\w.]{1,28}\w")),
    Recogniser("ip", "[IP]", _pattern(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]\d)")),
    Recogniser(
        "ip",
        "[IP]",
        _pattern(r"(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}:?(?:[0-9a-f]{0,4}:){0,3}[0-9a-f]{1,4}(?![\w:])"),
        _is_ipv6,
    ),
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        _pattern(
            r"(?<![\d.,])\d{2}[.,]\d{4,8}°?\s?N?[\s,;/]{1,3}(?:[EÖ]\s?)?\d{1,2}[.,]\d{4,8}°?\s?[EÖ]?(?!\w)"
            r"|(?:N\s?)?\d{2}°\s?\d{1,2}(?:['’′.,]\s?\d{0,5})?[^\n\w]{0,3}(?:\d{1,2}[^\n\w]{1,3})?N?[\s,;/]{0,3}"
            r"[EÖ]?\s?\d{1,2}°\s?\d{1,2}(?:['’′.,]\s?\d{0,5})?[^\n\w]{0,3}(?:\d{1,2}[^\n\w]{1,3})?[EÖ]?(?!\w)"
        ),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        _pattern(
            r"(?<!\w)(?:född(?:\sden)?|f\.|födelsedatum|födelsedag|föddes(?:\sden)?|born(?:\son)?|fødd|geb\.)[ :]{1,3}"
            r"(?P<id>(?:19|20)?\d{2}-\d{2}-\d{2}|(?:19|20)\d{6}|\d{6}(?!\d)|-\d{2}(?!\d)"
            r"|\d{1,2}[./ ]{1,2}(?:\d{1,2}|[a-zåäö]{3,9})[./ ]{1,2}(?:19|20)?\d{2})(?![\d-])"
        ),
    ),
    # Before personal numbers: "070-174 06 12" would also be a coordination number of 2007.
    Recogniser(
        "phone", "[TELEFON]", _pattern(r"(?<![\w+-])07[02369](?:[ /–-]{1,3}\d{1,4})(?:[ -]?\d{2,4}){1,3}(?![\w-])")
    ),
    Recogniser("phone", "[TELEFON]", _pattern(r"(?<![\w+-])(?:\+|00)46[ ]?(?:\(0\))?[ -]?\d(?:[ -]?\d){6,8}(?!\d)")),
    Recogniser("phone", "[TELEFON]", _pattern(r"(?<![\w+-])07[02369]\d{7}(?![\w-])")),
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        _pattern(
            r"(?<![\d-])(?:18|19|20)?\d{2}[ ]?(?:0[1-9]|1[0-2])[ ]?(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[ ]?[-+–]?[ ]?"
            r"(?:\d{4}|[tTpPrRsSuUwWxXjJkKlLmMnN]\d{3})(?!\d|-\d)"
        ),
        _is_birth_date,
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        _pattern(
            r"(?<!\w)(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr|ärende\s?nr)\.?:?\s?"
            r"(?P<id>[A-ZÅÄÖ]{0,6}[ .]?\d[\d./:-]{2,18}\d)"
        ),
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        # Not the statute books: "SFS 2010:900", "AFS 2023:1".
        re.compile(r"(?<!\w)(?!\w*FS )[A-ZÅÄÖ]{2,6}[ ./-]{0,2}(?:19|20)\d{2}[./:-]\d{1,7}(?:-\d{1,3})?(?!\w)"),
    ),
    Recogniser(
        "account",
        "[KONTO]",
        _pattern(
            r"(?:(?:bankgiro|bg|plusgiro|pg|postgiro|kontonummer|kontonr|konto|clearing(?:nummer|nr)?|iban|swish|ocr(?:-?n(?:umme)?r)?)"
            r"[ .:]{0,3}(?:nr|är|till)?[ .:]{0,3})(?P<id>[A-Z]{0,2}\d[\d -]{4,26}\d)"
        ),
    ),
    Recogniser("account", "[KONTO]", _pattern(r"(?<!\w)SE\d{2}(?:[ ]?\d{4}){5}(?!\d)")),
    Recogniser("card", "[KORT]", _pattern(r"(?<![\d-])\d{4}(?:[ -]?\d{4}){3}(?![\d-])")),
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        _pattern(
            r"(?:faktura(?:nummer|nr|n)?|fakt\.|räkning|invoice|ocr(?:-?n(?:umme)?r)?(?:et)?)"
            r"[ .:]{0,3}(?:nr|nummer|number|är|no)?[ .:]{0,3}(?P<id>[A-Z]{0,3}-?\d[\d-]{4,20}\d)"
        ),
    ),
    Recogniser(
        "phone",
        "[TELEFON]",
        _pattern(
            r"(?<![\w+-])(?:(?:\+|00)[ ]?\d{1,3}[ ()-]{0,3}(?:\(0\))?[ ]?\d{1,4}|0\d{1,3})[ /–-]{0,3}\d{2,4}(?:[ -]?\d{2,4}){1,3}(?![\w-])"
        ),
        _phone_length,
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        _pattern(
            r"(?<!\w)(?:kund|order|mätar|anläggnings|boknings|medlems|lånekorts?|busskorts?|bibliotekskorts?|kort|ram|serie|referens)"
            r"(?:nummer|nr|id)?(?:et)?[ .:]{1,3}(?:är|nr|nummer)?[ .:]{0,3}(?P<id>[A-Z]{0,4}-?\d[\dA-Z -]{3,24}\d)(?!\w)"
        ),
    ),
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(r"(?<!\w)[A-HJ-PR-UW-Z]{3}[ ]?\d{2}[0-9A-HJ-NPR-UW-Z](?!\w)"),
    ),
    Recogniser(
        "address",
        "[ADRESS]",
        _pattern(
            rf"(?<!\w){_STREET}\s\d{{1,4}}(?:\s?[a-h])?{_NO_HOUSE}(?:,?\s(?:lgh\s?\d{{1,4}}|\d\s?tr)(?!\w))?"
            rf"(?:,?\s(?:SE-?)?\d{{3}}\s?\d{{2}}\s{_TOWN})?"
        ),
    ),
    Recogniser("address", "[ADRESS]", re.compile(rf"(?<!\d)(?:SE-?)?\d{{3}}\s?\d{{2}}\s{_TOWN}")),
    Recogniser(
        "property",
        "[FASTIGHET]",
        # Not a slope ("rimligen 1:20") or a time ("July at 13:07"): a designation's block is capitalised, its unit 1-999.
        re.compile(
            r"(?<!\w)[A-ZÅÄÖ][a-zåäöé]{2,20}(?:[- ][A-ZÅÄÖ][a-zåäö]{1,20}){0,2}[ ](?:[1-9]\d{0,2}|[Ss]):(?!0)\d{1,4}(?![\w.])"
        ),
    ),
)
