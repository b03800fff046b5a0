"""How many enquiries, from where, of what, when: tables T1, T3, T4 and T9."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from classifier.screening import DUPLICATE, EMPTY
from classifier.settings import Settings
from classifier.summary.disclosure import Cell, Counts, cell
from classifier.summary.domains import Counted, Group, count_by, largest_first, present
from classifier.summary.figure import DECIMAL, NOT_GIVEN, SHARE, Figure, Row, SummaryTable, absent, count
from classifier.summary.reading import Material
from classifier.taxonomy import NO_TOPIC
from classifier.workdays import WorkCalendar

ENQUIRIES = "enquiries"
# Reasons for leaving out what a citizen wrote; the others are of machines, bulk mail and the municipality's own.
_BY_CITIZENS = (EMPTY, DUPLICATE)
# A period longer than this is told by month instead of by week.
_WEEKS_SHOWN = 30
# Hours in one column of the weekday table: the narrowest that leaves few small counts.
_HOUR_WIDTHS = (1, 2, 3, 4, 6, 12)
_MOST_SMALL = 0.2


def count_enquiries(material: Material) -> Counted:
    """Enquiries by every domain."""
    cube = material.cube
    return count_by(cube, present(cube), {ENQUIRIES: pd.Series(True, index=cube.index)})


def working_days(material: Material, settings: Settings) -> int:
    """Days from the first to the last of the material that the municipality was open."""
    if not material.first:
        return 0
    calendar = WorkCalendar(settings)
    days = pd.date_range(material.first, material.last)
    return sum(calendar.is_working_day(day.date()) for day in days)


def contact_tables(counted: Counted, days: int, settings: Settings) -> list[SummaryTable]:
    """T1 by channel, T3 by mailbox, page and department, T4 by topic and channel; `days` the working days."""
    whole = counted.of("all")[0]
    measures = (ENQUIRIES, "share", "per_working_day", "per_1000")

    def figures(group: Group, of: Group = whole) -> tuple[Figure, ...]:
        """A group's number, its share of `of`, and its rates."""
        number, name = counted[group, ENQUIRIES], group.cell(ENQUIRIES)
        return (
            count(number, ENQUIRIES, name),
            share(number, counted[of, ENQUIRIES], "share", name, of.cell(ENQUIRIES)),
            _rate(number, days, "per_working_day", name),
            _rate(1000 * number, settings.inhabitants, "per_1000", name),
        )

    def table(code: str, name: str, domain: str, *keys: str) -> SummaryTable:
        """The table of one domain, the largest group first."""
        groups = _last(NO_TOPIC, largest_first(counted.of(domain), lambda group: counted[group, ENQUIRIES]))
        rows = [Row(tuple(dict(group.conditions)[key] for key in keys), figures(group)) for group in groups]
        if domain == "channel":
            rows.append(Row(("",), figures(whole)))
        return SummaryTable(code, name, keys, measures, tuple(rows))

    tables = [
        table("T1", "contacts_by_channel", "channel", "channel"),
        table("T3", "contacts_by_source", "source", "channel", "source"),
    ]
    if counted.of("department"):
        tables.append(table("T3b", "contacts_by_department", "department", "department"))
    tables.append(table("T4", "topics", "topic", "topic"))
    crossed = _last(NO_TOPIC, largest_first(counted.of("topic_channel"), lambda group: counted[group, ENQUIRIES]))
    rows = (
        Row(
            (group.conditions[0][1], group.value), (count(counted[group, ENQUIRIES], ENQUIRIES, group.cell(ENQUIRIES)),)
        )
        for group in crossed
    )
    tables.append(SummaryTable("T4b", "topic_by_channel", ("topic", "channel"), (ENQUIRIES,), tuple(rows)))
    return tables


def _last(topic: str, groups: list[Group]) -> list[Group]:
    """The groups with those of `topic` after the others: what is no enquiry is not ranked among the topics."""
    return sorted(groups, key=lambda group: ("topic", topic) in group.conditions)


def share(number: int, of: int, definition: str, *cells: Cell) -> Figure:
    """A counted share with its numerator and denominator; unmeasurable when there is nothing to divide by."""
    if not of:
        return absent(SHARE, "unmeasurable", definition)
    return Figure(SHARE, number / of, numerator=number, denominator=of, definition=definition, cells=cells)


def _rate(number: float, per: int, definition: str, name: Cell) -> Figure:
    if not per:
        return absent(DECIMAL, NOT_GIVEN, definition)
    return Figure(DECIMAL, number / per, numerator=number, denominator=per, definition=definition, cells=(name,))


def time_tables(material: Material, counted: Counted, limit: int) -> tuple[list[SummaryTable], Counts]:
    """T1b by week (or month) and channel, T9 by weekday and hour; undated enquiries are in neither."""
    dated = material.frame[material.frame["day"].notna()]
    if dated.empty:
        return [], Counts()
    over_time, counts = _over_time(dated, counted)
    by_hour, more = _weekday_hours(dated, limit)
    return [over_time, by_hour], Counts.merged([counts, more])


def _over_time(dated: pd.DataFrame, counted: Counted) -> tuple[SummaryTable, Counts]:
    # Counting days first keeps a million rows out of the calendar arithmetic.
    by_day = dated.groupby(["day", "channel"], observed=True).size().rename("n").reset_index()
    iso = by_day["day"].dt.isocalendar()
    weeks = iso["year"].astype(str) + "-W" + iso["week"].astype(str).str.zfill(2)
    by_week = weeks.nunique() <= _WEEKS_SHOWN
    period = weeks if by_week else by_day["day"].dt.strftime("%Y-%m")
    table = by_day.groupby([period.rename("period"), "channel"], observed=True)["n"].sum()
    values: dict[Cell, int] = {}
    sums: list[tuple[Cell, tuple[Cell, ...]]] = []
    rows = []
    for (when, channel), number in table.items():
        name = cell(period=str(when), channel=str(channel))
        values[name] = int(number)
        rows.append(Row((str(when), str(channel)), (count(int(number), ENQUIRIES, name),)))
    for group in counted.of("channel"):
        parts = [name for name in values if ("channel", group.value) in name]
        undated = cell(period="", channel=group.value)
        values[undated] = counted[group, ENQUIRIES] - sum(values[name] for name in parts)
        sums.append((group.cell(ENQUIRIES), (*parts, undated)))
    key = "week" if by_week else "month"
    return SummaryTable("T1b", "contacts_over_time", (key, "channel"), (ENQUIRIES,), tuple(rows)), Counts(
        values, tuple(sums)
    )


def _weekday_hours(dated: pd.DataFrame, limit: int) -> tuple[SummaryTable, Counts]:
    grid = np.zeros((7, 24), dtype=int)
    np.add.at(grid, (dated["weekday"].to_numpy() - 1, dated["hour"].to_numpy()), 1)
    width = next((width for width in _HOUR_WIDTHS if _small_share(_blocks(grid, width), limit) <= _MOST_SMALL), 12)
    blocks = _blocks(grid, width)
    names = {
        (day, block): cell(weekday=str(day + 1), hours=f"{block * width:02d}-{(block + 1) * width:02d}")
        for day in range(7)
        for block in range(24 // width)
    }
    values = {name: int(blocks[place]) for place, name in names.items()}
    rows = tuple(
        Row((dict(name)["weekday"], dict(name)["hours"]), (count(values[name], ENQUIRIES, name),))
        for name in names.values()
    )
    # The sum over the grid is the dated enquiries, which the channels' tables tell.
    whole = cell(dated="")
    return SummaryTable("T9", "weekday_by_hour", ("weekday", "hours"), (ENQUIRIES,), rows), Counts(
        {**values, whole: int(grid.sum())}, ((whole, tuple(names.values())),)
    )


def _blocks(grid: "np.ndarray[tuple[int, int], np.dtype[np.int_]]", width: int) -> "np.ndarray":
    return grid.reshape(7, 24 // width, width).sum(axis=2)


def _small_share(blocks: "np.ndarray", limit: int) -> float:
    filled = blocks > 0
    return float((blocks[filled] < limit).mean()) if filled.any() else 0.0


def excluded_table(excluded: Mapping[tuple[str, str, str], int]) -> tuple[SummaryTable, Counts]:
    """T12b: messages that are no enquiry by their form, by source and reason, with each source's sum.

    What machines and the municipality itself sent is about nobody; only what citizens wrote is protected for its own sake.
    """
    values: dict[Cell, int] = {}
    parts: dict[Cell, list[Cell]] = {}
    rows = []
    for (channel, source, reason), number in excluded.items():
        name, total = cell(channel=channel, source=source, reason=reason), excluded_cell(channel, source)
        values[name] = number
        values[total] = values.get(total, 0) + number
        parts.setdefault(total, []).append(name)
        rows.append(Row((channel, source, reason), (count(number, "excluded", name),)))
    sums = [(total, tuple(names)) for total, names in parts.items()]
    # The signature tells the sum of all.
    whole = cell(excluded="")
    values[whole] = sum(excluded.values())
    sums.append((whole, tuple(parts)))
    nobody = frozenset(name for name in values if dict(name).get("reason") not in _BY_CITIZENS)
    counts = Counts(values, tuple(sums), dear={**dict.fromkeys(parts, 1), whole: 2}, nobody=nobody)
    return SummaryTable("T12b", "excluded", ("channel", "source", "reason"), ("messages",), tuple(rows)), counts


def excluded_cell(channel: str, source: str) -> Cell:
    """The name of the count of a source's messages that are no enquiry."""
    return cell(channel=channel, source=source, reason="")
