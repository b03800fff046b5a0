"""Numbers that banks keep: accounts, cards, invoices."""

import re

from classifier.anonymise.recogniser import Recogniser, context, digits, pattern
from classifier.anonymise.shapes import IS, LABELS, NO_UNIT, is_date, is_reference, is_round
from classifier.anonymise.spelled import NUMBER_WORD


def _is_account(found: str) -> bool:
    """True for at least four digits; a round sum has blanks ("30 000"), a clearing number ("3300") has none."""
    if len(digits(found)) < 4 or _HOURS_OR_SUM.search(found) or is_date(found):
        return False
    return " " not in found or not is_round(found)


# "8.30 - 16.00", "1200,50", "30 000"
_HOURS_OR_SUM = re.compile(r"\A[012]?\d[.:][0-5]\d[ ]?-[ ]?[012]?\d[.:][0-5]\d\Z|\A[1-9]\d{0,2}[ ]\d{3}\Z|,\d\d$")


def _is_invoice(found: str) -> bool:
    return _is_account(found) and not is_round(found)


def _is_code_of_invoice(found: str) -> bool:
    """True for at least three digits, or letters and digits with signs between, that are no year, date or time."""
    if re.fullmatch(
        r"[A-ZÅÄÖ]{1,4}[ -]?(?:19|20)\d\d|(?:19|20)\d\d(?:[-/]\d\d){0,2}|\d{1,2}[/:]\d{1,2}(?:[/-]\d{2,4})?|\d{1,3}[A-Z]?",
        found,
    ):
        return False
    return len(digits(found)) >= 3 and not is_round(found) and found.split()[0] not in LABELS


def _not_years(found: str) -> bool:
    return re.fullmatch(r"(?:1[5-9]|20)\d\d-(?:1[5-9]|20)\d\d", found) is None


# Long forms that hold what looks like other numbers.
LONG = (
    # "OCR 77 1204 4490 18" holds what may be a person's number.
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(
            rf"(?<!\w)(?:ocr|avi)(?:[ ]?(?:nr|nummer))?[ .:]{{1,2}}(?P<id>\d{{2,6}}(?:[ -]\d{{1,6}}){{2,7}})(?![\w]|[.,:/-]\d){NO_UNIT}"
        ),
        digits=5,
        words=("ocr", "avi"),
    ),
    # A clearing number and a number that may be a person's: "konto 3300 620417-9871".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?:konto|kontot|kontonr|kontonummer|kto|spar|lön|clearing)[ .:]{1,3}(?:nr[ :]{0,2}|är[ ])?"
            r"(?P<id>[1-9]\d{3}(?:-\d)?[ ,.-]{1,3}\d[\d .-]{4,16}\d)(?!\d)"
        ),
        digits=5,
        words=("konto", "kto", "spar", "lön", "clearing"),
    ),
    # A clearing number with its check digit and an account, whatever stands between: "8327-9, 904 113 287-1", "8327-9 kto 44 556".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<![\w,.-])8\d{3}-\d(?:[ ,.]{1,3}|,?[ ](?:och[ ])?(?:konto|kontonr|kontonummer|kto)\.?[ :]{1,2})"
            rf"\d{{1,10}}(?:[ .-]\d{{1,10}}){{0,5}}(?!\w|[,.:-]\d){NO_UNIT}"
        ),
        digits=3,
        words=("-",),
        form=re.compile(r"(?<!\d)8\d{3}-\d(?!\d)"),
        valid=lambda found: len(digits(found)) >= 10,
    ),
    # A clearing number before groups: "9150-226 418 3"; before a number that may be a person's: "3300-030214-7736".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<![\w,.-])(?!(?:19|20)\d\d-)[1-9]\d{3}-(?:\d{6}-?\d{4}|\d{2,7}(?:[ ]\d{1,3}){1,4}(?:-\d)?)(?!\w|[,.:-]\d)"
            rf"{NO_UNIT}"
        ),
        digits=5,
        words=("-",),
        form=re.compile(r"(?<!\d)[1-9]\d{3}-\d{2}"),
        valid=lambda found: len(digits(found)) >= 10,
    ),
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<!\w)(?:[a-z]{2}\d{2}(?=[a-z \d-]{0,12}\d)(?:[ -]?(?:\d{4}|[a-z]{4})){2,7}|se[ ]\d{2}(?:[ -]?\d{4}){5})(?:[ ]?[\da-z]{1,4})"
            r"?(?!\w)"
        ),
        digits=5,
        form=pattern(r"[a-z]{2}\d\d|(?<!\w)\d\d(?:[ -]|\d{4})"),
    ),
    Recogniser(
        "card",
        "[KORT]",
        pattern(
            r"(?:kort\w{0,8}|konto\w{0,6}|card)[ ](?:\w{1,12}[ ]){0,3}?(?:slutar|slutsiffror\w{0,3}|ending|ends)[ ](?:på[ ]|med[ ]|"
            r"är[ ]|in[ ]|with[ ])?(?P<id>\d{4})(?!\d)"
        ),
        words=("slutar ", "slutsiffr", "ending ", "ends "),
    ),
    Recogniser(
        "card",
        "[KORT]",
        pattern(
            r"(?<![\d-])(?:\d{4}(?:(?:[ ]?[-.·/_][ ]?|[ ]{1,2})?\d{4}){3}(?:[ ]?\d{3})?|3[47]\d{2}[ .-]?\d{6}[ .-]?\d{5})(?![\d-])"
        ),
        digits=5,
        form=re.compile(r"\d{4}(?:[ .·/_-]|\d{4})|3[47]\d\d"),
    ),
    # A part of it hidden, or grouped anyhow behind its word: "4571 **** **** 1234", "kortnr 45711 2345 678 9012".
    Recogniser(
        "card",
        "[KORT]",
        pattern(r"(?<![\w*-])(?=[\dx*•.]{2,4}[ -])(?:[\dx*•]{4}[ -]?){3}(?<=[x*•\d][ -])\d{4}(?!\w)"),
        digits=3,
        words=("xxxx", "****", "••••"),
    ),
    Recogniser(
        "card",
        "[KORT]",
        pattern(
            r"(?<!\w)(?:bank|kredit|betal|visa|master)?-?kort(?:et|nr|nummer|numret)?[ :.]{1,3}(?:är[ ]|med[ ]|"
            r"nr[ ])?(?P<id>\d{3,6}(?:[ -]\d{2,6}){1,5}|\d{13,19})(?!\w|[-.,:]\d)"
        ),
        digits=5,
        words=("kort",),
        valid=lambda found: 13 <= len(digits(found)) <= 19,
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(r"(?<!\w)(?:[0-9a-f]{4,12}-){2,6}[0-9a-z]{4,14}(?!\w)"),
        valid=lambda found: any(char.isalpha() for char in found) and len(digits(found)) >= 3,
        digits=3,
        words=("-",),
        form=pattern(r"[0-9a-f]{4,12}-[0-9a-f]{4,12}-"),
    ),
)

MONEY = (
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(
            r"(?<!\w)(?:\w{0,16}?faktur(?:an?|or|orna)|fakt|\w{0,10}?räkning(?:en|ar|arna)?|(?:hyres|betalnings|inbetalnings)-?avin?|invoice|lasku|ocr|avin?|inkasso(?:krav(?:et)?)?|kravet|"
            r"påminnelsen?|kvitto(?:t)?|p-bot(?:en)?|kontrollavgift(?:en)?|(?:faktura|ocr|avi|inkasso)-?(?:nummer|numret|nr|n|koden|numer))"
            rf"(?:-?(?:nummer|numret|nr))?{IS}(?P<id>(?:[a-zåäö]{{1,4}}-?|(?-i:[A-ZÅÄÖ]{{1,4}})[ ])?-?\d[\d -]{{2,26}}\d)(?!\d|[.,:/]\d)"
            rf"{NO_UNIT}"
        ),
        valid=_is_invoice,
        digits=3,
        words=(
            "faktura",
            "fakt",
            "räkning",
            "invoice",
            "lasku",
            "ocr",
            "avi",
            "inkasso",
            "kravet",
            "påminnelse",
            "kvitto",
            "p-bot",
            "kontrollavgift",
            "faktur",
        ),
    ),
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(
            r"(?<!\w)(?:faktura\w{0,8}|inkasso\w{0,8}|krav\w{0,4}|ocr)[ ]?(?:ref(?:erens)?|nr|nummer|märkt|med)?[ .:]{0,3}"
            r"(?P<id>(?-i:[A-ZÅÄÖ]{1,4})[ -]?\d{2,}(?:[ -]\d{1,6}){0,4})(?![\w]|[.,:/-]\d)"
        ),
        digits=3,
        words=("faktura", "inkasso", "krav", "ocr"),
    ),
    # Letters, strokes and years in it: "fakt F/1109", "faktura 2026:88", "räkning N-2C-17", "vi fick 2026-R-66718".
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        re.compile(
            r"(?<!\w)(?:[Ff]aktur(?:an?|or|orna)|[Ff]akt\.?|[Rr]äkning(?:en)?|FAKTURA)(?: ?nr\.?| nummer|"
            r" med nummer)?[ :]{1,2}(?:är |heter )?"
            r"(?P<id>(?:[A-ZÅÄÖ]{1,4}[-/ ]?)?[\dA-Z]{0,6}\d[\dA-Z]{0,6}(?:[-/:][\dA-Z]{1,8}){0,3})(?!\w|[.,:/-]\d)"
        ),
        digits=1,
        words=("fakt", "räkning"),
        valid=lambda found: _is_code_of_invoice(found),
    ),
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        re.compile(r"(?<![\w./:-])(?:19|20)\d\d-[A-ZÅÄÖ]{1,4}-\d{3,7}(?![\w/]|[-.:]\d)"),
        digits=3,
        words=("-",),
        form=re.compile(r"\d{4}-[A-ZÅÄÖ]{1,4}-\d"),
    ),
    # A sign for a number before it: "#1187".
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        re.compile(r"(?<![\w&#/])#\d{4,9}(?!\w|[.,:/-]\d)"),
        digits=3,
        words=("#",),
        valid=lambda found: re.fullmatch(r"#(?:19|20)\d\d", found) is None,
    ),
    # Several of one kind: "förfallna: 80 114 22, 80 114 39 och 80 115 02", "räkningarna 440117,440129".
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(
            r"(?<!\w)(?:faktur(?:or|orna|anr)|räkningar(?:na)?|avier(?:na)?)(?:[ ][^\W\d]{2,12}){0,2}[ :.]{1,3}(?:[^\W\d]{2,6}[ ])?"
            r"(?P<id>\d{2,8}(?:[ -]\d{1,6}){0,4})(?!\w|[.:/-]\d|,\d\d(?!\d))"
            rf"{NO_UNIT}"
        ),
        digits=2,
        words=("fakturor", "fakturanr", "räkningar", "avier"),
        valid=_is_invoice,
    ),
    # In words, behind the word for a giro or an account.
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            rf"(?<!\w)(?:bankgiro(?:t)?|plusgiro(?:t)?|bg|pg|konto(?:t|nummer)?)[ :]{{1,2}}(?:är[ ]|e[ ])?"
            rf"(?P<id>{NUMBER_WORD}(?:[ ,]{{1,2}}(?:streck[ ]|bindestreck[ ])?{NUMBER_WORD}){{2,12}})(?!\w)"
        ),
        digits=0,
        words=("giro", "bg", "pg", "konto"),
        valid=lambda found: any(char.isalpha() for char in found),
    ),
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(r"(?<!\w)rf\d{2}(?:[ ]?\d{1,4}){1,6}(?!\d)"),
        digits=5,
        form=pattern(r"rf\d\d"),
    ),
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(rf"(?<![\w.,-])\d{{1,6}}(?:[ -]\d{{1,6}}){{1,5}}(?![\w]|[.,:/-]\d){NO_UNIT}"),
        digits=5,
        before=context(
            "ocr hyresavi p-bot kontrollavgift parkeringsbot böte trängselskatt kräver preliminär barnomsorgsfaktura "
            "slutfaktura faktura avi| avin autogiro_nr betalningsreferens inkasso räkning invoice lasku"
        ),
        valid=lambda found: len(digits(found)) >= 6 and is_reference(found),
    ),
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<![\w,.])\d{1,10}+(?:(?:[ ]?[-.,][ ]?|[ ]?(?:kontonr|konto(?:nummer)?|nr)[ ]|[ ]){1,3}+\d{1,10}+)"
            rf"{{0,11}}(?![\w]|[,.:]\d){NO_UNIT}"
        ),
        before=context(
            "bankgiro bg| bg. plusgiro pg| pg. postgiro konto| kontot kontonr kontonu konto_nr konto: kontona kto bankji "
            "clearing cl.nr iban swish sparkonto lönekonto swedbank "
            "handelsbanken nordea seb sparbanken "
            "giro autogiro personkonto bankkonto account tili bankkonto länsförsäkringar utbetal "
            "betalas_till insättning sätt_in lön| lönen "
            "hyra återbetal dras_från dras_på föras_över"
        ),
        valid=_is_account,
        digits=5,
    ),
    Recogniser(
        "account",
        "[KONTO]",
        pattern(r"(?:clearing\w{0,8}|cl\.?nr)[ .:]{1,3}(?:är[ ]|nr[ ]?)?(?P<id>\d{4}(?:-\d)?)(?!\d)"),
        words=("clearing", "cl.nr", "clnr"),
    ),
    # A clearing number and an account: "3300-6104189839", "8105-9.44 817 022-1".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<![\w,.-])[1-9]\d{3}-(?:\d{6,10}|\d{1,3}[. ]\d{2,3}(?:[. ]\d{2,3}){1,3}(?:-\d)?|\d{3}[.]\d{3}[.]\d)(?![\w-]|[.,:]\d)"
        ),
        digits=5,
        words=("-",),
        form=re.compile(r"\d{4}-\d"),
    ),
    # A giro number by its own form: "5050-1055", "12 34 56-7".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(r"(?<![\w,.-])(?:[1-9]\d{2,3}-\d{4}|\d{1,3}(?:[ ]\d\d){2,3}[ ]?-[ ]?\d)(?![\w-]|[.,:]\d)"),
        valid=_not_years,
        digits=5,
        words=("-",),
        form=re.compile(r"\d{3}-\d{4}|[ ]\d\d[ -]"),
    ),
)
