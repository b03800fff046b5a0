"""Which labelled rows must stay on the same side of a cross-validation: those that know of each other."""

import re
from collections import defaultdict
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
NEAR_DUPLICATE = 0.25
# A 4-gram in more rows than this is a phrase of the language, not a copied text.
_COMMON = 50
# A post of fewer characters ("God jul!") may be written again by others.
_TRIVIAL_POST = 30


def word_grams(text: str, size: int = 4) -> frozenset[tuple[str, ...]]:
    """The word 4-grams of a text; a shorter text is one gram of all its words."""
    words = _WORD.findall(text.casefold())
    if len(words) < size:
        return frozenset({tuple(words)}) if words else frozenset()
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def near_duplicates(texts: Sequence[str], limit: float = NEAR_DUPLICATE) -> list[tuple[int, int]]:
    """Pairs of rows whose word 4-grams overlap by more than `limit` (Jaccard)."""
    grams = [word_grams(text) for text in texts]
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, found in enumerate(grams):
        for gram in found:
            holders[gram].append(row)
    candidates = {
        (one, other)
        for rows in holders.values()
        if 1 < len(rows) <= _COMMON
        for at, one in enumerate(rows)
        for other in rows[at + 1 :]
    }
    return sorted(
        (one, other)
        for one, other in candidates
        if len(grams[one] & grams[other]) > limit * len(grams[one] | grams[other])
    )


def under_one_post(contexts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of rows, each with the first, that stand under the same post: the first line of their contexts."""
    first: dict[str, int] = {}
    pairs = []
    for row, context in enumerate(contexts):
        post = context.partition("\n")[0].strip().casefold()
        if len(post) >= _TRIVIAL_POST and first.setdefault(post, row) != row:
            pairs.append((first[post], row))
    return pairs


def validation_groups(texts: Sequence[str], writers: Sequence[str], contexts: Sequence[str]) -> list[str]:
    """A group name for each row; rows of one writer share it, and so do near-duplicates and comments under one post.

    Ties add up: two writers under one post are one group, with all that either wrote. A row with no writer and no
    such tie is a group of its own.
    """
    names = [writer or f"row {row}" for row, writer in enumerate(writers)]
    leader = {name: name for name in names}

    def find(name: str) -> str:
        """Who leads the group of `name`."""
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for one, other in (*near_duplicates(texts), *under_one_post(contexts)):
        first, second = sorted((find(names[one]), find(names[other])))
        leader[second] = first
    return [find(name) for name in names]
