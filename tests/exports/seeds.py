"""One small, whole, invented export of every format: what damage and mutations start from."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.exports.builders import archive, mail, text_file, workbook
from tests.exports.ole import Value, msg

SEPARATOR = "From x Mon Mar 02 09:14:00 2026\n"
HTML = (
    'Content-Type: multipart/alternative; boundary="gräns"\n\n--gräns\nContent-Type: text/plain; charset=iso-8859-1\n'
    "Content-Transfer-Encoding: quoted-printable\n\nN=E4r =F6ppnar badet?\n--gräns\nContent-Type: text/html\n\n"
    "<p>När öppnar badet?</p><blockquote type=cite>gammalt</blockquote>\n--gräns--\n"
)
ATTACHED = (
    'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nse bilaga\n--b\nContent-Type: application/pdf; name=a.pdf\n'
    "Content-Transfer-Encoding: base64\n\nQUJDREVG\n--b\nContent-Type: message/rfc822\n\nSubject: inre\n\ntext\n--b--\n"
)


def mails() -> list[str]:
    head = mail("", Message_ID="<2@example.com>", Subject="=?utf-8?Q?=C3=84rende?=").rstrip("\n") + "\n"
    other = mail("", Message_ID="<3@example.com>", References="<1@example.com>", From="kontakt@norrsjo.example")
    return [mail(), head + HTML, other.rstrip("\n") + "\n" + ATTACHED, mail("Tack!", Date="", Message_ID="")]


def seeds(folder: Path) -> Mapping[str, Path]:
    """Write them to `folder`; one path for each format."""
    box = "".join(SEPARATOR + one + "\n" for one in mails())
    comment = {"id": "5_1", "message": "Får man?", "from": {"id": "7", "name": "Anna"}, "comment_count": 1}
    reply = {"id": "5_2", "message": "Ja", "from": {"id": "100", "name": "Norrsjö"}, "parent": {"id": "5_1"}}
    post = {"id": "100_5", "message": "Badet", "created_time": "2026-03-02T09:00:00+0000", "permalink_url": "x"}
    graph = {
        "data": [post | {"comments": {"data": [comment | {"comments": {"data": [reply]}}]}}],
        "paging": {"next": "x"},
    }
    own = {"timestamp": 1772449200, "comment": "HÃ¥kan", "author": "Norrsjö kommun"}
    chat = {
        "participants": [{"name": "Anna"}, {"name": "Norrsjö kommun"}],
        "messages": [{"sender_name": "Anna", "timestamp_ms": 1772449200000, "content": "Ã„r det Ã¶ppet?"}],
        "thread_path": "inbox/anna_1",
    }
    properties: dict[int, Value] = {
        0x1A: "IPM.Note",
        0x37: "Plog",
        0x1000: "När?",
        0x39: datetime(2026, 3, 2, tzinfo=UTC),
        0x0C1F: "a@b.se",
    }
    rtf = b"{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}N\\'e4r?}"
    rtf_body: dict[int, Value] = {0x1009: b"\x40\0\0\0" + len(rtf).to_bytes(4, "little") + b"MELA\0\0\0\0" + rtf}
    return {
        "mbox": text_file(folder / "a.mbox", box),
        "eml": text_file(folder / "a.eml", mails()[1]),
        "msg": msg(folder / "a.msg", properties, [{0x39FE: "kontakt@norrsjo.example", 0x0C15: 1}]),
        "msg-rtf": msg(folder / "r.msg", {tag: properties[tag] for tag in (0x1A, 0x0C1F)} | rtf_body),
        "zip": archive(folder / "a.zip", {"kontakt/Inkorg/1.eml": mails()[0], "skola.mbox": box}),
        "outlook-csv": text_file(
            folder / "o.csv",
            "Ämne;Brödtext;Från: (Namn);Från: (Adress);Till: (Adress)\r\nPlogning;\"När;\r\nplogas?\";Anna;a@example.com;"
            "kontakt@norrsjo.example\r\nSV: Plogning;I kväll;Karin;/O=NORRSJO/CN=KARIN;a@example.com\r\n",
            "cp1252",
        ),
        "message-trace": text_file(
            folder / "t.csv",
            "origin_timestamp_utc,sender_address,recipient_status,message_subject,message_id,directionality\n"
            '2026-03-02T08:14:00Z,a@example.com,"kontakt@norrsjo.example##Receive, Deliver",Plogning,<1@x.se>,1\n',
        ),
        "facebook-graph": text_file(folder / "g.json", json.dumps(graph)),
        "facebook-download": text_file(folder / "d.json", json.dumps({"comments_v2": [{"data": [{"comment": own}]}]})),
        "messenger": text_file(folder / "message_1.json", json.dumps(chat)),
        "facebook-comments": text_file(
            folder / "c.csv",
            "Exporterad 2026-03-03\nNr;Namn;Profil-id;Datum;Kommentar\n1;Anna;7;2026-03-02 09:14;Får man ta veden?\n"
            "1-1;Norrsjö kommun;100;46083,5;Ja\n",
        ),
        "facebook-posts": text_file(
            folder / "p.csv",
            "Publicerings-id,Sidnamn,Publiceringstid,Permalänk,Kommentarer\n1,Norrsjö,02/03/2026 09:14,https://x,5\n",
        ),
        "table": workbook(folder / "x.xlsx", [["Fritext", "Inkom"], ["När plogas det?", datetime(2026, 3, 2, 9)]]),
        "jsonl": text_file(folder / "x.jsonl", '{"Fritext": "Hej?", "Inkom": "2026-03-02"}\n{"Fritext": "Hej"}\n'),
    }  # fmt: skip
