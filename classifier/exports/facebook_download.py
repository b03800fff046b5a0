"""Facebook's "Download your information" (JSON): comments, and the conversations of a page's inbox.

Its text is UTF-8 that was read as Latin-1 on the way out ("HÃ¥kan"); `repaired` turns it back. The comments file holds
what the account itself wrote, for a page its answers, and none of what was asked.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from classifier.exports.dates import NO_DATE, unix_time
from classifier.exports.documents import read_json
from classifier.exports.files import ExportFile
from classifier.exports.message import Direction, Item, Kind, Message, Notice, Party, Rejected
from classifier.settings import Settings

_COMMENT_LISTS = ("comments_v2", "comments")
_OWN_ONLY = (
    "holds only what the account itself wrote: answers without their questions;"
    " use the Graph API or a comment export for what citizens wrote"
)
_PAGE_UNKNOWN = (
    "no participant is in facebook_pages, so the page cannot be told from the citizen:"
    " whether messages were answered cannot be measured (ej mätbart)"
)


def repaired(text: str) -> str:
    """The text as it was written: exactly the Latin-1 round trip, and only where it gives valid UTF-8."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def sniff_comments(file: ExportFile, settings: Settings) -> bool:
    """True for `comments.json`."""
    head = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        re.match(rb'\{\s*"comments(?:_v2)?"\s*:\s*\[\s*(?:\]|\{\s*"(?:timestamp|data|title|attachments)")', head)
        is not None
    )


def read_comments(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield the account's own comments, and a notice that they are no more than that."""
    document = read_json(file)
    if isinstance(document, Rejected):
        yield document
        return
    if not isinstance(document, Mapping):
        yield Rejected(file.name, "no list of comments")
        return
    items: list[Any] = next((document[name] for name in _COMMENT_LISTS if isinstance(document.get(name), list)), [])
    yield Notice(file.name, _OWN_ONLY)
    for number, item in enumerate(items, start=1):
        place = f"{file.name}, item {number}"
        comment = _comment(item)
        if comment is None:
            yield Rejected(place, "no comment in the item")
            continue
        notes: list[str] = []
        text = _text(comment.get("comment"))
        moment = _moment(comment.get("timestamp"), settings, notes)
        author = _text(comment.get("author"))
        yield Message(
            id=_made_id("comment", author, str(comment.get("timestamp")), text),
            channel="facebook",
            kind=Kind.COMMENT,
            source=author or file.mailbox(of_message=False).source,
            place=place,
            sent_at=moment,
            sender=Party(name=author) if author else None,
            body=text,
            direction=Direction.OUTGOING,
            replies_exported=False,
            notes=tuple(notes),
        )


def sniff_inbox(file: ExportFile, settings: Settings) -> bool:
    """True for `message_1.json` of a conversation."""
    head = file.head
    return b'"participants"' in head and (b'"sender_name"' in head or b'"thread_path"' in head)


@dataclass(frozen=True, slots=True)
class _Line:
    """A message of a conversation; `position` counts backwards, since the files hold the newest first."""

    sent_at: datetime | None
    position: int
    sender: str
    text: str
    place: str


def read_inbox(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield a conversation's messages, oldest first; `references` names the conversation, which may last for years."""
    found: list[_Line] = []
    path = ""
    people: dict[str, None] = {}
    for part in (file, *file.continued):
        document = read_json(part)
        if isinstance(document, Rejected) or not isinstance(document, Mapping):
            yield document if isinstance(document, Rejected) else Rejected(part.name, "not a conversation")
            continue
        path = path or _text(document.get("thread_path"))
        people |= dict.fromkeys(_names(document.get("participants")))
        lines = document.get("messages")
        for number, line in enumerate(lines if isinstance(lines, list) else [], start=1):
            place = f"{part.name}, message {number}"
            if not isinstance(line, Mapping) or not _text(line.get("sender_name")):
                yield Rejected(place, "no sender")
                continue
            sender = _text(line.get("sender_name"))
            people[sender] = None
            moment = unix_time(_number(line.get("timestamp_ms")), settings.zone)
            found.append(_Line(moment, -len(found), sender, _text(line.get("content")), place))
    yield from _conversation(found, path or file.name, list(people), file, settings)


def _conversation(
    lines: list[_Line], path: str, people: list[str], file: ExportFile, settings: Settings
) -> Iterator[Item]:
    pages = {page.casefold() for page in settings.facebook_pages}
    ours = [name for name in people if name.casefold() in pages]
    if lines and not ours:
        yield Notice(file.name, _PAGE_UNKNOWN)
    page = ours[0] if ours else file.mailbox(of_message=False).source
    for line in sorted(lines, key=lambda line: (line.sent_at is None, line.sent_at or 0, line.position)):
        is_ours = line.sender in ours
        yield Message(
            id=_made_id("chat", path, line.sender, str(line.sent_at or line.place), line.text),
            channel="messenger",
            kind=Kind.CHAT,
            source=page,
            place=line.place,
            sent_at=line.sent_at,
            # A name is no key to a person, but within its conversation it is.
            sender=Party(f"{path} {line.sender}", line.sender),
            recipients=tuple(Party(f"{path} {name}", name) for name in people if name != line.sender),
            body=line.text,
            references=(path,),
            direction=(Direction.OUTGOING if is_ours else Direction.INCOMING) if ours else None,
            notes=() if line.sent_at else (NO_DATE,),
        )


def _comment(item: Any) -> Mapping[str, Any] | None:
    data = item.get("data") if isinstance(item, Mapping) else None
    first = data[0] if isinstance(data, list) and data else None
    comment = first.get("comment") if isinstance(first, Mapping) else None
    return comment if isinstance(comment, Mapping) else None


def _names(people: Any) -> Iterator[str]:
    for person in people if isinstance(people, list) else []:
        if isinstance(person, Mapping) and (name := _text(person.get("name"))):
            yield name


def _text(value: Any) -> str:
    return repaired(value).replace("\x00", "") if isinstance(value, str) else ""


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _moment(value: Any, settings: Settings, notes: list[str]) -> datetime | None:
    moment = unix_time(_number(value), settings.zone)
    if moment is None:
        notes.append(NO_DATE)
    return moment


def _made_id(*content: str) -> str:
    return "made-" + hashlib.sha256("\n".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:32]
