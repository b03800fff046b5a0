from pathlib import Path

from classifier.exports import Direction, Rejected
from tests.exports.builders import SETTINGS, mail, messages, read_all, read_one, rejects, text_file


def test_a_folder_of_mails_is_the_mailbox(tmp_path: Path) -> None:
    text_file(tmp_path / "kontakt" / "Inkorg" / "1.eml", mail())
    text_file(tmp_path / "kontakt" / "Skickat" / "2.eml", mail(Message_ID="<2@example.com>"))
    found = messages(read_all(tmp_path))
    assert [(item.source, item.folder, item.direction) for item in found] == [
        ("kontakt", "Inkorg", Direction.INCOMING),
        ("kontakt", "Skickat", Direction.OUTGOING),
    ]
    assert [item.place for item in found] == ["kontakt/Inkorg/1.eml", "kontakt/Skickat/2.eml"]


def test_what_systems_leave_is_passed_over(tmp_path: Path) -> None:
    for name in ("Thumbs.db", "a/Desktop.ini", ".DS_Store"):
        text_file(tmp_path / name, "x")
    text_file(tmp_path / "a" / "1.eml", mail())
    assert len(read_all(tmp_path)) == len(messages(read_all(tmp_path))) == 1


def test_a_mail_named_alone_lies_in_the_mailbox_that_its_folder_names(tmp_path: Path) -> None:
    assert read_one(text_file(tmp_path / "bygglov" / "a.eml", mail())).source == "bygglov"


def test_a_maildir_with_its_folders(tmp_path: Path) -> None:
    box = tmp_path / "kontakt"
    for folder in ("cur", "new", "tmp", ".INBOX.Skickat/cur", ".INBOX.Skickat/new", ".cache"):
        (box / folder).mkdir(parents=True)
    text_file(box / "cur" / "1.x:2,S", mail())
    text_file(box / "new" / "2.x", mail(Message_ID="<2@example.com>"))
    text_file(box / "tmp" / "3.x", mail(Message_ID="<3@example.com>"))
    text_file(box / ".INBOX.Skickat" / "cur" / "4.x:2,S", mail(Message_ID="<4@example.com>"))
    text_file(box / ".cache" / "5.x", mail(Message_ID="<5@example.com>"))
    found = {item.id: item for item in messages(read_all(box))}
    assert set(found) == {"1@example.com", "2@example.com", "4@example.com"}
    assert found["4@example.com"].direction is Direction.OUTGOING
    assert {item.source for item in found.values()} == {"kontakt"}


def test_links_lead_nowhere(tmp_path: Path) -> None:
    outside = text_file(tmp_path / "utanför.eml", mail())
    inside = tmp_path / "in"
    text_file(inside / "1.eml", mail(Message_ID="<2@example.com>"))
    (inside / "2.eml").symlink_to(outside)
    (inside / "slinga").symlink_to(inside)
    assert [item.id for item in messages(read_all(inside))] == ["2@example.com"]


def test_a_text_that_is_no_mail_is_rejected(tmp_path: Path) -> None:
    text_file(tmp_path / "läs.txt", "Anteckning: hej\nMer: text\n\nslut")
    text_file(tmp_path / "1.eml", mail())
    assert rejects(read_all(tmp_path)) == ["unknown export format"]


def test_a_reader_that_fails_costs_its_own_file_only(tmp_path: Path, monkeypatch: object) -> None:
    from classifier.exports import formats

    def broken(file: object, settings: object) -> object:
        raise RuntimeError("not foreseen")

    text_file(tmp_path / "1.mbox", "From x Mon Mar 02 09:14:00 2026\n" + mail())
    text_file(tmp_path / "2.eml", mail(Message_ID="<2@example.com>"))
    rows = tuple(
        formats.Format(row.name, row.description, row.sniff, broken if row.name == "mbox" else row.read)  # type: ignore[arg-type]
        for row in formats.FORMATS
    )
    monkeypatch.setattr(formats, "FORMATS", rows)  # type: ignore[attr-defined]
    found = list(formats.read_exports([tmp_path], SETTINGS))
    assert found[0] == Rejected("1.mbox", "the rest of the file cannot be read (RuntimeError)")
    assert [item.id for item in messages(found)] == ["2@example.com"]
