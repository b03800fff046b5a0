"""Facebook: each comment, reply or visitor post by someone other than the page is an enquiry of its own.

The page has answered it when it later writes in the same comment thread, or at the top level under the same post
naming or tagging the person; a visitor post is answered by any later top-level comment of the page. Likes, hidden
comments and other citizens' replies are no answers. Whether an enquiry was answered cannot be measured when the
export left its replies out, or when nothing tells the page's own comments from others'.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from classifier.envelope import Envelope, Key
from classifier.exports.message import Kind
from classifier.screening import DUPLICATE, EMPTY, OUTGOING
from classifier.sides import Sides
from classifier.threads.record import Enquiry, Evidence, Joined, Role, Tally, Threaded


@dataclass(frozen=True, slots=True)
class _Item:
    """A message with its place in the tree: the post, the top-level comment, and what it replies to."""

    envelope: Envelope
    ours: bool
    post: Envelope | None
    root: Envelope
    parent: Envelope | None
    source: str


def thread_facebook(envelopes: Sequence[Envelope], sides: Sides, text_of: Callable[[Envelope], str]) -> Threaded:
    """Give every post and comment its role, and every enquiry its answer; `text_of` is asked for the page's own only."""
    unique, duplicates = _unique(envelopes)
    items = _place(unique, sides)
    walls: defaultdict[Key, list[_Item]] = defaultdict(list)
    for item in items:
        # A table of comments holds no posts, but names the one that each stands under.
        walls[item.post.id if item.post else next(iter(item.root.references), item.root.id)].append(item)
    enquiries: list[Enquiry] = []
    tally = Tally()
    copies: Counter[Key] = Counter()
    for envelope in duplicates:
        copies[envelope.id] += 1
        enquiries.append(Enquiry(envelope, envelope.letter, envelope.source, DUPLICATE, copies[envelope.id]))
        tally.place(envelope, envelope.source, Role.EXCLUDED, DUPLICATE)
    telling = _telling_pages(items)
    for wall in walls.values():
        _Wall(wall, telling, text_of).judge(enquiries, tally)
    enquiries.sort(key=lambda enquiry: (enquiry.envelope.moment, enquiry.envelope.id, enquiry.copy))
    return Threaded(enquiries, tally)


def _unique(envelopes: Iterable[Envelope]) -> tuple[list[Envelope], list[Envelope]]:
    """First sight of each id, and the repeats. Paging files overlap, so the same item may come twice."""
    first: dict[Key, Envelope] = {}
    repeats = []
    for envelope in envelopes:
        if first.setdefault(envelope.id, envelope) is not envelope:
            repeats.append(envelope)
    return list(first.values()), repeats


def _number(name: Key) -> str:
    """The last part of an id: "{page}_{post}" and "{post}_{comment}" are numbered so."""
    return str(name).rpartition("_")[2]


def _place(envelopes: Sequence[Envelope], sides: Sides) -> list[_Item]:
    by_id = {envelope.id: envelope for envelope in envelopes}
    # `{post}_{comment}` ids and paging addresses may name a post without its page: "{page}_{post}" by its second half.
    posts = {_number(envelope.id): envelope for envelope in envelopes if envelope.kind is Kind.POST}
    # A visitor post does not tell the name of the page whose wall it stands on; the page's own messages do.
    names = {
        envelope.sender.address: envelope.sender.name
        for envelope in envelopes
        if envelope.sender and envelope.sender.name and envelope.sender.address in sides.pages
    }
    items = []
    for envelope in envelopes:
        above = [by_id.get(name) or posts.get(_number(name)) for name in envelope.references]
        known = [found for found in above if found is not None and found is not envelope]
        post = next((found for found in known if found.kind is Kind.POST), None)
        comments = [found for found in known if found.kind is Kind.COMMENT]
        if post is None and comments:
            roots = [posts.get(_number(name)) for name in comments[0].references]
            post = next((found for found in roots if found is not None), None)
        wall = post.page_id if post else envelope.page_id
        ours = sides.sent(envelope) or (bool(wall) and envelope.sender is not None and envelope.sender.address == wall)
        items.append(
            _Item(
                envelope=envelope,
                ours=ours,
                post=envelope if envelope.kind is Kind.POST else post,
                root=comments[0] if comments else envelope,
                parent=comments[-1] if comments else None,
                source=names.get(wall) or (post.source if post else envelope.source),
            )
        )
    return sorted(items, key=lambda item: (item.envelope.moment, item.envelope.id))


def _telling_pages(items: Iterable[_Item]) -> set[tuple[str, str]]:
    """Pages whose exports tell the page's own comments from others'.

    Some comment there carries an author; and the page itself is known, by its id or by a comment that is its own.
    """
    authored: set[tuple[str, str]] = set()
    known: set[tuple[str, str]] = set()
    for item in items:
        page = _page(item)
        if item.envelope.kind is Kind.COMMENT and item.envelope.sender is not None:
            authored.add(page)
            if item.ours or (page[0] and item.envelope.sender.address):
                known.add(page)
    return authored & known


def _page(item: _Item) -> tuple[str, str]:
    """The page that an item stands on; by its source when the export gives no id."""
    page_id = item.post.page_id if item.post else item.envelope.page_id
    return (page_id, "" if page_id else item.source)


class _Wall:
    """What stands under one post, in time order."""

    def __init__(
        self, items: Sequence[_Item], telling: set[tuple[str, str]], text_of: Callable[[Envelope], str]
    ) -> None:
        self._items = items
        self._telling = telling
        self._threads: defaultdict[Key, list[_Item]] = defaultdict(list)
        for item in items:
            self._threads[item.root.id].append(item)
        authors = {item.envelope.sender for item in items if item.envelope.sender and not item.ours}
        self._first_names = Counter(author.name.casefold().split()[0] for author in authors if author.name.strip())
        self._names = tuple(dict.fromkeys(item.envelope.sender.name for item in items if item.envelope.sender))
        # The page's new comments at the top level, each with its words.
        self._top = [
            (item, " ".join(text_of(item.envelope).casefold().split()))
            for item in items
            if item.ours and item.parent is None and item.envelope.kind is Kind.COMMENT
        ]

    def judge(self, enquiries: list[Enquiry], tally: Tally) -> None:
        """Roles under one post. A page's comment that answers nobody is an outgoing message."""
        used: set[Key] = set()
        for item in self._items:
            if item.ours:
                continue
            if not item.envelope.text:
                enquiries.append(Enquiry(item.envelope, item.root.letter, item.source, EMPTY))
                tally.place(item.envelope, item.source, Role.EXCLUDED, EMPTY)
                continue
            enquiry = self._enquiry(item)
            used.update(later.envelope.id for later in enquiry.joined)
            enquiries.append(enquiry)
            tally.place(item.envelope, item.source, Role.ENQUIRY)
        for item in self._items:
            if not item.ours:
                continue
            if item.envelope.id in used:
                tally.place(item.envelope, item.source, Role.ANSWER)
            else:
                tally.place(item.envelope, item.source, Role.EXCLUDED, OUTGOING)
                enquiries.append(Enquiry(item.envelope, item.root.letter, item.source, OUTGOING))

    def _enquiry(self, item: _Item) -> Enquiry:
        thread = self._threads[item.root.id]
        joined = tuple(self._answers(item, thread))
        measurable = bool(joined) or (_page(item) in self._telling and item.envelope.replies_known)
        ours = sum(other.ours for other in thread)
        return Enquiry(
            envelope=item.envelope,
            thread=item.root.letter,
            source=item.source,
            messages_in=len(thread) - ours,
            messages_out=ours,
            answered=bool(joined) if measurable else None,
            answered_at=joined[0].envelope.sent_at if joined else None,
            answered_by_other=_answered_by_other(item, thread) if measurable else None,
            context=_context(item),
            names=self._names,
            joined=joined,
        )

    def _answers(self, item: _Item, thread: Iterable[_Item]) -> list[Joined]:
        """The page's later comments that answer `item`, in time order."""
        found = {
            other.envelope.id: Joined(other.envelope, Role.ANSWER, Evidence.COMMENT_THREAD)
            for other in thread
            if other.ours and other.envelope.kind is Kind.COMMENT and _later(other.envelope, item.envelope)
        }
        for other, words in self._top:
            if other.root is not item.root and _later(other.envelope, item.envelope):
                evidence = self._names_author(other.envelope, words, item)
                if evidence is not None:
                    found[other.envelope.id] = Joined(other.envelope, Role.ANSWER, evidence)
        return sorted(found.values(), key=lambda joined: (joined.envelope.moment, joined.envelope.id))

    def _names_author(self, answer: Envelope, words: str, item: _Item) -> Evidence | None:
        """Why a top-level comment of the page is meant for the author of `item`; None when it is not.

        A first name alone counts at the beginning of the comment ("Hej Karin!"), and only when no other writer under
        the post carries it.
        """
        if item.envelope.kind is Kind.POST:
            return Evidence.VISITOR_POST
        author = item.envelope.sender
        if author is None or not author.name.strip():
            return None
        if author.address and any(tag.address == author.address for tag in answer.recipients):
            return Evidence.TAGGED
        name = author.name.casefold()
        first = name.split()[0]
        if _has_word(words, name):
            return Evidence.NAMED
        if self._first_names[first] == 1 and _has_word(" ".join(words.split(" ", 3)[:3]), first):
            return Evidence.NAMED
        return None


def _later(one: Envelope, other: Envelope) -> bool:
    return one.sent_at is not None and other.sent_at is not None and one.sent_at > other.sent_at


def _has_word(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _answered_by_other(item: _Item, thread: Iterable[_Item]) -> bool:
    return any(
        not other.ours and other.envelope.sender != item.envelope.sender and _later(other.envelope, item.envelope)
        for other in thread
    )


def _context(item: _Item) -> tuple[int, ...]:
    if item.envelope.kind is Kind.POST:
        return ()
    post = (item.post.letter,) if item.post else ()
    return (*post, item.parent.letter) if item.parent else post
