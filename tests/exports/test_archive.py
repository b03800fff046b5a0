import io
import zipfile
from pathlib import Path

import pytest

from classifier.exports import Direction, Message
from classifier.exports import archive as limits
from tests.exports.builders import archive, mail, messages, read_all, rejects


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    box = "From x Mon Mar 02 09:14:00 2026\n" + mail(Message_ID="<3@example.com>")
    path = archive(
        tmp_path / "export.zip",
        {
            "kontakt/Inkorg/1.eml": mail(),
            "kontakt/Skickat/2.eml": mail(Message_ID="<2@example.com>"),
            "skola.mbox": box,
        },
    )
    found = {item.id: item for item in messages(read_all(path))}
    assert found["1@example.com"].source == "kontakt"
    assert found["2@example.com"].direction is Direction.OUTGOING
    assert found["3@example.com"].source == "skola"
    assert found["3@example.com"].place == "export.zip/skola.mbox, message 1"


def test_what_systems_leave_is_passed_over(tmp_path: Path) -> None:
    left = ("Thumbs.db", "a/desktop.ini", "__MACOSX/1.eml", ".git/1.eml")
    path = archive(tmp_path / "export.zip", {"./a/1.eml": mail(), **dict.fromkeys(left, "x")})
    assert [type(item) for item in read_all(path)] == [Message]


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inre.zip", {"a.eml": mail()}).read_bytes()
    (found,) = read_all(archive(tmp_path / "yttre.zip", {"inre.zip": inner}))
    assert (found.id, found.source) == ("1@example.com", "inre")


def test_archives_nested_without_end_are_rejected(tmp_path: Path) -> None:
    content = archive(tmp_path / "0.zip", {"a.eml": mail()}).read_bytes()
    for number in range(1, 9):
        content = archive(tmp_path / f"{number}.zip", {"inre.zip": content}).read_bytes()
    assert rejects(read_all(tmp_path / "8.zip")) == ["archives nested more than 3 deep"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
        target.open("a.mbox", "w") as out,
    ):
        for _ in range(80):
            out.write(bytes(2**20))
    (tmp_path / "bomb.zip").write_bytes(buffer.getvalue())
    (reason,) = rejects(read_all(tmp_path / "bomb.zip"))
    assert "more than 200 times its size" in reason


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [("MAX_MEMBERS", 1, "more than 1 files"), ("MAX_TOTAL_BYTES", 100, "unpacks to more than")],
)
def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str) -> None:
    monkeypatch.setattr(limits, limit, value)
    (found,) = rejects(read_all(archive(tmp_path / "a.zip", {"1.eml": mail(), "2.eml": mail()})))
    assert reason in found


def test_names_that_lead_out_lead_nowhere(tmp_path: Path) -> None:
    names = ["../../etc/1.eml", "/abs/2.eml", "C:\\bilagor\\3.eml"]
    members = {name: mail(Message_ID=f"<{number}@example.com>") for number, name in enumerate(names)}
    found = messages(read_all(archive(tmp_path / "a.zip", dict(members))))
    assert len(found) == 3
    assert not any(".." in item.place or "//" in item.place for item in found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_damage_and_passwords_are_named(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.zip", {"1.eml": mail(), "2.eml": mail(Message_ID="<2@example.com>")})
    content = bytearray(whole.read_bytes())
    content[50] ^= 0xFF
    whole.write_bytes(content)
    found = read_all(whole)
    assert len(rejects(found)) == 1
    assert [item.id for item in messages(found)] == ["2@example.com"]
    (tmp_path / "b.zip").write_bytes(content[:200])
    assert "damaged archive" in rejects(read_all(tmp_path / "b.zip"))[0]
    locked = bytearray(archive(tmp_path / "c.zip", {"1.eml": mail()}).read_bytes())
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "c.zip").write_bytes(locked)
    assert rejects(read_all(tmp_path / "c.zip")) == ["protected by a password; unpack it first"]
