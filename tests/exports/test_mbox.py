from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.exports import Message, Rejected
from classifier.exports import mbox as reader
from classifier.exports.files import on_disk
from tests.exports.builders import SETTINGS, mail, mbox, messages, read_all, read_one


@pytest.mark.parametrize(
    "separator",
    [
        "From anna@example.com Mon Mar 02 09:14:00 2026",
        "From 1850000000000000001@xxx Mon Mar 02 08:14:00 +0000 2026",
        "From - Mon Mar 02 09:14:00 2026",
        "From ",
    ],
)
def test_separator_lines_of_mail_programs(tmp_path: Path, separator: str) -> None:
    found = read_all(mbox(tmp_path / "kontakt.mbox", mail(), mail(Message_ID="<2@example.com>"), separator=separator))
    assert [item.id for item in found] == ["1@example.com", "2@example.com"]
    assert {item.source for item in found} == {"kontakt"}


def test_from_in_the_text_splits_nothing_and_is_unquoted(tmp_path: Path) -> None:
    body = "Hej\n\nFrom nu på är det halt.\n>From i fredags\n>>From förut"
    found = read_one(mbox(tmp_path / "a.mbox", mail(body)))
    assert found.body == "Hej\n\nFrom nu på är det halt.\nFrom i fredags\n>From förut\n\n"


def test_crlf_line_ends(tmp_path: Path) -> None:
    path = mbox(tmp_path / "a.mbox", mail("rad ett\nrad två"), mail(Message_ID="<2@example.com>"))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_all(path)[0].body.split() == ["rad", "ett", "rad", "två"]


def test_a_message_above_the_limit_is_rejected_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_MESSAGE_BYTES", 2000)
    found = read_all(mbox(tmp_path / "a.mbox", mail("x" * 5000), mail(Message_ID="<2@example.com>")))
    assert isinstance(found[0], Rejected)
    assert found[0].place == "a.mbox, message 1"
    assert found[1].id == "2@example.com"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.integers(0, 600))
def test_broken_bytes_never_stop_the_import(tmp_path: Path, noise: bytes, at: int) -> None:
    path = mbox(tmp_path / "a.mbox", mail(), mail(Message_ID="<2@example.com>"))
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + noise + whole[at:])
    found = list(reader.read(on_disk(path), SETTINGS))
    assert found
    assert all(isinstance(item, Message | Rejected) for item in found)
    assert all(message.id for message in messages(found))
