"""Numbers in words, as they are dictated, in standard spelling and as they are said."""

from classifier.anonymise.recogniser import any_of

_ONE = "ett en två tre fyra fem sex sju åtta åtte nio nie".split()
_TEEN = "tio elva tolv tretton fjorton femton sexton sjutton arton aderton nitton".split()
_TEN = "tjugo tjuge tjugi tretti treti fyrti förti femti sexti sjutti åtti nitti".split()
_ENGLISH = "zero one two three four five six seven eight nine".split()
_ONES = any_of(_ONE)
_TEENS = any_of(_TEEN)
_TENS = rf"{any_of(_TEN)}o?"
_HUNDREDS = r"hundra(?:och)?(?:[a-zåäö]{2,12})?"
_WORDS = (
    *("noll(?:or|an?)?", _HUNDREDS),
    *(f"{one}(?:{_HUNDREDS})?" for one in _ONE),
    *_TEEN,
    *(f"{ten}o?{_ONES}?" for ten in _TEN),
    *_ENGLISH,
)
NUMBER_WORD = rf"(?:\d{{1,4}}|{any_of(_WORDS)})"
# The year of a birth: "trettiotre", "nitton femtioåtta", "nittonhundrasextiotvå".
YEAR_WORDS = (
    rf"(?:(?:nitton|arton|tjugo)(?:hundra)?[ -]?(?:noll[ ]?{_ONES}|{_TENS}{_ONES}?|{_TEENS})|{_TENS}{_ONES}?|"
    r"tvåtusen[a-zåäö-]{0,12})(?!\w)"
)
ORDINAL = any_of(
    "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde "
    "sjuttonde artonde nittonde tjugonde trettionde trettioförsta "
    "tjugo(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde)".split()
)
