"""What the tables of numbers share: months, units, the form of a code, and what is no identifier: sums, dates, years."""

import re

from classifier.anonymise.recogniser import any_of, digits

MONTHS = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mar(?:s|ch)?|apr(?:il)?|ma[jyi]|june?i?|july?i?|aug(?:usti?)?|"
    r"sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[cs](?:ember)?|"
    r"january|february|august)\.?"
)
# What makes a number a price, a size or a count.
_UNIT_WORDS = (
    "kr kronor kronors sek tkr mkr mnkr miljoner milj miljarder tusen euro eur usd nok procent st stycken styck kvm kvadrat m2 m² m3 m³ "
    "meter m km mil cm mm kg ton liter l kwh mwh kw watt invånare personer besökare elever hushåll ggr gånger poäng timmar tim h minuter "
    "min dagar veckor år januari februari mars april maj juni juli augusti september oktober november december"
).split()
UNITS = rf"(?:{any_of(_UNIT_WORDS)}|[:,]-|[€$£%])(?!\w)"
NO_UNIT = rf"(?![ ]?{UNITS})"
CODE = r"[#№]?[a-zåäö]{0,6}[ ]?[-–.:/]?\d[\da-z]*(?:(?:[-./:]|[ ](?:-[ ]?)?)(?:[a-zåäö]{1,5}-)?[a-z]{0,4}\d[\da-z]*)*"
IS = r"(?:[ :#=.,(\"”]|n(?:r|ummer|umret|o)|i[ds]|är|var|h(?:eter|ar)|lyder|ska(?:[ ]va|[ ]vara|ll[ ]vara)|med){0,6}"
# What stands in capitals before a number and names its kind or a coordinate.
LABELS = frozenset(
    (
        "OCR BG PG IBAN BIC TEL MOB PNR ORGNR ORG NR DNR IP KTO SEB N E Ö S W X Y GPS KL SMS BOX LGH RT SWEREF SEK EUR NOK "
        "ISO EAN EN SS SFS PBL DE VI ÄR PÅ DU NI AV OM HA SÅ NU ER CA ST KO JA"
    ).split()
)


def is_round(found: str) -> bool:
    """True for a round sum: "30 000", "1200"."""
    return _ROUND.fullmatch(found) is not None


def is_reference(found: str) -> bool:
    """True for a code with at least three digits that is no year, date or range of years."""
    return len(digits(found)) >= 3 and not is_date(found)


def is_date(found: str) -> bool:
    """True for a year, a date, an hour or a range of years."""
    return _DATE.fullmatch(found) is not None


_ROUND = re.compile(r"[1-9]\d{0,2}(?:[ ]\d{3})*[ ]\d00|[1-9]\d{1,2}00")
_DATE = re.compile(
    r"(?:19|20)\d\d(?:[-/](?:(?:19|20)?\d\d))?(?:-\d\d)?|\d{1,2}[./]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}[.:]\d\d"
)
