"""Facebook: each comment, reply or visitor post by someone other than the page is an enquiry of its own.

The page has answered it when it later writes in the same comment thread, or at the top level under the same post
naming or tagging the person; a visitor post is answered by any later top-level comment of the page. Likes, hidden
comments and other citizens' replies are no answers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from classifier.exports.message import Kind, Message
from classifier.screening import DUPLICATE, EMPTY, OUTGOING
from classifier.sides import Sides
from classifier.threads.record import Enquiry, Placed, Role, Threaded

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class _Item:
    """A message with its place in the tree: the post, the top-level comment, and what it replies to."""

    message: Message
    ours: bool
    post: Message | None
    thread_id: str
    parent: Message | None
    source: str


def thread_facebook(messages: Sequence[Message], sides: Sides) -> Threaded:
    """Give every post and comment its role, and every enquiry its answer."""
    unique, duplicates = _unique(messages)
    items = _place(unique, sides)
    walls: defaultdict[str, list[_Item]] = defaultdict(list)
    for item in items:
        walls[item.post.id if item.post else item.thread_id].append(item)
    copies: Counter[str] = Counter()
    enquiries = []
    for message in duplicates:
        copies[message.id] += 1
        enquiries.append(Enquiry(message, message.id, message.source, DUPLICATE, copies[message.id]))
    placed = [Placed(message.source, Role.EXCLUDED, DUPLICATE, message.sent_at) for message in duplicates]
    telling = _telling_pages(items)
    for wall in walls.values():
        found, places = _judge(wall, telling)
        enquiries += found
        placed += places
    enquiries.sort(key=lambda enquiry: (enquiry.message.sent_at or _NEVER, enquiry.message.id))
    return Threaded(tuple(enquiries), tuple(placed))


def _unique(messages: Sequence[Message]) -> tuple[list[Message], list[Message]]:
    """First sight of each id, and the repeats. Paging files overlap, so the same item may come twice."""
    first: dict[str, Message] = {}
    repeats = []
    for message in messages:
        if message.id in first:
            repeats.append(message)
        else:
            first[message.id] = message
    return list(first.values()), repeats


def _place(messages: Sequence[Message], sides: Sides) -> list[_Item]:
    by_id = {message.id: message for message in messages}
    # `{post}_{comment}` ids and paging addresses may name a post without its page: "{page}_{post}" by its second half.
    posts = {message.id.rpartition("_")[2]: message for message in messages if message.kind is Kind.POST}
    # A visitor post does not tell the name of the page whose wall it stands on; the page's own messages do.
    names = {
        message.sender.address: message.sender.name
        for message in messages
        if message.sender and message.sender.name and message.sender.address in sides.pages
    }
    items = []
    for message in messages:
        above = [by_id.get(name) or posts.get(name.rpartition("_")[2]) for name in message.references]
        known = [found for found in above if found is not None and found is not message]
        post = next((found for found in known if found.kind is Kind.POST), None)
        comments = [found for found in known if found.kind is Kind.COMMENT]
        thread_id = comments[0].id if comments else message.id
        if post is None and comments:
            roots = [posts.get(name.rpartition("_")[2]) for name in comments[0].references]
            post = next((found for found in roots if found is not None), None)
        wall = post.page_id if post else message.page_id
        ours = sides.sent(message) or (bool(wall) and message.sender is not None and message.sender.address == wall)
        items.append(
            _Item(
                message=message,
                ours=ours,
                post=message if message.kind is Kind.POST else post,
                thread_id=thread_id,
                parent=comments[-1] if comments else None,
                source=names.get(wall) or (post.source if post else message.source),
            )
        )
    return sorted(items, key=lambda item: (item.message.sent_at or _NEVER, item.message.id))


def _telling_pages(items: Sequence[_Item]) -> set[str]:
    """Pages whose exports tell the page's own comments from others': some comment there carries an author."""
    return {_page(item) for item in items if item.message.kind is Kind.COMMENT and item.message.sender is not None}


def _page(item: _Item) -> str:
    return item.post.page_id if item.post else item.message.page_id


def _judge(wall: Sequence[_Item], telling: set[str]) -> tuple[list[Enquiry], list[Placed]]:
    """Roles under one post. A page's comment that answers nobody is an outgoing message."""
    enquiries: list[Enquiry] = []
    placed: list[Placed] = []
    used: set[str] = set()
    names = tuple(dict.fromkeys(item.message.sender.name for item in wall if item.message.sender))
    ours = [item for item in wall if item.ours]
    threads: defaultdict[str, list[_Item]] = defaultdict(list)
    for item in wall:
        threads[item.thread_id].append(item)
    for item in wall:
        if item.ours:
            continue
        source = item.source
        message = item.message
        if not message.body.strip():
            enquiries.append(Enquiry(message, item.thread_id, source, EMPTY))
            placed.append(Placed(source, Role.EXCLUDED, EMPTY, message.sent_at))
            continue
        answers = [other for other in ours if _answers(other, item, wall)]
        used.update(other.message.id for other in answers)
        same_thread = threads[item.thread_id]
        measurable = bool(answers) or _page(item) in telling
        enquiries.append(
            Enquiry(
                message=message,
                thread_id=item.thread_id,
                source=source,
                messages_in=sum(not other.ours for other in same_thread),
                messages_out=sum(other.ours for other in same_thread),
                answered=bool(answers) if measurable else None,
                answered_at=answers[0].message.sent_at if answers else None,
                answered_by_other=_answered_by_other(item, same_thread) if measurable else None,
                context=_context(item),
                names=names,
                evidence=tuple(_evidence(other, item) for other in answers[:1]),
            )
        )
        placed.append(Placed(source, Role.ENQUIRY, "", message.sent_at))
    for item in ours:
        if item.message.id in used:
            placed.append(Placed(item.source, Role.ANSWER, "", item.message.sent_at))
        else:
            placed.append(Placed(item.source, Role.EXCLUDED, OUTGOING, item.message.sent_at))
            enquiries.append(Enquiry(item.message, item.thread_id, item.source, OUTGOING))
    return enquiries, placed


def _later(one: Message, other: Message) -> bool:
    return one.sent_at is not None and other.sent_at is not None and one.sent_at > other.sent_at


def _answers(answer: _Item, item: _Item, wall: Sequence[_Item]) -> bool:
    if answer.message.kind is not Kind.COMMENT or not _later(answer.message, item.message):
        return False
    if answer.thread_id == item.thread_id:
        return True
    if answer.parent is not None:
        return False
    if item.message.kind is Kind.POST:
        return True
    return _names_author(answer.message, item, wall)


def _names_author(answer: Message, item: _Item, wall: Sequence[_Item]) -> bool:
    """True when a top-level comment of the page tags or names the author of `item`.

    A first name alone counts at the beginning of the comment ("Hej Karin!"), and only when no other writer under the
    post carries it.
    """
    author = item.message.sender
    if author is None or not author.name.strip():
        return False
    if any(tag.address == author.address for tag in answer.recipients if tag.address):
        return True
    text = answer.body.casefold()
    name = author.name.casefold()
    if _has_word(text, name):
        return True
    first = name.split()[0]
    others = {
        other.message.sender.name.casefold()
        for other in wall
        if other.message.sender and not other.ours and other.message.sender != author
    }
    unique = not any(other.split()[:1] == [first] for other in others)
    return unique and _has_word(" ".join(text.split()[:3]), first)


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _answered_by_other(item: _Item, thread: Sequence[_Item]) -> bool:
    return any(
        not other.ours and _later(other.message, item.message) and other.message.sender != item.message.sender
        for other in thread
    )


def _context(item: _Item) -> tuple[str, ...]:
    if item.message.kind is Kind.POST:
        return ()
    post = (item.post.body,) if item.post else ()
    return (*post, item.parent.body) if item.parent else post


def _evidence(answer: _Item, item: _Item) -> str:
    if answer.thread_id == item.thread_id:
        return "same comment thread"
    return "comment on the visitor post" if item.message.kind is Kind.POST else "names the person"
