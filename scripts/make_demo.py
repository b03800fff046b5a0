"""Render the demo municipality: scenario -> exports in their real formats, and the true figures.

    python scripts/make_demo.py [FOLDER]        (default: corpora/demo)

The scenario (corpora/demo/scenario/*.jsonl) was written by hand: who wrote what, when, and what is true of it. The
truth is computed here from what the scenario declares, with code of its own that shares nothing with the package, so
that a test can compare the two.
"""

import hashlib
import hmac
import json
import random
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.charset import BASE64, QP, Charset
from email.message import EmailMessage
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
CLOSED = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1)}
PAGE_IDS = {"Norrsjö kommun": "104200000000001", "Norrsjö fritid och kultur": "104200000000002"}
COMMENTS_A_FILE = 6
LABELLED = 200
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def load(name: str) -> list[dict[str, Any]]:
    lines = (DEMO / "scenario" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def local(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


# --- mail -----------------------------------------------------------------------------------------------------------


def mime(event: dict[str, Any], identifier: str, parent: str | None) -> bytes:
    form, body = event["form"], event["body"]
    message: Any
    if form in ("latin-1", "windows-1252", "quoted-printable", "base64"):
        charset = Charset({"latin-1": "iso-8859-1", "windows-1252": "windows-1252"}.get(form, "utf-8"))
        charset.body_encoding = BASE64 if form == "base64" else QP
        message = MIMEText("", "plain", "us-ascii")
        del message["MIME-Version"], message["Content-Type"], message["Content-Transfer-Encoding"]
        message["MIME-Version"] = "1.0"
        message.set_type("text/plain")
        message.set_payload(body.encode(charset.input_charset, "replace").decode(charset.input_charset), charset)
    else:
        message = EmailMessage()
        subtype = "html" if form == "html" else "plain"
        message.set_content(body, subtype=subtype, charset="utf-8", cte="8bit" if form == "plain" else None)
        if form == "format-flowed":
            message.set_param("format", "flowed")
        elif form == "alternative":
            paragraphs = body.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n")
            message.add_alternative(f"<html><body><div>{paragraphs}</div></body></html>", subtype="html")
        elif form == "attachment":
            message.add_attachment(PDF, maintype="application", subtype="pdf", filename="bilaga å.pdf")
    if message.is_multipart():
        # Python draws a boundary at random; the same scenario must give the same bytes.
        message.set_boundary(f"=_{zlib.crc32(identifier.encode()):08x}")
    message["From"], message["To"] = addresses([event["from"]]), addresses(event["to"])
    if event.get("cc"):
        message["Cc"] = addresses(event["cc"])
    message["Subject"] = event["subject"]
    message["Date"] = format_datetime(local(event["at"]))
    message["Message-ID"] = identifier
    if parent and event["refers"] == "headers":
        message["In-Reply-To"] = parent
        message["References"] = parent
    for name, value in event.get("headers", {}).items():
        message[name] = value
    return bytes(message.as_bytes(unixfrom=False))


def addresses(parties: list[str]) -> str:
    """Names in encoded words, addresses bare, as RFC 2047 section 5 wants it; a bare name as it is, for Pythons read it differently."""
    return ", ".join(formataddr(parseaddr(party), "utf-8") if "@" in party else party for party in parties)


def mailboxes() -> dict[str, list[tuple[datetime, bytes]]]:
    boxes: defaultdict[str, list[tuple[datetime, bytes]]] = defaultdict(list)
    for part in ("mail-a", "mail-b"):
        for number, conversation in enumerate(load(part), start=1):
            parent = None
            for step, event in enumerate(conversation["events"], start=1):
                identifier = f"<{part}.{number}.{step}@{event['from'].rpartition('@')[2].strip('<> ')}>"
                raw = mime(event, identifier, parent)
                for box in (event["box"], *event.get("also", [])):
                    boxes[box].append((local(event["at"]), raw))
                parent = identifier
    return {box: sorted(mails, key=lambda mail: mail[0]) for box, mails in sorted(boxes.items())}


# Each box as another program writes it: separator line, extra headers, line ends.
def _plain_box(number: int, at: datetime) -> tuple[bytes, bytes]:
    return f"From MAILER {at.astimezone(UTC).strftime('%a %b %d %H:%M:%S %Y')}".encode(), b""


def _gmail_box(number: int, at: datetime) -> tuple[bytes, bytes]:
    line = f"From {1850000000000000000 + number}@xxx {at.astimezone(UTC).strftime('%a %b %d %H:%M:%S +0000 %Y')}"
    return line.encode(), f"X-GM-THRID: {1850000000000000000 + number}\nX-Gmail-Labels: Inkorg\n".encode()


def _thunderbird_box(number: int, at: datetime) -> tuple[bytes, bytes]:
    return (
        f"From - {at.strftime('%a %b %d %H:%M:%S %Y')}".encode(),
        b"X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\n",
    )


BOX_STYLES = {"kontakt": _plain_box, "bygglov": _thunderbird_box, "skola": _gmail_box, "social": _plain_box}


def write_mailbox(path: Path, box: str, mails: list[tuple[datetime, bytes]]) -> None:
    pieces = []
    for number, (at, raw) in enumerate(mails, start=1):
        separator, headers = BOX_STYLES[box](number, at)
        quoted = b"\n".join(
            b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in raw.split(b"\n")
        )
        pieces.append(separator + b"\n" + headers + quoted.rstrip(b"\n") + b"\n\n")
    content = b"".join(pieces)
    path.write_bytes(content.replace(b"\n", b"\r\n") if box == "social" else content)


# --- Facebook -------------------------------------------------------------------------------------------------------


def graph_pages() -> dict[str, tuple[list[dict[str, Any]], list[tuple[str, list[dict[str, Any]]]]]]:
    """For each page its posts, and the comments that paging put in files of their own."""
    pages: dict[str, tuple[list[dict[str, Any]], list[tuple[str, list[dict[str, Any]]]]]] = {}
    for part in ("fb-a", "fb-b"):
        for number, post in enumerate(load(part), start=1):
            page = post["page"]
            posts, overflow = pages.setdefault(page, ([], []))
            post_number = int(PAGE_IDS[page][-1]) * 5000 + number
            post_id = f"{PAGE_IDS[page]}_{post_number}"
            counter = iter(range(1, 10_000))
            comments = [graph_comment(item, page, post_number, counter) for item in post["comments"]]
            posts.append(
                {
                    "id": post_id,
                    "created_time": graph_time(post["at"]),
                    "message": post["text"],
                    "from": author(post["by"], page),
                    "permalink_url": f"https://www.facebook.com/{PAGE_IDS[page]}/posts/{post_number}",
                    "comments": {"data": comments[:COMMENTS_A_FILE], "paging": {"cursors": {"after": "QVFI"}}},
                }
            )
            if len(comments) > COMMENTS_A_FILE:
                overflow.append((post_id, comments[COMMENTS_A_FILE:]))
    return pages


def graph_comment(item: dict[str, Any], page: str, post_number: int, counter: Any) -> dict[str, Any]:
    found = {
        "id": f"{post_number}_{next(counter)}",
        "created_time": graph_time(item["at"]),
        "message": item["text"],
        "from": author(item["by"], page),
        "comment_count": len(item.get("replies", [])),
    }
    replies = [graph_comment(reply, page, post_number, counter) for reply in item.get("replies", [])]
    if replies:
        found["comments"] = {"data": replies}
    return found


def graph_time(at: str) -> str:
    return local(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def author(name: str, page: str) -> dict[str, str]:
    if name == "page":
        return {"id": PAGE_IDS[page], "name": page}
    return {"id": str(7_000_000_000 + zlib.crc32(name.encode())), "name": name}


def write_page(folder: Path, page: str, posts: list[Any], overflow: list[tuple[str, list[Any]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "posts.json", {"data": posts, "paging": {"cursors": {"before": "QVFH", "after": "QVFJ"}}})
    for number, (post_id, comments) in enumerate(overflow, start=1):
        previous = f"https://graph.facebook.com/v19.0/{post_id}/comments?before=QVFI&limit={COMMENTS_A_FILE}"
        write_json(folder / f"comments-{number:02d}.json", {"data": comments, "paging": {"previous": previous}})


def write_json(path: Path, document: Any) -> None:
    path.write_text(json.dumps(document, ensure_ascii=True, indent=1) + "\n", encoding="utf-8", newline="\n")


# --- labels ---------------------------------------------------------------------------------------------------------


def write_labels(path: Path) -> None:
    """A simple random sample of the enquiries with the scenario's labels, as a labeller's sheet would come back."""
    sample = random.Random(20260501).sample(true_labels(), LABELLED)
    rows = [f"{identifier},{truth['topic']},{truth['level']},scenario,estimate" for identifier, truth in sample]
    path.write_text("enquiry_id,topic,level,labeller,purpose\n" + "\n".join(sorted(rows)) + "\n", encoding="utf-8")


def true_labels() -> list[tuple[str, dict[str, Any]]]:
    """Every enquiry's id and what the scenario declares of it, in the order of the source's own ids."""
    key = bytes.fromhex((DEMO / "demo.key").read_text(encoding="ascii").strip())
    labelled = []
    for part in ("mail-a", "mail-b"):
        for number, conversation in enumerate(load(part), start=1):
            for step, event in enumerate(conversation["events"], start=1):
                if event["role"] == "enquiry":
                    host = event["from"].rpartition("@")[2].strip("<> ")
                    labelled.append((f"email {part}.{number}.{step}@{host} 0", conversation))
    for page, (posts, overflow) in graph_pages().items():
        declared = declared_labels(page)
        for item in [*posts, *(comment for _, comments in overflow for comment in comments)]:
            for name, found in walk_graph(item):
                if (found["created_time"], found["message"]) in declared:
                    labelled.append((f"facebook {name} 0", declared[found["created_time"], found["message"]]))
    return [
        (hmac.new(key, source_id.encode(), hashlib.sha256).hexdigest()[:16], truth)
        for source_id, truth in sorted(labelled, key=lambda row: row[0])
    ]


def declared_labels(page: str) -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}

    def walk(items: list[dict[str, Any]]) -> None:
        for item in items:
            if item["by"] != "page" and item["text"].strip():
                found[graph_time(item["at"]), item["text"]] = item
            walk(item.get("replies", item.get("comments", [])))

    for part in ("fb-a", "fb-b"):
        walk([post for post in load(part) if post["page"] == page])
    return found


def walk_graph(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield item["id"], item
    for below in item.get("comments", {}).get("data", []):
        yield from walk_graph(below)


# --- truth ----------------------------------------------------------------------------------------------------------


def working(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def working_days(received: datetime, answered: datetime) -> int:
    days = (answered.date() - received.date()).days
    return sum(working(received.date() + timedelta(days=step)) for step in range(1, days + 1))


def working_minutes(received: datetime, answered: datetime) -> int:
    """Minute by minute on the wall clock: slow and plain."""
    at, end, minutes = received.replace(tzinfo=None), answered.replace(tzinfo=None), 0
    while at < end:
        minutes += working(at.date()) and 8 * 60 <= at.hour * 60 + at.minute < 16 * 60 + 30
        at += timedelta(minutes=1)
    return minutes


def still_open(received: datetime, days: int, end: datetime) -> bool:
    """True when the window's last working day was not over when the export ended."""
    day = received.date()
    while days:
        day += timedelta(days=1)
        days -= working(day)
    return end < datetime.combine(day + timedelta(days=1), datetime.min.time(), ZONE)


def quantile(values: list[float], at: float) -> float:
    ordered = sorted(values)
    place = at * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def figures(units: list[tuple[datetime, datetime | None]], end: datetime) -> dict[str, Any]:
    answered = [(received, at) for received, at in units if at is not None]
    hours = [(at - received).total_seconds() / 3600 for received, at in answered]
    office = [working_minutes(received, at) / 60 for received, at in answered]
    found: dict[str, Any] = {
        "enquiries": len(units),
        "answered": len(answered),
        "unanswered": len(units) - len(answered),
        "median_hours": round(quantile(hours, 0.5), 3),
        "p90_hours": round(quantile(hours, 0.9), 3),
        "median_working_hours": round(quantile(office, 0.5), 3),
        "p90_working_hours": round(quantile(office, 0.9), 3),
    }
    for days in (1, 2):
        within = sum(working_days(received, at) <= days for received, at in answered)
        closed = sum(not still_open(received, days, end) for received, at in units if at is None)
        found |= {f"within_{days}d": within, f"within_{days}d_of": len(answered) + closed}
    return found


def mail_truth() -> tuple[dict[str, Any], Counter[str]]:
    units: defaultdict[str, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    ends: dict[str, datetime] = {}
    roles: Counter[str] = Counter()
    for part in ("mail-a", "mail-b"):
        for conversation in load(part):
            events = conversation["events"]
            for event in events:
                roles["read"] += 1 + len(event.get("also", []))
                roles["excluded duplicate"] += len(event.get("also", []))
                excluded = event["role"] == "excluded"
                roles[f"excluded {event['reason']}" if excluded else event["role"]] += 1
                for box in (event["box"], *event.get("also", [])):
                    ends[box] = max(ends.get(box, local(event["at"])), local(event["at"]))
            asked = [event for event in events if event["role"] == "enquiry"]
            answers = [local(event["at"]) for event in events if event["role"] == "answer"]
            units_of = [(local(event["at"]), min(answers, default=None)) for event in asked]
            for event, unit in zip(asked, units_of, strict=True):
                units[event["box"]].append(unit)
    return {box: figures(units[box], ends[box]) for box in sorted(units)}, roles


def facebook_truth() -> tuple[dict[str, Any], Counter[str]]:
    units: defaultdict[str, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    ends: dict[str, datetime] = {}
    roles: Counter[str] = Counter()

    def walk(items: list[dict[str, Any]], page: str) -> None:
        for item in items:
            roles["read"] += 1
            ends[page] = max(ends.get(page, local(item["at"])), local(item["at"]))
            if item["by"] == "page":
                roles["page"] += 1
            elif not item["text"].strip():
                roles["excluded empty"] += 1
            else:
                roles["enquiry"] += 1
                answered_at = item["answered_at"]
                units[page].append((local(item["at"]), local(answered_at) if answered_at else None))
            walk(item.get("replies", item.get("comments", [])), page)

    for part in ("fb-a", "fb-b"):
        for post in load(part):
            walk([post], post["page"])
    return {page: figures(units[page], ends[page]) for page in sorted(units)}, roles


def main(folder: Path) -> None:
    exports = folder / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    for box, mails in mailboxes().items():
        write_mailbox(exports / f"{box}.mbox", box, mails)
    for page, (posts, overflow) in graph_pages().items():
        write_page(exports / ("facebook-" + page.split()[-1]), page, posts, overflow)
    write_labels(folder / "labels.csv")
    by_box, mail_roles = mail_truth()
    by_page, facebook_roles = facebook_truth()
    write_json(
        folder / "truth.json",
        {
            "about": "Computed by scripts/make_demo.py from what the scenario's authors declared, not by nulage.",
            "sources": by_box | by_page,
            "messages": {"email": dict(sorted(mail_roles.items())), "facebook": dict(sorted(facebook_roles.items()))},
        },
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO)
