import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.exports import Kind, Message, Notice, Party, Rejected, facebook_graph
from classifier.exports.files import on_disk
from tests.exports.builders import SETTINGS, notices

PAGE = {"id": "100", "name": "Norrsjö kommun"}
ANNA = {"id": "7", "name": "Anna Berg"}


def comment(identifier: str, author: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    found = {"id": identifier, "message": f"text {identifier}", "created_time": "2026-03-02T09:00:00+0000"}
    return found | ({"from": author} if author else {}) | more


def post(*comments: dict[str, Any], **more: Any) -> dict[str, Any]:
    return comment("100_5", PAGE, comments={"data": list(comments)}, permalink_url="x") | more


def read(tmp_path: Path, document: Any) -> list[Any]:
    path = tmp_path / "g.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return [item for item in facebook_graph.read(on_disk(path), SETTINGS) if not isinstance(item, Notice)]


def test_posts_comments_and_replies_with_their_ancestors(tmp_path: Path) -> None:
    reply = comment("5_2", PAGE)
    found = read(tmp_path, {"data": [post(comment("5_1", ANNA, comments={"data": [reply]}))]})
    assert [(item.id, item.kind, item.references) for item in found] == [
        ("100_5", Kind.POST, ()),
        ("5_1", Kind.COMMENT, ("100_5",)),
        ("5_2", Kind.COMMENT, ("100_5", "5_1")),
    ]
    assert found[1].sender == Party("7", "Anna Berg")
    assert {item.page_id for item in found} == {"100"}
    assert {item.source for item in found} == {"Norrsjö kommun"}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda item: {"data": [item]},
        lambda item: [item],
        lambda item: item,
        lambda item: [{"data": [item]}, {"data": []}],
        lambda item: {"id": "100", "name": "Norrsjö kommun", "posts": {"data": [item]}},
    ],
)
def test_the_shapes_that_exports_come_in(tmp_path: Path, wrap: Any) -> None:
    assert [item.id for item in read(tmp_path, wrap(post(comment("5_1", ANNA))))] == ["100_5", "5_1"]


def test_a_paging_file_belongs_to_the_post_in_its_address(tmp_path: Path) -> None:
    previous = "https://graph.facebook.com/v19.0/100_5/comments?before=x"
    (found,) = read(tmp_path, {"data": [comment("5_9", ANNA)], "paging": {"previous": previous}})
    assert (found.kind, found.references) == (Kind.COMMENT, ("100_5",))


def test_a_comment_file_without_address_is_told_by_its_fields(tmp_path: Path) -> None:
    (found,) = read(tmp_path, {"data": [comment("5_9", ANNA, comment_count=0)]})
    assert (found.kind, found.references) == (Kind.COMMENT, ("5",))


def test_a_hidden_author_is_none_with_a_note(tmp_path: Path) -> None:
    found = read(tmp_path, {"data": [post(comment("5_1"))]})
    assert found[1].sender is None
    assert "no author in the export" in found[1].notes


def test_items_without_an_id_are_rejected_one_by_one(tmp_path: Path) -> None:
    found = read(tmp_path, {"data": [{"message": "x"}, 5, post()]})
    assert [type(item) for item in found] == [Rejected, Rejected, Message]


def test_broken_json_is_rejected_by_name(tmp_path: Path) -> None:
    (tmp_path / "g.json").write_text('{"data": [', encoding="utf-8")
    assert list(facebook_graph.read(on_disk(tmp_path / "g.json"), SETTINGS)) == [Rejected("g.json", "not valid JSON")]


def test_hostile_nesting_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "g.json").write_text("[" * 100_000, encoding="utf-8")
    assert list(facebook_graph.read(on_disk(tmp_path / "g.json"), SETTINGS)) == [Rejected("g.json", "not valid JSON")]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"comment_count": 2}, False),  # filter=toplevel: counted, and not there
        ({"comment_count": 0}, True),
        ({}, False),  # nothing shows that replies were exported
        ({"comments": {"data": [comment("5_2", PAGE)]}, "comment_count": 2}, True),
        ({"comments": {"data": [comment("5_2", PAGE)], "paging": {"next": "x"}}}, None),
    ],
)
def test_whether_replies_were_exported(tmp_path: Path, fields: dict[str, Any], told: bool | None) -> None:
    found = read(tmp_path, {"data": [post(comment("5_1", ANNA, **fields))]})
    assert found[1].replies_exported is told


def test_the_page_writing_below_its_post_leaves_it_open(tmp_path: Path) -> None:
    """filter=stream without parents: answers would stand flat, and some do."""
    found = read(tmp_path, {"data": [post(comment("5_1", ANNA), comment("5_2", PAGE))]})
    assert [item.replies_exported for item in found] == [None, None, None]


def test_an_export_without_any_reply_says_so_once(tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    path.write_text(json.dumps({"data": [post(comment("5_1", ANNA), comment("5_2", ANNA))]}), encoding="utf-8")
    (notice,) = notices(list(facebook_graph.read(on_disk(path), SETTINGS)))
    assert "nothing shows that replies were exported" in notice


def test_replies_beside_their_comment_are_replies_exported(tmp_path: Path) -> None:
    """filter=stream: replies stand flat, naming their parent."""
    reply = comment("5_2", PAGE, parent={"id": "5_1"})
    found = read(tmp_path, {"data": [post(comment("5_1", ANNA, comment_count=1), reply, comment("5_3", ANNA))]})
    assert [item.replies_exported for item in found] == [None, True, True, True]


KEYS = st.sampled_from(["id", "data", "comments", "from", "message", "created_time", "paging", "parent", "to", "posts"])
ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANYTHING)
def test_no_shape_of_json_raises(tmp_path: Path, document: Any) -> None:
    assert all(isinstance(item, Message | Rejected) for item in read(tmp_path, document))
