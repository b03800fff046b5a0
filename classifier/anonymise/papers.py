"""Numbers of papers and of things that carry one: permits, contracts, wheelchairs."""

import re

from classifier.anonymise.recogniser import Recogniser, any_of, digits
from classifier.anonymise.shapes import LABELS, NO_UNIT, is_round


def _is_numbered_paper(found: str) -> bool:
    """True for at least four digits that are no year, date or amount and follow no label."""
    head, number = re.match(r"(\D*)(.*)", found, re.DOTALL).groups()  # type: ignore[union-attr]
    if head.strip(" -") in LABELS or len(digits(number)) < 4:
        return False
    if re.fullmatch(
        r"(?:19|20)\d\d(?:[-/ ]\d\d){0,2}|[1-9]\d{0,2}(?:[ ]\d{3})+|\d{2}[2-9]\d{3}-\d{4}|\d\d[-/]\d\d", number
    ):
        return bool(head.strip()) and " " in number
    return not is_round(number) or bool(head.strip())


# Papers and things with a number; words that end in them are meant too.
_PAPERS = (
    "tillstånd förordnande abonnemang legitimation följesedel följesedeln verifikation beställning kontrakt avtal certifikat licens "
    "försäkring skadeanmälan lånekort bokn bokning medlem medlemskap märkt rullstol rullator larmenhet larmenhetens inventarie dosan"
).split()

# Letters and groups of digits.
_GROUPS = r"(?:[A-ZÅÄÖ]{1,4}(?:-[A-ZÅÄÖ])?[ -]?|[a-zåäö]-)?\d{1,8}(?:[ /-]\d{1,8}){0,5}(?: [A-HJ-ZÄ](?![\w-]))?"

# Before telephones: "numret" is a word for these too.
PAPERS = (
    # Behind a word for a paper or a thing, its compounds too: "handikapptillstånd 20-44817", "verifikation har nummer VER 40117",
    # "lånekort har nummer 2003 118 745".
    Recogniser(
        "number",
        "[NUMMER]",
        re.compile(
            rf"(?<![^\W\d_])[A-Za-zåäöÅÄÖ-]{{0,20}}?{any_of(_PAPERS)}(?:et|en|t|n|s|ens|ets)?[ :]{{1,2}}(?:har |med |är |e |märkt )?"
            rf"(?:nr\.? |nummer |numret |nr: ?)?(?:är )?(?P<id>{_GROUPS})(?![\w]|[.,:/-]\d){NO_UNIT}"
        ),
        digits=2,
        words=tuple(_PAPERS),
        valid=_is_numbered_paper,
    ),
    # Whatever has a number that begins with letters: "rullstol nr HM 7 20114".
    Recogniser(
        "number",
        "[NUMMER]",
        re.compile(
            rf"(?<!\w)(?:[Nn]r\.?|[Nn]ummer|[Nn]umret|NR)[ :]{{1,2}}(?:är )?(?P<id>(?=[A-ZÅÄÖ]){_GROUPS})(?![\w]|[.,:/-]\d){NO_UNIT}"
        ),
        digits=2,
        words=("nr", "nummer", "numret"),
        form=re.compile(r"\d{2}|\d[/-]"),
        valid=_is_numbered_paper,
    ),
)
