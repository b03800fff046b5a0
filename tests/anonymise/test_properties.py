"""What must hold for any text: nothing survives, nothing is masked twice, nothing takes long."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.anonymise import TOKEN, anonymise
from classifier.edits import apply_edits

WORDS = st.lists(
    st.sampled_from("när öppnar badet och hur anmäler jag ett fel på gatan Hej Skolan bilen tack, igen. vi? (se där)".split()),
    min_size=1,
    max_size=12,
)  # fmt: skip
NUMBERS = st.text("0123456789", min_size=4, max_size=4)
BIRTHS = st.dates().map(lambda date: f"{date.year % 100:02}{date.month:02}{date.day:02}")
PERSONAL = st.tuples(st.sampled_from(["", "19", "20"]), BIRTHS, st.sampled_from(["-", "", "+", " "]), NUMBERS).map(
    "".join
)
PHONES = st.tuples(
    st.sampled_from(["070", "072", "073", "076", "079", "+4670", "004673"]),
    st.sampled_from(["-", " ", ""]),
    st.sampled_from(["1234567", "123 45 67", "12 34 567"]),
).map("".join)
MAILS = st.from_regex(r"\A[a-zåäö][a-z0-9._-]{0,10}[a-z0-9]@[a-z]{2,8}\.example\.com\Z")
IDENTIFIERS = st.one_of(PERSONAL, PHONES, MAILS)


@settings(deadline=None, max_examples=200)
@given(words=WORDS, identifier=IDENTIFIERS, data=st.data())
def test_an_identifier_between_words_never_survives(words: list[str], identifier: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words)))
    found = anonymise(" ".join([*words[:at], identifier, *words[at:]])).text
    assert not re.search(r"[\d@]", TOKEN.sub("", found)), found


@settings(deadline=None, max_examples=200)
@given(pieces=st.lists(st.one_of(WORDS.map(" ".join), IDENTIFIERS), max_size=6))
def test_anonymising_twice_changes_nothing(pieces: list[str]) -> None:
    once = anonymise(", ".join(pieces)).text
    assert anonymise(once).text == once


@settings(deadline=None, max_examples=200)
@given(
    text=st.text(max_size=80) | st.text("ab AÅ@.0123456789-+:[]_\n", max_size=80), names=st.lists(st.text(max_size=12))
)
def test_edits_replay_on_any_text(text: str, names: list[str]) -> None:
    found = anonymise(text, names)
    assert apply_edits(text, found.edits) == found.text


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "!",
        "a@b.c ",
        "1",
        "1 ",
        "1-",
        " ",
        "@",
        "a@",
        "a.",
        "a",
        "A",
        "070-",
        "+46 ",
        "SE12 ",
        "konto ",
        "dnr ",
        "vägen",
        "[A",
        "Aa 1:",
    ],
)
def test_100_kb_of_one_piece_takes_under_two_seconds(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    anonymise(text)
    assert time.perf_counter() - start < 2
