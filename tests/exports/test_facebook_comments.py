from datetime import datetime
from pathlib import Path

from classifier.exports import Kind, Party
from classifier.settings import Settings
from tests.exports.builders import messages, notices, read_all, rejects, text_file, workbook

OURS = Settings(facebook_pages=("Norrsjö kommun",))
ADDRESS = "https://www.facebook.com/norrsjo/posts/1234567890"


def test_banner_rows_numbered_replies_and_excel_dates(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "kommentarer.xlsx",
        [
            ["Facebook Comments Export"],
            [f"Post URL: {ADDRESS}"],
            [],
            ["", "Name (click to view profile)", "Profile ID", "Date", "Likes", "Comment", "(view source)"],
            ["1", "Anna Berg", "7", datetime(2026, 3, 2, 9, 14), 0, "Får man ta veden?", "view comment"],
            ["1-1", "Norrsjö kommun", "100", 46083.5, 2, "Ja, det får man.", "view comment"],
            ["2", "Bo Ek", "8", "2026-03-02 10:00", 0, "Tack!", "view comment"],
        ],
    )
    found = messages(read_all(path, OURS))
    assert [item.body for item in found] == ["Får man ta veden?", "Ja, det får man.", "Tack!"]
    assert [item.sent_at.isoformat() for item in found if item.sent_at] == [
        "2026-03-02T09:14:00+01:00", "2026-03-02T12:00:00+01:00", "2026-03-02T10:00:00+01:00",
    ]  # fmt: skip
    assert found[0].sender == Party("7", "Anna Berg")
    assert [item.references for item in found] == [
        ("1234567890",),
        ("1234567890", "1234567890 #1"),
        ("1234567890",),
    ]
    assert {item.kind for item in found} == {Kind.COMMENT}
    assert {item.replies_exported for item in found} == {True}


def test_parents_by_id_under_several_posts(tmp_path: Path) -> None:
    text = (
        "Comment ID;Parent ID;Post URL;Author;Created Time;Message\n"
        f"c1;;{ADDRESS};Anna Berg;2026-03-02T09:14:00+0000;Får man ta veden?\n"
        f"c2;c1;{ADDRESS};Norrsjö kommun;2026-03-02T10:14:00+0000;Ja.\n"
        "c3;;https://www.facebook.com/norrsjo/posts/99999;Bo;2026-03-02T11:14:00+0000;Hej\n"
    )
    found = messages(read_all(text_file(tmp_path / "a.csv", text), OURS))
    assert [(item.id, item.references) for item in found] == [
        ("c1", ("1234567890",)),
        ("c2", ("1234567890", "c1")),
        ("c3", ("99999",)),
    ]


def test_replies_in_a_column_of_their_own(tmp_path: Path) -> None:
    text = (
        "Namn;Datum;Kommentar;Svar\nAnna;2026-03-02 09:14;Får man ta veden?;\n"
        "Norrsjö kommun;2026-03-02 10:14;;Ja.\nBo;2026-03-02 11:00;Hej;Hej själv\n;;;\n"
    )
    found = messages(read_all(text_file(tmp_path / "a.csv", text), OURS))
    assert [item.body for item in found] == ["Får man ta veden?", "Ja.", "Hej", "Hej själv"]
    assert found[1].references[1:] == (found[0].id,)
    assert found[3].references[1:] == (found[2].id,)
    assert found[3].sender is None


def test_the_page_must_be_known_for_answers_to_be_told(tmp_path: Path) -> None:
    text = "Name,Date,Comment\nAnna,2026-03-02 09:14,Hej?\n"
    found = read_all(text_file(tmp_path / "a.csv", text), Settings())
    assert "facebook_pages is not set" in notices(found)[0]
    assert messages(found)[0].replies_exported is False
    found = read_all(tmp_path / "a.csv", OURS)
    assert "shows no replies and nothing by the page" in notices(found)[0]
    assert messages(found)[0].replies_exported is False
    text_file(tmp_path / "a.csv", text + "Norrsjö kommun,2026-03-02 10:14,Hej Anna! Ja.\n")
    assert {item.replies_exported for item in messages(read_all(tmp_path / "a.csv", OURS))} == {None}


def test_a_picture_is_a_comment_without_words_and_a_row_of_nobody_is_rejected(tmp_path: Path) -> None:
    text = "Name,Date,Comment\nBo,2026-03-02 09:15,\n,2026-03-02 09:16,\n"
    found = read_all(text_file(tmp_path / "a.csv", text), OURS)
    assert [item.body for item in messages(found)] == [""]
    assert rejects(found) == ["no sender and no text"]
