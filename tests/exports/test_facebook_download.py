import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.exports import Direction, Kind
from classifier.exports.facebook_download import repaired
from classifier.settings import Settings
from tests.exports.builders import messages, notices, read_all, rejects, text_file

OURS = Settings(facebook_pages=("Norrsjö kommun",))
NOON = 1_772_449_200_000  # 2026-03-02 12:00 in Stockholm
HOUR = 3_600_000


def mangled(text: str) -> str:
    return text.encode().decode("latin-1")


def write(path: Path, document: Any) -> Path:
    return text_file(path, json.dumps(document))


def conversation(*lines: tuple[str, int, str]) -> dict[str, Any]:
    """As Facebook writes it: newest first."""
    return {
        "participants": [{"name": mangled("Håkan Öberg")}, {"name": mangled("Norrsjö kommun")}],
        "messages": [
            {"sender_name": mangled(name), "timestamp_ms": NOON + hours * HOUR, "content": mangled(text)}
            for name, hours, text in reversed(lines)
        ],
        "title": mangled("Håkan Öberg"),
        "thread_path": "inbox/hakanoberg_123",
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_was_mangled_comes_back(text: str) -> None:
    assert repaired(mangled(text)) == text


@pytest.mark.parametrize("text", ["Håkan", "Ärende 5", "é", "日本", "Ã"])
def test_what_is_whole_stays(text: str) -> None:
    assert repaired(text) == text


def test_comments_of_the_account_are_outgoing(tmp_path: Path) -> None:
    comment = {
        "timestamp": NOON // 1000,
        "comment": mangled("Det går bra på fredag"),
        "author": mangled("Norrsjö kommun"),
    }
    document = {
        "comments_v2": [{"timestamp": NOON // 1000, "data": [{"comment": comment}], "title": "x"}, {"title": "x"}]
    }
    found = read_all(write(tmp_path / "comments.json", document))
    (message,) = messages(found)
    assert (message.body, message.direction) == ("Det går bra på fredag", Direction.OUTGOING)
    assert message.sender is not None
    assert message.sender.name == "Norrsjö kommun"
    assert "holds only what the account itself wrote" in notices(found)[0]
    assert rejects(found) == ["no comment in the item"]


def test_a_conversation_is_read_oldest_first_and_repaired(tmp_path: Path) -> None:
    document = conversation(("Håkan Öberg", 0, "Är badet öppet?"), ("Norrsjö kommun", 1, "Ja, till åtta."))
    found = messages(read_all(write(tmp_path / "messages" / "inbox" / "h" / "message_1.json", document), OURS))
    assert [(item.body, item.direction) for item in found] == [
        ("Är badet öppet?", Direction.INCOMING),
        ("Ja, till åtta.", Direction.OUTGOING),
    ]
    assert {(item.channel, item.kind, item.source) for item in found} == {("messenger", Kind.CHAT, "Norrsjö kommun")}
    assert found[0].references == found[1].references


def test_a_conversation_in_several_files_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "inbox" / "h"
    write(folder / "message_1.json", conversation(("Norrsjö kommun", 2, "Ja.")))
    write(folder / "message_2.json", conversation(("Håkan Öberg", 0, "Är badet öppet?")))
    write(tmp_path / "inbox" / "i" / "message_1.json", conversation(("Håkan Öberg", 9, "Hej?")) | {"thread_path": "i"})
    found = messages(read_all(tmp_path, OURS))
    assert [item.body for item in found] == ["Är badet öppet?", "Ja.", "Hej?"]
    assert found[0].references == found[1].references != found[2].references


def test_without_the_page_answers_cannot_be_told(tmp_path: Path) -> None:
    found = read_all(write(tmp_path / "message_1.json", conversation(("Håkan Öberg", 0, "Hej?"))), Settings())
    assert "cannot be measured (ej mätbart)" in notices(found)[0]
    assert messages(found)[0].direction is None


def test_lines_without_sender_and_files_that_are_none(tmp_path: Path) -> None:
    document = conversation(("Håkan Öberg", 0, "Hej?"))
    document["messages"] += [{"content": "x"}, 5]
    write(tmp_path / "message_1.json", document)
    text_file(tmp_path / "message_2.json", '{"participants": [')
    found = read_all(tmp_path, OURS)
    assert rejects(found) == ["no sender", "no sender", "not valid JSON"]
    assert len(messages(found)) == 1
