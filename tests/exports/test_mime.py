"""Cutting gives what Python's line-by-line parser gives, and survives what that does."""

import base64
from email import message_from_bytes
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.exports import mime

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)


def texts(raw: bytes) -> list[bytes]:
    return [part.decoded(10**6) for part in mime.leaves(mime.parse(raw))[0]]


@st.composite
def mails(draw: st.DrawFn, depth: int = 0) -> EmailMessage:
    mail = EmailMessage()
    mail.set_content(draw(TEXT), cte=draw(st.sampled_from(["base64", "quoted-printable", "8bit"])))
    if draw(st.booleans()):
        mail.add_alternative(f"<p>{draw(TEXT)}</p>", subtype="html")
    for _ in range(draw(st.integers(0, 2))):
        mail.add_attachment(draw(st.binary(max_size=300)), maintype="application", subtype="pdf", filename="a.pdf")
    return mail


@settings(max_examples=150, deadline=None)
@given(mails(), st.sampled_from([b"\n", b"\r\n"]))
def test_the_parts_are_those_of_the_standard_library(mail: EmailMessage, line_end: bytes) -> None:
    raw = mail.as_bytes().replace(b"\n", line_end)
    expected = [part for part in message_from_bytes(raw).walk() if not part.is_multipart()]
    found = mime.leaves(mime.parse(raw))[0]
    assert [part.content_type for part in found] == [part.get_content_type() for part in expected]
    assert [part.is_attachment for part in found] == [bool(part.get_filename()) for part in expected]
    decoded = [part.get_payload(decode=True) for part in expected]
    assert [text.strip() for text in texts(raw)] == [bytes(text).strip() for text in decoded]  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(mails(), st.integers(0, 400), st.binary(max_size=20), st.integers(0, 30))
def test_damage_never_raises(mail: EmailMessage, at: int, noise: bytes, length: int) -> None:
    raw = mail.as_bytes()
    for part in mime.leaves(mime.parse(raw[:at] + noise + raw[at + length :]))[0]:
        assert isinstance(part.decoded(1000), bytes)
        assert part.is_attachment in (True, False)


def test_headers_end_at_the_first_line_that_is_none() -> None:
    mail = mime.parse(b"Subject: hej\n folded\nno header here\nFrom: x\n\ntext")
    assert mail.value("subject") == "hej folded"
    assert "from" not in mail.fields
    assert mail.decoded(100).startswith(b"no header here")


@pytest.mark.parametrize(
    ("header", "name", "value"),
    [
        ('text/plain; charset="utf-8"; format=flowed', "charset", "utf-8"),
        ("text/plain; CHARSET=ISO-8859-1", "charset", "ISO-8859-1"),
        ("application/pdf; name*=utf-8''bygglov%20ansokan.pdf", "name", "bygglov%20ansokan.pdf"),
        ('multipart/mixed;\n\tboundary="a;b"', "boundary", "a;b"),
    ],
)
def test_parameters(header: str, name: str, value: str) -> None:
    assert mime.parse(f"Content-Type: {header}\n\n".encode()).parameters[name] == value


def test_nesting_is_bounded_and_said() -> None:
    raw = (
        "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(100)).encode() + b"\ntext"
    )
    assert mime.leaves(mime.parse(raw))[1]
    raw = b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 10_000
    assert len(mime.leaves(mime.parse(raw))[0]) <= 501


def test_a_boundary_that_begins_like_another_is_another() -> None:
    raw = (
        b'Content-Type: multipart/mixed; boundary="b1"\n\n--b1\nContent-Type: multipart/mixed; boundary="b10"\n\n'
        b"--b10\n\ninner\n--b10--\n--b1\n\nouter\n--b1--\nepilogue"
    )
    assert texts(raw) == [b"inner", b"outer"]


@pytest.mark.parametrize("coded", [b"aGVq", b"aGVq=", b"aGV\nq", b"aGVqZA", b"aGVqZ", b"a G V q !"])
def test_base64_is_read_as_far_as_it_goes(coded: bytes) -> None:
    assert mime.from_base64(coded).startswith(b"hej")
    assert base64.b64decode(b"aGVq") == b"hej"


def test_an_attachment_is_passed_over_without_being_copied() -> None:
    raw = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nse bilaga\n--b\nContent-Type: application/pdf\n\n'
    raw += b"A" * 50_000_000 + b"\n--b--\n"
    text, attachment = mime.leaves(mime.parse(raw))[0]
    assert text.decoded(100) == b"se bilaga"
    assert attachment.raw is raw
    assert attachment.end - attachment.start == 50_000_000
