"""What the readers still get wrong, each a strict known failure, and the counts that always reconcile."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.exports import Message, Notice, Party, facebook_graph
from classifier.exports import mbox as reader
from classifier.exports.files import on_disk
from classifier.exports.html import html_to_text
from classifier.exports.mail import parse_mail
from tests.exports.builders import SETTINGS, mail, mbox, messages

SEPARATOR = b"From x Mon Mar 02 09:14:00 2026\n"
FILE_PER_TEST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def parse(raw: str) -> Message:
    found = parse_mail(raw.encode(), source="s", place="p", settings=SETTINGS)
    assert isinstance(found, Message)
    return found


def graph(folder: Path, **fields: Any) -> list[Any]:
    path = folder / "posts.json"
    path.write_text(json.dumps({"data": [{"id": "100_1", "message": "hej"} | fields]}), encoding="utf-8")
    return [item for item in facebook_graph.read(on_disk(path), SETTINGS) if not isinstance(item, Notice)]


@FILE_PER_TEST
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), min_size=1, max_size=6))
def test_as_many_mails_come_out_as_were_put_in(tmp_path: Path, texts: list[str]) -> None:
    found = list(reader.read(on_disk(mbox(tmp_path / "a.mbox", *map(mail, texts))), SETTINGS))
    assert [message.body.strip() for message in messages(found)] == [text.strip() for text in texts]


@FILE_PER_TEST
@given(data=st.data())
def test_in_a_damaged_mailbox_every_whole_separator_counts(tmp_path: Path, data: st.DataObject) -> None:
    path = mbox(tmp_path / "a.mbox", *(mail(Message_ID=f"<{number}@example.com>") for number in range(4)))
    whole = path.read_bytes()
    damage = st.tuples(st.integers(0, len(whole)), st.integers(0, 40), st.binary(max_size=12))
    for start, length, replacement in data.draw(st.lists(damage, min_size=1, max_size=5)):
        whole = whole[:start] + replacement + whole[start + length :]
    path.write_bytes(whole)
    assert len(list(reader.read(on_disk(path), SETTINGS))) >= whole.count(b"\n\n" + SEPARATOR)


@FILE_PER_TEST
@given(count=st.integers(0, 4), depth=st.integers(0, 3))
def test_every_post_comment_and_reply_comes_out_once(tmp_path: Path, count: int, depth: int) -> None:
    below: list[dict[str, Any]] = []
    for level in range(depth):
        below = [{"id": f"1_{level}{n}", "comments": {"data": below if n == 0 else []}} for n in range(count)]
    expected = 1 + (count * depth if count else 0)
    assert len(graph(tmp_path, comments={"data": below})) == expected


def test_a_byte_order_mark_costs_no_message(tmp_path: Path) -> None:
    path = mbox(tmp_path / "a.mbox", mail())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [message.id for message in messages(list(reader.read(on_disk(path), SETTINGS)))] == ["1@example.com"]


def test_minus_zero_is_utc() -> None:
    sent = parse(mail(Date="Mon, 02 Mar 2026 09:14:00 -0000")).sent_at
    assert sent is not None
    assert sent.utcoffset() == timedelta(0)


def test_the_signature_delimiter_is_not_flowed() -> None:
    assert parse(mail("Hej\n-- \nAnna", Content_Type="text/plain; format=flowed")).body.startswith("Hej\n-- \nAnna")


def test_a_null_name_is_no_name(tmp_path: Path) -> None:
    assert graph(tmp_path, **{"from": {"id": "7", "name": None}})[0].sender == Party("7")


def test_replies_are_read_beside_a_null_comments_field(tmp_path: Path) -> None:
    assert len(graph(tmp_path, comments=None, replies={"data": [{"id": "1_2"}]})) == 2


def test_cells_beside_each_other_keep_their_words_apart() -> None:
    assert html_to_text("<table><tr><td>Namn:</td><td>Elsa</td></tr></table>").split() == ["Namn:", "Elsa"]
