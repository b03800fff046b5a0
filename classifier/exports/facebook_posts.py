"""Meta Business Suite's post export (CSV): counts for each post, and no comment's text.

No enquiry can be made of counts, so the file is accounted for in one line. Its look-alike, the daily breakdown, has a
row for each post and day; summing that would count comments many times over, so it is refused by name.
"""

import re
from collections.abc import Iterator

from classifier.exports.dates import cell_date
from classifier.exports.files import ExportFile
from classifier.exports.message import Item, Notice, Rejected
from classifier.exports.tabular import Layout, Record, find_header, records
from classifier.settings import Settings

_LAYOUT = Layout(
    {
        "post": ("publicerings id", "post id", "inläggs id"),
        "page": ("sidnamn", "page name"),
        "published": ("publiceringstid", "publish time"),
        "link": ("permalänk", "permalink"),
        "type": ("inläggstyp", "post type"),
        "comments": ("kommentarer", "comments"),
        "reactions": ("reaktioner", "reactions"),
        "shares": ("delningar", "shares"),
        "reach": ("räckvidd", "reach"),
        "views": ("visningar", "views", "impressions"),
        "date": ("datum", "date"),
    },
    required=("post", "published|date", "comments|reactions|reach|views", "link|type|page"),
)
_DAILY_RATIO = 0.5  # a lifetime export has one row a post, a daily one about 28


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True for a table of posts with their counts."""
    header = find_header(file.rows, _LAYOUT)
    if header is None:
        return False
    # A table of comments may carry the post's columns too; its "comments" are words.
    column = header.columns.get("comments")
    below = file.rows[header.row + 1 :]
    return column is None or all(_is_count(row[column]) for row in below if column < len(row))


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield one notice with the counts, or one rejection of a daily breakdown."""
    header = find_header(file.rows, _LAYOUT)
    if header is None:
        yield Rejected(file.name, "no header of a post export was found")
        return
    posts: dict[str, Record] = {}
    rows = 0
    for record in records(file, header):
        rows += 1
        posts[record["post"] or record.place] = record
    if rows and len(posts) / rows < _DAILY_RATIO:
        reason = (
            f"a daily breakdown of the post export ({rows} rows for {len(posts)} posts), whose counts cannot be added;"
            " export the posts with lifetime figures (Livstid) instead"
        )
        yield Rejected(file.name, reason)
        return
    yield Notice(file.name, _account(list(posts.values()), settings))


def _account(posts: list[Record], settings: Settings) -> str:
    moments = [found for post in posts if (found := cell_date(post["published"], settings.zone, []))]
    period = f", published {min(moments):%Y-%m-%d} to {max(moments):%Y-%m-%d}" if moments else ""
    counts = ", ".join(
        f"{sum(_count(post[field]) for post in posts)} {field}"
        for field in ("comments", "reactions", "shares")
        if any(post[field] for post in posts)
    )
    return (
        f"a post export of Meta Business Suite: {len(posts)} posts{period}; {counts or 'no counts'}."
        " It holds counts and no comment's text, so it gives no enquiries; export the comments for those"
    )


def _is_count(cell: str) -> bool:
    return re.fullmatch(r"[\d\s.,\xa0-]*", cell) is not None


def _count(cell: str) -> int:
    digits = re.sub(r"\D", "", re.sub(r"[.,]0+\Z", "", cell))
    return int(digits) if digits and _is_count(cell) else 0
