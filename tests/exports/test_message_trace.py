from pathlib import Path

from classifier.exports import Direction
from tests.exports.builders import messages, notices, read_all, rejects, text_file

HEAD = (
    "origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id,network_message_id,"
    "original_client_ip,directionality,connector_id\n"
)
ROWS = (
    '2026-03-02T08:14:00.1234567Z,anna@example.com,"kontakt@norrsjo.example##Receive, Deliver;'
    'skola@norrsjo.example##Receive, Deliver",Plogning,100,<1@example.com>,n1,1.2.3.4,1,c\n'
    '2026-03-02T10:00:00Z,kontakt@norrsjo.example,"anna@example.com##Receive, Send",SV: Plogning,100,<2@example.com>,'
    "n2,1.2.3.4,2,c\n"
    '2026-03-02T11:00:00Z,spam@example.org,"kontakt@norrsjo.example##Receive, Quarantined",Vinn,100,<3@example.org>,'
    "n3,1.2.3.4,1,c\n"
    '2026-03-02T12:00:00Z,bo@example.org,"fel@norrsjo.example##Receive, Fail;skola@norrsjo.example##Receive, Deliver",'
    "Fråga,100,<4@example.org>,n4,1.2.3.4,1,c\n"
)


def test_volumes_and_times_without_texts(tmp_path: Path) -> None:
    found = messages(read_all(text_file(tmp_path / "trace.csv", HEAD + ROWS)))
    assert [(item.id, item.source, item.direction) for item in found] == [
        ("1@example.com", "kontakt@norrsjo.example", Direction.INCOMING),
        ("2@example.com", "kontakt@norrsjo.example", Direction.OUTGOING),
        ("4@example.org", "fel@norrsjo.example", Direction.INCOMING),
    ]
    assert found[0].sent_at is not None
    assert found[0].sent_at.isoformat() == "2026-03-02T08:14:00+00:00"
    assert [party.address for party in found[0].recipients] == ["kontakt@norrsjo.example", "skola@norrsjo.example"]
    assert (found[0].body, found[0].notes) == ("", ("no text in the export",))


def test_what_reached_nobody_is_counted_and_left_out(tmp_path: Path) -> None:
    said = notices(read_all(text_file(tmp_path / "trace.csv", HEAD + ROWS)))
    assert "1 messages never delivered (spam, quarantine, failure) left out" in said
    assert any("holds no texts" in notice for notice in said)


def test_one_message_on_a_row_for_each_recipient(tmp_path: Path) -> None:
    text = (
        '"MessageId","Received","SenderAddress","RecipientAddress","Subject","Status"\n'
        '"<1@example.com>","2026-03-02 08:14:00","anna@example.com","kontakt@norrsjo.example","Plogning","Delivered"\n'
        '"<1@example.com>","2026-03-02 08:14:00","anna@example.com","skola@norrsjo.example","Plogning","Delivered"\n'
        '"<2@example.com>","2026-03-02 09:14:00","bo@example.com","skola@norrsjo.example","Skola","Failed"\n'
    )
    (found,) = messages(read_all(text_file(tmp_path / "trace.csv", text)))
    assert len(found.recipients) == 2
    assert found.sent_at is not None
    assert found.sent_at.isoformat() == "2026-03-02T08:14:00+00:00"


def test_the_steps_of_an_extended_trace_are_one_message(tmp_path: Path) -> None:
    text = "date_time_utc,event_id,sender_address,recipient_address,message_subject,message_id\n" + "".join(
        f"2026-03-02T08:14:0{n}Z,{event},anna@example.com,kontakt@norrsjo.example,Plogning,<1@example.com>\n"
        for n, event in enumerate(("RECEIVE", "DELIVER", "RESUBMIT"))
    )
    found = read_all(text_file(tmp_path / "trace.csv", text))
    assert len(messages(found)) == 1
    assert "2 rows of further events left out" in notices(found)


def test_a_row_without_a_time_is_rejected(tmp_path: Path) -> None:
    row = "okänd,anna@example.com,kontakt@norrsjo.example##Deliver,Hej,1,<1@example.com>,n,i,1,c\n"
    assert rejects(read_all(text_file(tmp_path / "trace.csv", HEAD + row))) == ["no usable date"]
