"""Facebook Graph API JSON: a page's posts with nested comments and replies, and the files that paging continues in.

Shapes read: `{"data": [...], "paging": ...}`, a bare list, one post, or a list of such documents. Items that paging
put in a file of their own are told apart by their paging address, their fields or their id (`{page}_{post}`,
`{post}_{comment}`); `classifier.threads` joins them to their post by id.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeGuard

from classifier.exports.documents import read_json
from classifier.exports.files import ExportFile
from classifier.exports.message import Item, Kind, Message, Notice, Party, Rejected
from classifier.settings import Settings

_POST_FIELDS = {"comments", "status_type", "permalink_url", "updated_time", "story", "shares", "attachments", "to"}
_COMMENT_FIELDS = {"parent", "object", "comment_count", "can_reply_privately", "can_remove", "user_likes"}
_PAGING_OWNER = re.compile(r"facebook\.com/(?:v[\d.]+/)?([\d_]+)/comments\b")
_MAX_DEPTH = 5
_MAX_SEARCH = 20
_SIGNS = _REPLIED, _UNCOUNTED, _WRITER, _PAGE = ("replied", "uncounted", "writer", "page")
_NO_REPLIES = (
    "nothing shows that replies were exported (no comment_count, no reply, nothing by the page): where no answer is"
    " found, whether comments were answered cannot be measured (ej mätbart); see docs/exports.md for the fields to ask for"
)


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True for JSON whose first items look like Graph objects."""
    text = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        text[:1] in (b"{", b"[") and re.search(rb'"(created_time|message)"\s*:', text) is not None and b'"id"' in text
    )


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield posts, comments and replies, each post before what stands under it."""
    document = read_json(file)
    yield from [document] if isinstance(document, Rejected) else _Reader(file.name, settings).whole(document)


@dataclass(frozen=True)
class _Place:
    """Where in the tree an item stands: the ids above it, and the page."""

    ancestors: tuple[str, ...] = ()
    page_id: str = ""
    page_name: str = ""


class _Reader:
    def __init__(self, file_name: str, settings: Settings) -> None:
        self._file = file_name
        self._settings = settings
        self._count = 0
        self._replied: set[str] = set()
        self._page_writes = False

    def whole(self, document: Any) -> Iterator[Item]:
        """Everything in a file; first seen is what tells whether replies were exported, wherever in it that stands."""
        signs: dict[str, set[str]] = {sign: set() for sign in _SIGNS}
        for sign, value in _signs(document, 0):
            signs[sign].add(value)
        self._replied = signs[_REPLIED]
        pages = signs[_PAGE] | {page.casefold() for page in self._settings.facebook_pages}
        self._page_writes = not pages.isdisjoint(signs[_WRITER])
        if signs[_UNCOUNTED] and not self._replied and not self._page_writes:
            yield Notice(self._file, _NO_REPLIES)
        yield from self.document(document)

    def document(self, document: Any) -> Iterator[Item]:
        """The messages of one answer of the API, or of a list of them."""
        if isinstance(document, list) and document and all(_is_envelope(item) for item in document):
            for item in document:
                yield from self.document(item)
            return
        page = _Place()
        if _is_envelope(document):
            owner = _PAGING_OWNER.search(json.dumps(document.get("paging", "")))
            if owner:
                yield from self._items(document["data"], _Place((owner[1],)))
                return
            items = document["data"]
        elif isinstance(document, Mapping) and _is_envelope(posts := document.get("posts", document.get("feed"))):
            # A page object with its posts expanded: /{page}?fields=name,posts{...}
            page = _Place((), str(document.get("id", "")), str(document.get("name") or ""))
            items = posts["data"]
        else:
            items = document if isinstance(document, list) else [document]
        yield from self._items(items, page)

    def _items(self, items: Any, place: _Place) -> Iterator[Item]:
        for item in items if isinstance(items, list) else []:
            self._count += 1
            where = f"{self._file}, item {self._count}"
            if not isinstance(item, Mapping) or not isinstance(item.get("id"), str | int):
                yield Rejected(where, "no id")
                continue
            message = self._message(item, place, where)
            yield message
            if len(place.ancestors) >= _MAX_DEPTH:
                continue
            below = replace(
                place,
                ancestors=(*place.ancestors, message.id),
                page_id=message.page_id,
                page_name=message.source,
            )
            nested = item.get("comments") or item.get("replies")
            if isinstance(nested, Mapping):
                yield from self._items(nested.get("data"), below)
            elif isinstance(nested, list):
                yield from self._items(nested, below)

    def _message(self, item: Mapping[str, Any], place: _Place, where: str) -> Message:
        identifier = str(item["id"])
        notes: list[str] = []
        kind = Kind.COMMENT if place.ancestors or _looks_like_comment(item) else Kind.POST
        references = place.ancestors
        if kind is Kind.COMMENT:
            above = [str(found["id"]) for key in ("object", "parent") if _has_id(found := item.get(key))]
            if not references and not above:
                above = [identifier.partition("_")[0]]
            references = tuple(dict.fromkeys((*references, *above)))
        page_id = place.page_id or (identifier.partition("_")[0] if kind is Kind.POST and "_" in identifier else "")
        sender = _sender(item, kind, page_id)
        if sender is None:
            notes.append("no author in the export")
        page_name = place.page_name
        if not page_name and sender is not None and sender.address == page_id:
            page_name = sender.name
        if not page_name and kind is Kind.POST:
            page_name = next((person.name for person in _targets(item) if person.address == page_id), "")
        return Message(
            id=identifier,
            channel="facebook",
            kind=kind,
            source=page_name or page_id,
            place=where,
            sent_at=_time(item.get("created_time"), self._settings, notes),
            sender=sender,
            recipients=_tags(item),
            body=_body(item),
            references=references,
            page_id=page_id,
            replies_exported=self._replies_exported(item, identifier) if kind is Kind.COMMENT else None,
            notes=tuple(notes),
        )

    def _replies_exported(self, item: Mapping[str, Any], identifier: str) -> bool | None:
        """Whether the replies to a comment are in the file; `filter=toplevel`, Graph's default, leaves them out.

        Facebook counts them in `comment_count`. Without that count the file must show that it was made with replies, by
        others in it; where not even the page writes anything, its answers were left out.
        """
        nested = item.get("comments") or item.get("replies")
        if _is_envelope(nested) and nested["data"]:
            paging = nested.get("paging")
            return None if isinstance(paging, Mapping) and "next" in paging else True
        if identifier in self._replied:
            return True
        count = item.get("comment_count")
        if isinstance(count, int):
            return count <= 0
        if self._replied:
            return True
        return None if self._page_writes else False


def _signs(document: Any, depth: int, *, below_post: bool = False) -> Iterator[tuple[str, str]]:
    """What a document tells of its replies: comments replied to, comments not counted, who comments, whose page."""
    if depth > _MAX_SEARCH:
        return
    if isinstance(document, list):
        for item in document:
            yield from _signs(item, depth + 1, below_post=below_post)
    elif isinstance(document, Mapping):
        if _has_id(parent := document.get("parent")):
            yield _REPLIED, str(parent["id"])
        is_comment = below_post or _looks_like_comment(document)
        if is_comment and _has_id(document):
            if not isinstance(document.get("comment_count"), int):
                yield _UNCOUNTED, str(document["id"])
            if isinstance(author := document.get("from"), Mapping):
                yield from ((_WRITER, str(author.get(key)).casefold()) for key in ("id", "name"))
        elif _has_id(document):
            yield _PAGE, str(document["id"]).partition("_")[0]
        for key in ("comments", "replies"):
            below = document.get(key)
            if is_comment and isinstance(below, Mapping) and below.get("data"):
                yield _REPLIED, str(document.get("id"))
            # The envelope itself is no comment, what it holds is.
            yield from _signs(below.get("data") if isinstance(below, Mapping) else below, depth + 1, below_post=True)
        for key in ("data", "posts", "feed"):
            yield from _signs(document.get(key), depth + 1, below_post=below_post)


def _is_envelope(item: Any) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(item, Mapping) and isinstance(item.get("data"), list)


def _has_id(value: Any) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, Mapping) and isinstance(value.get("id"), str | int)


def _looks_like_comment(item: Mapping[str, Any]) -> bool:
    return bool(_COMMENT_FIELDS & item.keys()) and not _POST_FIELDS & item.keys()


def _sender(item: Mapping[str, Any], kind: Kind, page_id: str) -> Party | None:
    author: Any = item.get("from")
    if _has_id(author):
        return Party(str(author["id"]), str(author.get("name") or ""))
    if isinstance(author, Mapping) and author.get("name"):
        return Party(name=str(author["name"]))
    # /{page}/posts gives only the page's own posts, often with no author.
    return Party(page_id) if kind is Kind.POST and page_id else None


def _targets(item: Mapping[str, Any]) -> Iterator[Party]:
    """Whose wall a visitor post stands on (`to`)."""
    holder = item.get("to")
    for person in holder["data"] if _is_envelope(holder) else []:
        if _has_id(person):
            yield Party(str(person["id"]), str(person.get("name") or ""))


def _tags(item: Mapping[str, Any]) -> tuple[Party, ...]:
    """The people tagged in a comment (`message_tags`)."""
    tags = item.get("message_tags")
    return (
        tuple(Party(str(tag["id"]), str(tag.get("name") or "")) for tag in tags if _has_id(tag))
        if isinstance(tags, list)
        else ()
    )


def _body(item: Mapping[str, Any]) -> str:
    text = item.get("message", item.get("story"))
    return text.replace("\x00", "") if isinstance(text, str) else ""


def _time(value: Any, settings: Settings, notes: list[str]) -> datetime | None:
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, settings.zone)
        moment = datetime.fromisoformat(value)
    except (ValueError, TypeError, OverflowError, OSError):
        notes.append("no usable date")
        return None
    if moment.tzinfo is None:
        notes.append("date without time zone, taken as local time")
        moment = moment.replace(tzinfo=settings.zone)
    return moment
