import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.exports.html import html_to_text
from classifier.exports.rtf import decompress, rtf_to_text


def uncompressed(rtf: bytes) -> bytes:
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def literal(rtf: bytes) -> bytes:
    """Compressed by nothing but literals, and the reference that ends it."""
    out = bytearray()
    steps = [bytes([byte]) for byte in rtf]
    for at in range(0, len(steps) + 1, 8):
        group = steps[at : at + 8]
        control = 0
        if len(group) < 8:
            end = (207 + len(rtf)) % 4096
            control = 1 << len(group)
            group = [*group, struct.pack(">H", end << 4)]
        out += bytes([control]) + b"".join(group)
    return struct.pack("<II4sI", len(out) + 12, len(rtf), b"LZFu", 0) + bytes(out)


def test_the_published_example_is_expanded() -> None:
    # MS-OXRTFCP, section 4.1.
    coded = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    assert decompress(bytes.fromhex(coded)) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_a_reference_may_reach_into_what_it_writes() -> None:
    # MS-OXRTFCP, section 4.2.
    coded = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
    assert decompress(bytes.fromhex(coded)) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize("pack", [uncompressed, literal])
@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 5000])
def test_what_is_packed_comes_back(pack: object, size: int) -> None:
    rtf = (b"{\\rtf1 hej }" * 500)[:size]
    assert decompress(pack(rtf)) == rtf  # type: ignore[operator]


@given(st.binary(max_size=200), st.integers(0, 2**32 - 1))
def test_damage_is_read_as_far_as_it_goes(noise: bytes, size: int) -> None:
    assert len(decompress(struct.pack("<II4sI", 0, size, b"LZFu", 0) + noise)) <= 18 * 8 * len(noise) + 1


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1252 N\'e4r plogas det?\par Mvh}", "När plogas det?\nMvh"),
        (rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator Riched20;}\pard hej}", "hej"),
        (rb"{\rtf1\ansi\uc1 \u228?r det \u-10179?\u-8704?}", "är det 😀"),
        (rb"{\rtf1\ansi\uc2 \u228\'e4\'e4r}", "är"),
        (rb"{\rtf1\ansi ett\line tv\'e5\tab tre \{klammer\} \\ \~slut}", "ett\ntvå\ttre {klammer} \\ \xa0slut"),
        (rb"{\rtf1\ansi\ansicpg936 \'d6\'d0\'ce\'c4}", "中文"),
        (rb"{\rtf1\ansi oavslutad {\b fet", "oavslutad fet"),
        (b"", ""),
    ],
)
def test_rtf_as_text(rtf: bytes, text: str) -> None:
    assert rtf_to_text(rtf) == (text, False)


def test_html_is_taken_out_of_rtf() -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}"
        rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 N\'e4r \'f6ppnar badet?{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 "
        rb"\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}{\*\mhtmltag64 <img src=x>}"
        rb"{\*\htmltag96 <blockquote type=cite>}gammalt{\*\htmltag104 </blockquote>}}"
    )
    text, is_html = rtf_to_text(rtf)
    assert is_html
    assert html_to_text(text).split("\n") == ["När öppnar badet?", "", "> gammalt"]


@given(st.text(alphabet="\\{}'*u1- abrtfhml\n\x80ä", max_size=200))
def test_no_rtf_raises(source: str) -> None:
    rtf_to_text(source.encode("latin-1"))
    rtf_to_text(b"{\\rtf1\\fromhtml1 " + source.encode("latin-1"))


def test_deep_groups_end() -> None:
    assert rtf_to_text(b"{\\rtf1 " + b"{" * 200_000 + b"slut")[0] == "slut"
