"""What the figures are broken down by, and the counts of each group that disclosure control must know of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from classifier.summary.disclosure import Cell, Counts, cell

ALL = "all"
FACEBOOK = "facebook"
# Conditions on the columns of the cube that make up a group of each domain; a page is a source on Facebook.
DOMAINS: Mapping[str, tuple[str, ...]] = {
    ALL: (),
    "channel": ("channel",),
    "source": ("channel", "source"),
    "department": ("department",),
    "topic": ("topic",),
    "topic_channel": ("topic", "channel"),
}
# A group of the first domain is the sum of its groups of the second.
_NESTED = (
    (ALL, "channel"),
    (ALL, "department"),
    (ALL, "topic"),
    ("channel", "source"),
    ("topic", "topic_channel"),
    ("channel", "topic_channel"),
)
# What readers would miss the least comes first.
_DEARNESS = ("topic_channel", "topic", "source", "department", "channel", ALL)
_SIZE = "size of the group"
# Shares of fewer enquiries than this are not told (annotation guideline, section 7).
LEAST_GROUP = 30
Measures = Mapping[str, "pd.Series[bool]"]


@dataclass(frozen=True)
class Group:
    """The enquiries that the figures of one row are about."""

    domain: str
    conditions: tuple[tuple[str, str], ...]

    @property
    def value(self) -> str:
        """The value that tells it from the others of its domain; empty for the whole."""
        return self.conditions[-1][1] if self.conditions else ""

    def cell(self, measure: str) -> Cell:
        """The name of the count of `measure` in the group."""
        return cell(**dict(self.conditions), measure=measure)


@dataclass(frozen=True)
class Counted:
    """Counts of several measures for every group of several domains."""

    groups: tuple[Group, ...]
    values: Mapping[tuple[Group, str], int]
    counts: Counts

    def of(self, domain: str) -> tuple[Group, ...]:
        """The groups of a domain, sorted by value."""
        return tuple(group for group in self.groups if group.domain == domain)

    def __getitem__(self, key: tuple[Group, str]) -> int:
        """The count of a measure in a group."""
        return self.values[key]


def count_by(
    cube: pd.DataFrame,
    domains: Sequence[str],
    measures: Measures,
    *,
    sums: Sequence[tuple[str, tuple[str, ...]]] = (),
    bounds: Sequence[tuple[str, str]] = (),
    least: int = 0,
) -> Counted:
    """Count `measures` (masks over the rows of the cube) in every group of `domains`.

    sums    (total, parts): relations between measures that hold in every group
    bounds  (part, whole): the first measure is never larger than the second
    """
    weighted = pd.DataFrame({name: mask.to_numpy() * cube["n"].to_numpy() for name, mask in measures.items()})
    groups: list[Group] = []
    values: dict[tuple[Group, str], int] = {}
    untold: set[Cell] = set()
    weighted[_SIZE] = cube["n"].to_numpy()
    for domain in domains:
        for conditions, row in _grouped(cube, weighted, DOMAINS[domain]):
            group = Group(domain, conditions)
            groups.append(group)
            if row[_SIZE] < least:
                untold.update(map(group.cell, measures))
            values.update({(group, name): int(row[name]) for name in measures})
    cells = {group.cell(name): values[group, name] for group in groups for name in measures}
    nested = [
        (parent.cell(name), tuple(child.cell(name) for child in children))
        for parent, children in _families(groups, domains)
        for name in measures
    ]
    within = [(group.cell(total), tuple(map(group.cell, parts))) for group in groups for total, parts in sums]
    limits = [(group.cell(part), group.cell(whole)) for group in groups for part, whole in bounds]
    dear = {group.cell(name): _DEARNESS.index(group.domain) for group in groups for name in measures}
    return Counted(tuple(groups), values, Counts(cells, (*nested, *within), tuple(limits), dear, frozenset(untold)))


def _grouped(
    cube: pd.DataFrame, weighted: pd.DataFrame, columns: tuple[str, ...]
) -> Iterator[tuple[tuple[tuple[str, str], ...], Mapping[str, int]]]:
    if not columns:
        yield (), weighted.sum().to_dict()
        return
    keys = [cube[column] for column in columns]
    table = weighted.groupby(keys, observed=True, sort=True).sum()
    for values, row in zip(table.index, table.to_dict("records"), strict=True):
        named = values if isinstance(values, tuple) else (values,)
        yield tuple(zip(columns, map(str, named), strict=True)), row


def _families(groups: Sequence[Group], domains: Sequence[str]) -> Iterator[tuple[Group, list[Group]]]:
    for above, below in _NESTED:
        if above not in domains or below not in domains:
            continue
        children = [group for group in groups if group.domain == below]
        for parent in (group for group in groups if group.domain == above):
            own = [child for child in children if set(parent.conditions) <= set(child.conditions)]
            if own:
                yield parent, own


def present(cube: pd.DataFrame) -> list[str]:
    """The domains that say something of the material: departments only when some enquiry has one."""
    named = bool((cube["department"] != "").any())
    return [domain for domain in DOMAINS if domain != "department" or named]


def largest_first(groups: Sequence[Group], size: Callable[[Group], int]) -> list[Group]:
    """Groups by size, the largest first; equal ones by value."""
    return sorted(groups, key=lambda group: (-size(group), group.value))
