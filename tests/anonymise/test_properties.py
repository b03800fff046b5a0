"""What must hold for any text: nothing survives, nothing is masked twice, nothing takes long."""

import re
import time
import unicodedata
from collections import deque
from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.anonymise import RECOGNISERS, TOKEN, anonymise, nobody, sentence, signatures
from classifier.anonymise.addresses import COUNTED
from classifier.anonymise.shapes import UNITS
from classifier.edits import apply_edits
from classifier.tables import read_table
from tests.conftest import ROOT

WORDS = st.lists(
    st.sampled_from(
        "när öppnar badet och hur anmäler jag ett fel på gatan Hej Skolan bilen tack, igen. vi? (se där) kostar det mycket".split()
    ),
    min_size=1,
    max_size=12,
)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


def unmarked(identifier: str) -> str:
    """The identifier with what gives it away, without the mark between them."""
    return identifier.replace("|", "")


def one(*choices: str) -> st.SearchStrategy[str]:
    return st.sampled_from(choices)


BIRTHS = st.dates().map(lambda date: f"{date.year % 100:02}{date.month:02}{date.day:02}")
ABBREVIATIONS = (
    "SFS LSS SOL LVU LVM PBL OSL AFS TEL REF ISO DIN SEK EUR USD NOK BOX LGH MAX MIN HVB KPI TBA ACK".split()
)
NAMES = one(
    "Fatima", "Kerstin", "Lars-Erik", "Selam Tesfay", "Mohamed Abdi", "Gullan Persson", "Thidarat", "Agnieszka Nowak"
)
# A personal identifier of every kind; what stands before "|" gives it away where it has no form of its own, and may stay.
KINDS = {
    "personal_identity_number": joined(one("", "19", "20"), BIRTHS, one("-", "", "+", " "), digits(4)),
    "phone": joined(one("070", "072", "073", "076", "079", "+4670", "004673"), one("-", " ", ""), one("1234567", "123 45 67", "12 34 567")),
    "email": st.from_regex(r"\A[a-zåäö][a-z0-9._-]{0,10}[a-z0-9]@[a-z]{2,8}\.example\.com\Z"),
    "profile": joined(one("https://", "www.", "facebook.com/"), st.from_regex(r"\A[a-z]{3,9}\.[a-z]{2,4}/[a-z0-9]{3,9}\Z")),
    "username": joined(
        one("användarnamn: |", "mitt snap är |", "@", "inloggad som |", "elevkonto |"), st.from_regex(r"\A[a-z]{3,8}[0-9]{2,4}\Z")
    ),
    "ip": st.ip_addresses(v=4).map(str),
    "coordinates": joined(one("61.", "60,"), digits(5), one(", ", " "), one("14.", "15."), digits(5)),
    "birth_date": joined(one("född |", "född den |", "f. |", "född typ |"), st.dates(date(1900, 1, 1), date(2029, 12, 31)).map(str)),
    "case_number": joined(
        one("dnr |KS 2024/", "BYGG.2023.", "MBN-2022-", "dnr |3.5.1-", "ärende |SBF2026-", "KN/25-", "mål nr |T "),
        digits(4),
        one("", "-26"),
    ).filter(lambda number: "T " not in number or number.endswith("-26")),
    "registration_plate": st.from_regex(r"\A[A-HJ-PR-UW-Z]{3}[ ]?[0-9]{2}[0-9A-HJ-NPR-UW-Z]\Z").filter(
        lambda plate: plate[:3] not in ABBREVIATIONS
    ),
    "account": joined(one("bankgiro |", "bg |", "plusgiro |"), st.from_regex(r"\A[1-9][0-9]{2,3}-[3-9][0-9]{3}\Z")),
    "card": joined(digits(4), one(" ", ""), digits(4), one(" "), digits(4), one(" "), digits(4)),
    "invoice": joined(one("faktura |", "fakturanr |", "ocr |"), st.from_regex(r"\A[1-9][0-9]{6,11}\Z")),
    "number": joined(
        one("kundnummer |", "ordernr |", "mätarnummer |", "larmet har nr |", "protokoll nr |OV-", "ramnummer |LBPRE11A"),
        st.from_regex(r"\A[1-9][0-9]{5,9}\Z"),
        one("", "-B"),
    ),
    "address": joined(one("Kvarnvägen ", "storgatan ", "Norra Långgatan "), st.integers(1, 99).map(str), one("", "B", " lgh 1102")),
    "property": joined(one("Noret ", "Mora-Noret ", "Fu "), st.integers(1, 99).map(str), one(":"), st.integers(1, 999).map(str)),
    "person": NAMES,
}  # fmt: skip
TEXTS = one(
    *(
        text
        for text in read_table(ROOT / "corpora" / "labelled.csv")["text"][::20]
        if len(text) < 400 and "[" not in text and " " in text
    )
)


PIECES = st.one_of(WORDS.map(" ".join), *(kind.map(unmarked) for kind in KINDS.values()))
COUNT = re.compile(rf"{UNITS}|{COUNTED}|\d", re.IGNORECASE)


def test_every_kind_is_tried() -> None:
    assert set(KINDS) == {recogniser.kind for recogniser in RECOGNISERS} | {"person"}


def surviving(before: str, identifier: str, after: str) -> str:
    """What is left of the identifier's letters and digits between two texts."""
    lead, _, secret = identifier.rpartition("|")
    text = before + lead + secret + after
    start = len(before) + len(lead)
    masked = {at for edit in anonymise(text).edits for at in range(edit.start, edit.end)}
    return "".join(text[at] for at in range(start, start + len(secret)) if text[at].isalnum() and at not in masked)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_identifier_never_survives(kind: str) -> None:
    @settings(deadline=None, max_examples=60)
    @given(before=WORDS, identifier=KINDS[kind], after=WORDS)
    def check(before: list[str], identifier: str, after: list[str]) -> None:
        assert not surviving(f"{' '.join(before)} ", identifier, f" {' '.join(after)}")

    check()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_identifier_never_survives_anywhere_in_what_people_write(kind: str) -> None:
    @settings(deadline=None, max_examples=60)
    @given(text=TEXTS, identifier=KINDS[kind], data=st.data())
    def check(text: str, identifier: str, data: st.DataObject) -> None:
        # "Kvarnvägen 1 år": what is counted behind a number makes it a sum, an age, a size; a digit makes it a longer number.
        blanks = [at for at, char in enumerate(text) if char == " " and COUNT.match(text, at + 1) is None]
        if kind == "person":
            # "båten Fatima": behind such a word stands the name of a thing.
            blanks = [at for at in blanks if text[:at].split(" ")[-1].lower() not in nobody.KINDS_OF_THINGS]
        at = data.draw(st.sampled_from(blanks))
        assert not surviving(text[: at + 1], identifier, text[at:])

    check()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_identifier_between_signs_never_survives(kind: str) -> None:
    @settings(deadline=None, max_examples=40)
    @given(
        before=WORDS, signs=one("()", '""', "””", "**", "»«", "\n\n", ",,", "……"), identifier=KINDS[kind], after=WORDS
    )
    def check(before: list[str], signs: str, identifier: str, after: list[str]) -> None:
        assert not surviving(f"{' '.join(before)} {signs[0]}", identifier, f"{signs[1]} {' '.join(after)}")

    check()


GLUED = ("phone", "personal_identity_number", "email", "card")


@settings(deadline=None, max_examples=100)
@given(before=WORDS, kind=one(*GLUED), data=st.data(), after=WORDS)
def test_an_identifier_glued_to_words_never_survives(
    before: list[str], kind: str, data: st.DataObject, after: list[str]
) -> None:
    blank = "" if kind != "email" else " "
    assert not surviving(" ".join(before), data.draw(KINDS[kind]), blank + " ".join(after))


def test_letters_with_combining_marks_are_read_as_one() -> None:
    text = unicodedata.normalize("NFD", "Hej Åsa! Märta Öberg bor på Åsgatan 3")
    found = anonymise(text)
    assert found.text == unicodedata.normalize("NFD", "Hej ") + "[NAMN_1]! [NAMN_2] bor på [ADRESS]".replace(
        "å", "a\u030a"
    )
    assert apply_edits(text, found.edits) == found.text


@settings(deadline=None, max_examples=100)
@given(
    pieces=st.lists(PIECES, max_size=6),
    glue=one(", ", " ", "\n", ""),
)
def test_anonymising_twice_changes_nothing(pieces: list[str], glue: str) -> None:
    once = anonymise(glue.join(pieces)).text
    assert anonymise(once).text == once


@settings(deadline=None, max_examples=100)
@given(
    text=st.text(max_size=80) | st.text("ab AÅ@.0123456789-+:[]_\n", max_size=80), names=st.lists(st.text(max_size=12))
)
def test_edits_replay_on_any_text(text: str, names: list[str]) -> None:
    found = anonymise(text, names)
    assert apply_edits(text, found.edits) == found.text
    assert all(edit.end <= later.start for edit, later in zip(found.edits, found.edits[1:], strict=False))
    assert not [edit for edit in found.edits if not edit.token or edit.token != TOKEN.fullmatch(edit.token)[0]]  # type: ignore[index]


HOSTILE = (
    "1|12 |1-|a@|Aa |A|a|07|Å 1:|/|a.|f. |12.1234 |(|!|a@b.c |1 | |@|070-|+46 |SE12 |konto |dnr |vägen|[A|Aa 1:|ett |noll "
    "|två |a_|_|a punkt |dnr: |född |1.|1/|A1|A1-|aa:|::|Gatan |väg 1 |tel 12 |Sankt |A |c/o A |12 tr, |lgh |1,|Per 1 |x at "
    "|bil abc |reg 1 |2023-01-|0 |61° |mätare 1a|ocr 1 |AB-1 |K-1-|a.a.|A.A.|nr ab1-|3.5.1-|pnr ett |JAG |i mars "
    "|8327-9 |nr - 12|nr 1234|nr: 1234 |kort 1234 |-id|idnr |Fakturanr  |avi1234 |jo 1:|fbAa |psn: 1.|bg/12 34 |Box 11 |Byväg 4 "
    "|61°07.423'N 14°2|61°0|*|'zåäö.|SE590717982301c/o  |d.aberg dot family at example dot |#1111 "
    "|ett kolon |noll noll |A-1-|xxxx |bil adam |a_|aaaaaa11|lgh 1 |12 34 |fakturor 12 "
    "|0 7 |1234 5678|på Aa 25 |på aaaa 1 |född 1 1 |född andra mars |x 6 764 |konto är |n 61,1 |1.1.x.|aa-11-|tomt aa 1:|avtal A 1 "
).split("|")

NAMES_HOSTILE = (
    "mvh |mvh a b |mvh, |v h |\n|Aa\n|jag heter a |tack |/a |aa |A. |A.|Aa-|Aa'|AA |AA, |Aa. |Aa\" |1 år |(son |, född |s:t | / a| ."
).split("|")


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_pattern_takes_long_on_100_kb_of_one_piece(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    slow = [row for row in RECOGNISERS if _best_seconds(lambda row=row: list(row.spans(text))) > LIMIT]  # type: ignore[misc]
    assert not slow, [(row.kind, row.pattern.pattern[:60]) for row in slow]


@pytest.mark.parametrize("piece", "1|1 |1-|A|A1 |Aa 1 |a 1:|_".split("|"))
def test_no_form_takes_long_on_100_kb_of_one_piece(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    forms = {row.form for row in RECOGNISERS if row.form is not None}
    assert not [form for form in forms if _best_seconds(lambda form=form: deque(form.finditer(text), 0)) > LIMIT]  # type: ignore[misc]


NAME_MODULES = [
    import_module(f"classifier.anonymise.{name}")
    for name in (
        "lower_case_names name_context name_extent name_starts neighbours nobody sentence shouting signatures".split()
    )
]
# Tried at few places only, so measured within `signatures`.
ANCHORED = ("_SIGNED", "_SIGNED_ON")
NAME_PATTERNS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in NAME_MODULES
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern) and name not in ANCHORED
}


@pytest.mark.parametrize("piece", [*HOSTILE, *NAMES_HOSTILE])
def test_no_pattern_of_names_takes_long_on_100_kb_of_one_piece(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    words = sentence.Sentence(text, nobody.nobody_words)
    works: dict[str, Callable[[], object]] = {"signatures": lambda: list(signatures.signatures(words))}
    works |= {name: lambda form=form: deque(form.finditer(text), 0) for name, form in NAME_PATTERNS.items()}  # type: ignore[misc]
    assert not [name for name, work in works.items() if _best_seconds(work) > LIMIT]


@pytest.mark.parametrize(
    "pump", "1|11|1a|A1|1A|ZA1|11-|-1|1-1|1 1|a-|.1|1.a|/1|aa|Aa-|a.a|_a|ett|noll |nr 1|- 1".split("|")
)
def test_no_pattern_tries_every_way_to_split_a_word(pump: str) -> None:
    """What can be split in many ways takes twice as long for every letter more: a word of forty never ended."""
    words = [f"{first}{24 * pump}{last}" for first in ("", "A", "A-1", "nr ", "tel: ", "konto ") for last in "å_!a1"]
    patterns = {**NAME_PATTERNS, **{f"row {at}": row.pattern for at, row in enumerate(RECOGNISERS)}}
    assert not [
        (name, word)
        for name, form in patterns.items()
        for word in words
        if _seconds(lambda: deque(form.finditer(word), 0)) > LIMIT  # noqa: B023
    ]


# Processor time of one pattern, without the quick look that spares it most texts, on a machine that reads the yardstick in
# so many seconds; a slower one, or one that others share, is given as much more.
LIMIT = 0.05
YARDSTICK_SECONDS = 0.0113
YARDSTICK = re.compile(r"\w|\W"), ("Aa 1, b (c) " * 9000)[:100_000]


def _best_seconds(work: Callable[[], object]) -> float:
    """Processor time of the best run of up to five, as on the machine of the yardstick."""
    best = _seconds(work)
    for _ in range(4):
        if best <= LIMIT:
            return best
        best = min(best, _seconds(work))
    form, text = YARDSTICK
    slower = min(_seconds(lambda: deque(form.finditer(text), 0)) for _ in range(5)) / YARDSTICK_SECONDS
    return best / max(1.0, slower)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.mark.parametrize("piece", ["(", "a", "Aa ", "kalle ", "Hej ", "Aa, ", "/", "070-", "1", "1a-", "nr 1 "])
def test_all_together_take_under_two_seconds_on_100_kb(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    anonymise("Hej, vi ses 1 maj")  # the lists and weights are read before
    assert _seconds(lambda: anonymise(text)) < 2
