from pathlib import Path

import pytest

from classifier.errors import ExportError
from classifier.exports import FORMATS, Rejected, read_exports
from tests.exports.builders import SETTINGS, archive, mail, mbox, notices, rejects

GRAPH = '{"data": [{"id": "1_2", "created_time": "2026-03-02T09:00:00+0000", "message": "hej"}]}'


def test_the_content_and_not_the_name_decides(tmp_path: Path) -> None:
    mbox(tmp_path / "a.txt", mail())
    (tmp_path / "b.mbox").write_text(GRAPH, encoding="utf-8")
    assert [item.channel for item in read_exports([tmp_path], SETTINGS)] == ["email", "facebook"]  # type: ignore[union-attr]


def test_the_named_format_wins(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(GRAPH, encoding="utf-8")
    (found,) = read_exports([tmp_path / "a.json"], SETTINGS, "mbox")
    assert found == Rejected("a.json, message 1", "no sender and no text") or found.channel == "email"  # type: ignore[union-attr]


def test_strange_and_empty_files_in_a_folder_are_counted(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_bytes(b"hej")
    (tmp_path / "tom.mbox").touch()
    (tmp_path / ".dold").write_bytes(b"x")
    assert [item.reason for item in read_exports([tmp_path], SETTINGS) if isinstance(item, Rejected)] == [
        "unknown export format",
        "empty file",
    ]


@pytest.mark.parametrize("name", ["finns-inte", "."])
def test_nothing_to_read_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError):
        list(read_exports([tmp_path / name], SETTINGS))


def test_a_format_has_one_row_and_its_own_name() -> None:
    assert len({item.name for item in FORMATS}) == len(FORMATS)


def test_pictures_among_messages_are_passed_over_in_one_notice(tmp_path: Path) -> None:
    mbox(tmp_path / "kontakt.mbox", mail())
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    found = list(read_exports([tmp_path], SETTINGS))
    assert notices(found) == ["3 pictures, films or PDFs passed over, the first 0.jpg"]
    assert rejects(found) == []
    packed = archive(tmp_path / "a.zip", {"1.eml": mail(), "1.jpg": b"\xff\xd8\xff\xe0"})
    assert notices(list(read_exports([packed], SETTINGS))) == [
        "1 pictures, films or PDFs passed over, the first a.zip/1.jpg"
    ]


def test_a_web_page_is_answered_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "message_1.html").write_text("<!DOCTYPE html><html><body>hej</body></html>", encoding="utf-8")
    mbox(tmp_path / "kontakt.mbox", mail())
    assert rejects(list(read_exports([tmp_path], SETTINGS))) == ["a web page; order Facebook's download as JSON"]
