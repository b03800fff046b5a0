from pathlib import Path

import pytest

from classifier.exports import Direction, Party
from tests.exports.builders import messages, notices, read_all, rejects, text_file

ENGLISH = (
    '"Subject","Body","From: (Name)","From: (Address)","From: (Type)","To: (Name)","To: (Address)","To: (Type)",'
    '"CC: (Name)","CC: (Address)","CC: (Type)","BCC: (Name)","BCC: (Address)","BCC: (Type)","Billing Information",'
    '"Categories","Importance","Mileage","Sensitivity"\r\n'
    '"Plogning","När plogas\r\nKvarngatan?","Anna Berg","anna@example.com","SMTP","Kontakt;Skola",'
    '"kontakt@norrsjo.example;skola@norrsjo.example","SMTP;SMTP","","","","","","","","","Normal","","Normal"\r\n'
)
SWEDISH = (
    "Ämne;Brödtext;Från: (Namn);Från: (Adress);Från: (Typ);Till: (Namn);Till: (Adress);Kopia: (Adress)\r\n"
    "Plogning;Är det halt?;Åsa Berg;asa@example.com;SMTP;Kontakt;kontakt@norrsjo.example;\r\n"
    "SV: Plogning;Ja;Karin;/O=NORRSJO/OU=EXCHANGE/CN=RECIPIENTS/CN=KARIN;EX;Åsa;asa@example.com;\r\n"
)


def test_the_english_export(tmp_path: Path) -> None:
    found = read_all(text_file(tmp_path / "kontakt.csv", ENGLISH))
    (message,) = messages(found)
    assert message.sender == Party("anna@example.com", "Anna Berg")
    assert [party.address for party in message.recipients] == ["kontakt@norrsjo.example", "skola@norrsjo.example"]
    assert (message.subject, message.body) == ("Plogning", "När plogas\nKvarngatan?")
    assert message.source == "kontakt"
    assert message.sent_at is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "cp850"])
def test_the_swedish_export_in_its_code_pages(tmp_path: Path, encoding: str) -> None:
    found = messages(read_all(text_file(tmp_path / "kontakt.csv", SWEDISH, encoding)))
    assert [item.body for item in found] == ["Är det halt?", "Ja"]
    assert found[0].sender == Party("asa@example.com", "Åsa Berg")
    assert found[1].sender is not None
    assert found[1].sender.is_exchange


def test_without_dates_one_notice_says_what_cannot_be_measured(tmp_path: Path) -> None:
    (notice,) = notices(read_all(text_file(tmp_path / "kontakt.csv", SWEDISH)))
    assert "ej mätbart" in notice


def test_a_column_of_dates_is_used(tmp_path: Path) -> None:
    text = "Mottaget;Ämne;Brödtext;Från\n2026-03-02 09:14;Plogning;När?;Anna Berg <anna@example.com>\n"
    found = read_all(text_file(tmp_path / "kontakt.csv", text))
    assert notices(found) == []
    assert found[0].sent_at.isoformat() == "2026-03-02T09:14:00+01:00"
    assert found[0].sender == Party("anna@example.com", "Anna Berg")


def test_undated_rows_that_are_alike_are_two_messages(tmp_path: Path) -> None:
    row = "Fråga;Hej?;Anna;anna@example.com\n"
    found = messages(read_all(text_file(tmp_path / "a.csv", "Ämne;Brödtext;Från: (Namn);Från: (Adress)\n" + row * 2)))
    assert len({item.id for item in found}) == 2


def test_the_file_of_sent_mail_tells_direction(tmp_path: Path) -> None:
    text_file(tmp_path / "kontakt" / "Skickat.csv", SWEDISH)
    assert {item.direction for item in messages(read_all(tmp_path))} == {Direction.OUTGOING}


def test_rows_of_nothing_are_rejected_one_by_one(tmp_path: Path) -> None:
    found = read_all(text_file(tmp_path / "a.csv", SWEDISH + "Fråga;;;;;;;\n"))
    assert rejects(found) == ["no sender and no text"]
    assert len(messages(found)) == 2


def test_a_quote_that_never_ends_costs_the_rest_only(tmp_path: Path) -> None:
    found = read_all(text_file(tmp_path / "a.csv", SWEDISH + 'Fråga;"' + "x" * (9 * 2**20)))
    assert len(messages(found)) == 2
    assert rejects(found) == ["the rest of the file cannot be read (Error)"]
