import base64
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from classifier.exports import Message, Party, Rejected
from classifier.exports.mail import parse_mail
from tests.exports.builders import SETTINGS, mail

HEAD = "From: anna@example.com\nTo: kontakt@norrsjo.example\nMIME-Version: 1.0\n"


def parse(raw: str | bytes) -> Message:
    content = raw.encode() if isinstance(raw, str) else raw
    found = parse_mail(content, source="kontakt", place="p", settings=SETTINGS)
    assert isinstance(found, Message), found
    return found


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("=?utf-8?Q?=C3=85sa=5F=C3=96berg?=", "Åsa_Öberg"),
        ("Halt på gångvägen", "Halt på gångvägen"),
        ("=?iso-8859-1?Q?Sn=F6r=F6jning?= =?iso-8859-1?Q?_i_dag?=", "Snöröjning i dag"),
        ("=?x-okänd?B?aGVq?=", "hej"),
        ("=?utf-8?B?trasigt", "=?utf-8?B?trasigt"),
    ],
)
def test_subjects_are_decoded_or_left_readable(header: str, shown: str) -> None:
    assert parse(mail(Subject=header)).subject == shown


def test_a_name_with_a_comma_is_one_party() -> None:
    found = parse(mail(From="=?utf-8?Q?Berg=2C_Anna?= <Anna@Example.com>", To="a@norrsjo.example, B <b@example.com>"))
    assert found.sender == Party("anna@example.com", "Berg, Anna")
    assert [party.address for party in found.recipients] == ["a@norrsjo.example", "b@example.com"]


def test_a_header_encoded_whole_still_gives_its_address() -> None:
    assert parse(mail(From="=?utf-8?Q?Norrsj=C3=B6_=3Ckontakt=40norrsjo=2Eexample=3E?=")).sender == Party(
        "kontakt@norrsjo.example", "Norrsjö"
    )


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("iso-8859-1", "latin-1"), ("windows-1252", "cp1252")]
)
@pytest.mark.parametrize("transfer", ["8bit", "base64"])
def test_bodies_in_the_charsets_of_sweden(charset: str, encoding: str, transfer: str) -> None:
    body = "Är vägen över ån öppen?".encode(encoding)
    body = base64.b64encode(body) if transfer == "base64" else body
    raw = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n".encode()
    assert parse(raw + body).body.strip() == "Är vägen över ån öppen?"


def test_a_lying_charset_is_repaired_with_a_note() -> None:
    found = parse(f"{HEAD}Content-Type: text/plain; charset=us-ascii\n\n".encode() + "Hål i gatan".encode("cp1252"))
    assert found.body == "Hål i gatan"
    assert "charset unknown or wrong, read as Windows-1252" in found.notes


def test_html_alone_becomes_text_and_plain_text_wins_over_html() -> None:
    assert parse(f"{HEAD}Content-Type: text/html\n\n<p>Hej <b>där</b></p>").body == "Hej där"
    both = (
        f'{HEAD}Content-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain\n\nren text\n'
        "--x\nContent-Type: text/html\n\n<p>html</p>\n--x--\n"
    )
    assert parse(both).body.strip() == "ren text"


def test_attachments_and_attached_mails_are_no_text() -> None:
    raw = (
        f'{HEAD}Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nse bilaga\n'
        "--x\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\nbilagan\n"
        "--x\nContent-Type: message/rfc822\n\nSubject: inre\n\ninre text\n--x--\n"
    )
    assert parse(raw).body.strip() == "se bilaga"


def test_deep_nesting_ends_in_a_message_or_a_reject() -> None:
    raw = HEAD + "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2000))
    assert isinstance(parse_mail(raw.encode(), source="s", place="p", settings=SETTINGS), Message | Rejected)


@pytest.mark.parametrize(
    ("date", "received", "hour", "note"),
    [
        ("Mon, 02 Mar 2026 09:14:00 +0100", "", 9, ""),
        ("Mon, 02 Mar 2026 09:14:00", "", 9, "date without time zone, taken as local time"),
        ("igår", "from x by y; Mon, 02 Mar 2026 10:00:00 +0100", 10, "date taken from Received"),
        ("Mon, 02 Mar 1926 09:14:00 +0100", "from x; Mon, 02 Mar 2026 11:00:00 +0100", 11, "date taken from Received"),
    ],
)
def test_dates(date: str, received: str, hour: int, note: str) -> None:
    found = parse(mail(Date=date, Received=received))
    assert found.sent_at is not None
    assert found.sent_at.astimezone(ZoneInfo("Europe/Stockholm")) == datetime(
        2026, 3, 2, hour, 14 if hour == 9 else 0, tzinfo=ZoneInfo("Europe/Stockholm")
    )
    assert (note in found.notes) == bool(note)


def test_no_usable_date_is_none_with_a_note() -> None:
    found = parse(mail(Date="32 Mars"))
    assert found.sent_at is None
    assert "no usable date" in found.notes


def test_a_missing_message_id_is_made_from_the_content() -> None:
    one, same, other = (parse(mail(body, Message_ID="")) for body in ("a", "a", "b"))
    assert one.id == same.id != other.id
    assert "no Message-ID" in one.notes


def test_references_keep_their_order_nearest_last() -> None:
    found = parse(mail(References="<a@x.example>\n <b@x.example>", In_Reply_To="<c@x.example>"))
    assert found.references == ("a@x.example", "b@x.example", "c@x.example")


def test_nothing_to_read_is_rejected() -> None:
    assert parse_mail(b"\n\n", source="s", place="p", settings=SETTINGS) == Rejected("p", "no sender and no text")


@pytest.mark.parametrize(
    ("kind", "is_invitation"),
    [
        ("text/calendar; method=REQUEST; name=meeting.ics", True),
        ("text/calendar; name=a.ics", False),
        ("text/html", False),
    ],
)
def test_an_invitation_is_told_by_its_part(kind: str, is_invitation: bool) -> None:
    raw = (
        f'{HEAD}Content-Type: multipart/mixed; boundary="x"\n\n--x\n\nMöte\n--x\nContent-Type: {kind}\n\nBEGIN\n--x--\n'
    )
    assert ("text/calendar" in parse(raw).headers["content-type"]) == is_invitation


@pytest.mark.parametrize("kind", ["application/ms-tnef; name=winmail.dat", "application/pkcs7-mime; name=smime.p7m"])
def test_words_that_cannot_be_read_are_noted(kind: str) -> None:
    found = parse(f"{HEAD}Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\nQUJD\n")
    assert found.body == ""
    assert len(found.notes) == 3


@pytest.mark.parametrize("charset", ["punycode", "idna", "hex", "zip", "unicode_escape", "x-okänd", "0", "utf-8\x00"])
def test_charsets_that_no_mail_has_are_not_tried(charset: str) -> None:
    raw = f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode() + b"a" * 300_000 + "ö".encode()
    assert parse(raw).body.startswith("aaa")


def test_a_text_cut_at_the_limit_is_not_cut_within_a_letter() -> None:
    found = parse(f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n" + "åäö " * 400_000)
    assert len(found.body) == 200_000
    assert set(found.body) == set("åäö ")
    assert "text cut at 200,000 characters" in found.notes
