from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from classifier.exports import Message, Party, Rejected
from tests.exports.builders import read_all, read_one
from tests.exports.ole import Value, msg
from tests.exports.test_rtf import literal

SENT = datetime(2026, 3, 2, 8, 14, tzinfo=UTC)
PLAIN: dict[int, Value] = {
    0x001A: "IPM.Note",
    0x0037: "Plogning",
    0x1000: "När plogas Kvarngatan?",
    0x0039: SENT,
    0x0C1F: "Anna@Example.com",
    0x0C1A: "Anna Berg",
    0x1035: "<1@example.com>",
}
TO: dict[int, Value] = {0x39FE: "kontakt@norrsjo.example", 0x3001: "Kontakt", 0x0C15: 1}


def read(tmp_path: Path, *recipients: dict[int, Value], **_: Any) -> Message:
    return read_one(msg(tmp_path / "kontakt" / "a.msg", PLAIN, recipients))


@pytest.fixture(autouse=True)
def _mailbox(tmp_path: Path) -> None:
    (tmp_path / "kontakt").mkdir()


def changed(tmp_path: Path, properties: dict[int, Value], without: tuple[int, ...] = ()) -> Message:
    kept = {tag: value for tag, value in PLAIN.items() if tag not in without}
    return read_one(msg(tmp_path / "kontakt" / "a.msg", kept | properties, [TO]))


def test_a_message_with_its_properties(tmp_path: Path) -> None:
    bcc: dict[int, Value] = {0x39FE: "dold@example.com", 0x0C15: 3}
    found = read(tmp_path, TO, bcc)
    assert found.id == "1@example.com"
    assert found.sender == Party("anna@example.com", "Anna Berg")
    assert found.recipients == (Party("kontakt@norrsjo.example", "Kontakt"),)
    assert (found.subject, found.body) == ("Plogning", "När plogas Kvarngatan?")
    assert found.sent_at == SENT
    assert found.source == "kontakt"
    assert found.notes == ()


def test_eight_bit_texts_in_windows_code_page(tmp_path: Path) -> None:
    found = changed(tmp_path, {0x11000: "Hål i gatan".encode("cp1252"), 0x3FFD: 1252}, without=(0x1000,))
    assert found.body == "Hål i gatan"


def test_html_by_its_own_code_page(tmp_path: Path) -> None:
    found = changed(tmp_path, {0x1013: "<p>Är badet öppet?</p>".encode(), 0x3FDE: 65001}, without=(0x1000,))
    assert found.body == "Är badet öppet?"
    found = changed(tmp_path, {0x1013: "<p>Är badet öppet?</p>".encode("cp1252"), 0x3FDE: 1252}, without=(0x1000,))
    assert found.body == "Är badet öppet?"


def test_html_goes_first_where_it_tells_the_quote(tmp_path: Path) -> None:
    html = b"<div>Tack!</div><blockquote type='cite'>det gamla</blockquote>"
    assert changed(tmp_path, {0x1013: html}).body == "Tack!\n> det gamla"


def test_a_body_that_is_rtf_only(tmp_path: Path) -> None:
    rtf = literal(rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}N\'e4r?{\*\htmltag72 </p>}}")
    found = changed(tmp_path, {0x1009: rtf}, without=(0x1000,))
    assert found.body == "När?"
    assert "text taken from RTF" in found.notes


def test_an_exchange_sender_is_resolved_where_the_file_tells(tmp_path: Path) -> None:
    exchange: dict[int, Value] = {0x0C1F: "/O=NORRSJO/OU=EXCHANGE/CN=RECIPIENTS/CN=KARIN", 0x0C1E: "EX"}
    assert changed(tmp_path, exchange | {0x5D01: "karin@norrsjo.example"}).sender == Party(
        "karin@norrsjo.example", "Anna Berg"
    )
    found = changed(tmp_path, exchange)
    assert found.sender is not None
    assert found.sender.is_exchange
    assert "Exchange address without an e-mail address" in found.notes


def test_the_headers_it_came_with_are_believed_first(tmp_path: Path) -> None:
    headers = (
        "From: =?utf-8?Q?=C3=85sa?= <asa@example.com>\r\nTo: info@norrsjo.example\r\nMessage-ID: <9@example.com>\r\n"
        "References: <7@example.com> <8@example.com>\r\nDate: Mon, 02 Mar 2026 10:00:00 +0100\r\n"
        "Auto-Submitted: auto-replied\r\n\r\n"
    )
    found = changed(tmp_path, {0x007D: headers})
    assert found.sender == Party("asa@example.com", "Åsa")
    assert found.id == "9@example.com"
    assert found.references == ("7@example.com", "8@example.com")
    assert found.sent_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert found.headers["auto-submitted"] == "auto-replied"


@pytest.mark.parametrize(
    ("message_class", "header", "value"),
    [
        ("REPORT.IPM.Note.NDR", "content-type", "multipart/report delivery-status"),
        ("REPORT.IPM.Note.IPNRN", "content-type", "multipart/report disposition-notification"),
        ("IPM.Schedule.Meeting.Request", "content-type", "text/calendar"),
        ("IPM.Note.Rules.OofTemplate.Microsoft", "auto-submitted", "auto-replied"),
    ],
)
def test_classes_of_machine_messages(tmp_path: Path, message_class: str, header: str, value: str) -> None:
    assert changed(tmp_path, {0x001A: message_class}).headers[header] == value


def test_what_is_no_mail_is_named(tmp_path: Path) -> None:
    path = msg(tmp_path / "a.msg", PLAIN | {0x001A: "IPM.Contact"})
    assert read_all(path) == [Rejected("a.msg", "a contact, not a mail")]


def test_damage_is_rejected_by_name(tmp_path: Path) -> None:
    path = msg(tmp_path / "a.msg", PLAIN, [TO])
    whole = path.read_bytes()
    for end in range(600, len(whole), 700):
        path.write_bytes(whole[:end])
        assert all(isinstance(item, Message | Rejected) for item in read_all(path))


def test_an_old_word_file_is_no_message(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "brev.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert read_all(tmp_path / "x") == [Rejected("brev.doc", "unknown export format")]
