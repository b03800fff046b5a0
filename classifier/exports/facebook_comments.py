"""Facebook comments as a table (CSV, XLSX), as comment export services and moderation tools make them.

Read by the names of the columns: banner rows above the header, dates as Excel counts them, and replies told by a
column of parent ids, by numbers such as 3 and 3-1, or by a column of their own.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from classifier.exports.dates import NO_DATE, cell_date
from classifier.exports.files import ExportFile
from classifier.exports.mail import bounded_text
from classifier.exports.message import Item, Kind, Message, Notice, Rejected
from classifier.exports.tabular import Header, Layout, Record, find_header, party, records, row_id
from classifier.settings import Settings

LAYOUT = Layout(
    {
        "id": ("comment id", "commentid", "kommentar id", "kommentarsid", "kommentars id", "id"),
        "parent": ("parent id", "parent comment id", "parent comment", "parent", "reply to", "reply to id",
                   "in reply to", "replied to", "svar på", "svar till", "överordnad kommentar", "förälder"),
        "post": ("post id", "postid", "post url", "post link", "post", "inläggs id", "inläggsid", "inlägg",
                 "inläggslänk", "media id", "object id", "permalink", "permalänk"),
        "page": ("page name", "page", "sidnamn", "sida"),
        "date": ("date", "created time", "created at", "created", "comment date", "comment time", "published",
                 "published at", "timestamp", "time", "datum", "datum och tid", "skapad", "skapades", "publicerad",
                 "publiceringstid", "kommentarsdatum", "tid", "date and time"),
        "sender": ("author id", "profile id", "user id", "from id", "commenter id", "användar id", "profil id",
                   "författar id"),
        "sender_name": ("name", "author", "author name", "user name", "username", "user", "profile name", "from name",
                        "from", "commenter", "name click to view profile", "namn", "författare", "användare",
                        "användarnamn", "avsändare", "profilnamn"),
        "body": ("comment", "comment text", "commenttext", "message", "text", "content", "comments", "kommentar",
                 "kommentarstext", "kommentarer", "meddelande", "innehåll"),
        "reply": ("reply", "reply text", "replies", "svar", "svarstext"),
        "number": ("#", "no", "nr", "number", "nummer", "löpnummer", ""),
    },
    required=("body", "sender_name|sender", "date|id"),
)  # fmt: skip
_NUMBER = re.compile(r"\d{1,7}(?:[-.]\d{1,7}){0,3}")
_ADDRESS = re.compile(r"https?://(?:[\w-]+\.)?(?:facebook|fb)\.(?:com|watch)/\S{1,300}")
_PAGE_UNKNOWN = (
    "facebook_pages is not set, so the page's own comments cannot be told from others':"
    " whether anyone was answered cannot be measured (ej mätbart)"
)

_NO_REPLIES = (
    "shows no replies and nothing by the page: whether anyone was answered cannot be measured (ej mätbart);"
    " export with replies (nested comments)"
)


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True for a table of comments with their writers."""
    return find_header(file.rows, LAYOUT) is not None


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield a comment for each row, and one more where the row carries a reply of its own column."""
    header = find_header(file.rows, LAYOUT)
    if header is None:
        yield Rejected(file.name, "no header with comment, writer and date was found")
        return
    replies = _replies_exported(file, header, settings)
    if replies is False:
        yield Notice(file.name, _NO_REPLIES if settings.facebook_pages else _PAGE_UNKNOWN)
    reader = _Reader(file, settings, header, replies)
    for record in records(file, header):
        yield from reader.items(record)


def _replies_exported(file: ExportFile, header: Header, settings: Settings) -> bool | None:
    """True when the table shows replies, None when it shows none but the page writes in it, else False."""
    pages = {page.casefold() for page in settings.facebook_pages}
    if not pages:
        return False
    page_writes = False
    with suppress(Exception):  # a row that cannot be read is told of when the rows are read in earnest
        for record in records(file, header):
            if record["parent"] or _reply_of(record) or _parent_number(record["number"]):
                return True
            page_writes |= bool(pages & {record["sender"].casefold(), record["sender_name"].casefold()})
    return None if page_writes else False


@dataclass(frozen=True, slots=True)
class _Above:
    """The latest comment that a reply may stand under: its id and its post."""

    id: str
    post: str


class _Reader:
    def __init__(self, file: ExportFile, settings: Settings, header: Header, replies: bool | None) -> None:
        self._file = file
        self._settings = settings
        banner = " ".join(cell for row in file.rows[: header.row] for cell in row)
        address = _ADDRESS.search(banner)
        self._post = _post_of(address[0]) if address else f"{file.name} (post)"
        self._source = file.mailbox(of_message=False).source
        self._replies = replies
        self._above: _Above | None = None

    def items(self, record: Record) -> Iterator[Item]:
        """The messages of one row: the comment, and its answer where the row holds one."""
        reply = _reply_of(record)
        if record["body"] or not reply:
            if not (record["body"] or record["sender"] or record["sender_name"]):
                yield Rejected(record.place, "no sender and no text")
                return
            # A comment that is a picture only has no words; threading excludes it as empty.
            found = self._message(record, record["body"], is_reply=False)
            yield found
            if not found.references[1:]:
                self._above = _Above(found.id, found.references[0])
            if reply:
                # The row tells the comment's writer and time; of the reply it tells nothing but its words.
                yield self._message(Record(f"{record.place} (reply)", record.number, {}), reply, is_reply=True)
        else:
            yield self._message(record, reply, is_reply=True)

    def _message(self, record: Record, text: str, *, is_reply: bool) -> Message:
        notes: list[str] = []
        moment = cell_date(record["date"], self._settings.zone, notes)
        if moment is None:
            notes.append(NO_DATE)
        sender = party(record["sender"], record["sender_name"])
        if sender is None:
            notes.append("no author in the export")
        post = self._above.post if is_reply and self._above else _post_of(record["post"]) or self._post
        identifier = record["id"] or self._numbered(record["number"], post)
        parent = record["parent"] or self._numbered(_parent_number(record["number"]), post)
        if is_reply and self._above:
            parent = self._above.id
        return Message(
            id=identifier or row_id(_with(record, text), self._file, dated=moment is not None),
            channel="facebook",
            kind=Kind.COMMENT,
            source=record["page"] or self._source,
            place=record.place,
            sent_at=moment,
            sender=sender,
            body=bounded_text(text, notes),
            references=tuple(dict.fromkeys((post, parent) if parent and parent != identifier else (post,))),
            replies_exported=self._replies,
            notes=tuple(notes),
        )

    def _numbered(self, number: str, post: str) -> str:
        return f"{post} #{number.replace('.', '-')}" if _NUMBER.fullmatch(number) else ""


def _reply_of(record: Record) -> str:
    """The words of a reply in a column of its own; some tables count the replies there instead."""
    return "" if record["reply"].isdigit() else record["reply"]


def _parent_number(number: str) -> str:
    """The number of the comment above: 3 for 3-1; none for 3."""
    return re.sub(r"[-.]\d+\Z", "", number) if re.search(r"[-.]", number) and _NUMBER.fullmatch(number) else ""


def _post_of(cell: str) -> str:
    """The post's id: as it is, or the last number in its address."""
    numbers = re.findall(r"\d{5,}", cell.partition("?comment_id")[0]) if cell.startswith("http") else []
    return numbers[-1] if numbers else cell


def _with(record: Record, text: str) -> Record:
    return Record(record.place, record.number, {**record.cells, "text": text})
