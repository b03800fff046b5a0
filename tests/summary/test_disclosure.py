import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.settings import Settings
from classifier.summary import summarise, summarising
from classifier.summary.disclosure import Counts, attack, cell, suppress
from classifier.summary.reading import material_of

LIMIT = 5


def crossed(grid: list[list[int]]) -> Counts:
    """A table with its margins and its total."""
    rows, columns = range(len(grid)), range(len(grid[0]))
    values = {cell(row=str(row), column=str(column)): grid[row][column] for row in rows for column in columns}
    sums = []
    for row in rows:
        total = cell(row=str(row))
        values[total] = sum(grid[row])
        sums.append((total, tuple(cell(row=str(row), column=str(column)) for column in columns)))
    for column in columns:
        total = cell(column=str(column))
        values[total] = sum(grid[row][column] for row in rows)
        sums.append((total, tuple(cell(row=str(row), column=str(column)) for row in rows)))
    values[()] = sum(map(sum, grid))
    sums.append(((), tuple(cell(row=str(row)) for row in rows)))
    sums.append(((), tuple(cell(column=str(column)) for column in columns)))
    return Counts(values, tuple(sums))


def test_hiding_the_small_cell_alone_would_not_do() -> None:
    counts = crossed([[20, 2, 9], [30, 14, 11], [25, 16, 8]])
    small = cell(row="0", column="1")
    assert attack(counts, {small}, small) == pytest.approx((2, 2))
    hidden = suppress(counts, LIMIT)
    low, high = attack(counts, hidden, small)
    assert high - low >= LIMIT
    assert () not in hidden


def test_nothing_small_hides_nothing_and_a_zero_is_shown() -> None:
    assert suppress(crossed([[20, 0], [30, 14]]), LIMIT) == frozenset()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=3, max_size=5))
def test_no_small_count_of_any_table_can_be_worked_out(grid: list[list[int]]) -> None:
    counts = crossed(grid)
    hidden = suppress(counts, LIMIT)
    for name, value in counts.values.items():
        if 0 < value < LIMIT:
            assert name in hidden
            low, high = attack(counts, hidden, name)
            # Where all that hangs together is hidden and still small, the reader knows no more than that.
            assert high - low >= LIMIT - 1e-6 or () in hidden


def test_a_small_count_about_nobody_is_hidden_only_to_protect_another() -> None:
    machine, empty, more, total = (cell(reason=reason) for reason in ("machine", "empty", "bounce", ""))
    counts = Counts(
        {machine: 2, more: 9, total: 11}, ((total, (machine, more)),), nobody=frozenset({machine, more, total})
    )
    assert suppress(counts, LIMIT) == frozenset()
    values = {machine: 2, empty: 3, more: 9, total: 14}
    counts = Counts(values, ((total, (machine, empty, more)),), nobody=frozenset({machine, more, total}))
    hidden = suppress(counts, LIMIT)
    low, high = attack(counts, hidden, empty)
    assert empty in hidden and high - low >= LIMIT


def test_an_inequality_that_everybody_knows_is_used_by_the_attack() -> None:
    part, whole = cell(measure="answered"), cell(measure="measurable")
    counts = Counts({part: 3, whole: 4}, bounds=((part, whole),))
    assert attack(counts, {part}, part) == pytest.approx((0, 4))


@pytest.mark.parametrize("with_labels", [True, False])
def test_the_demos_small_counts_cannot_be_recomputed_from_all_that_is_shown(
    classified: pd.DataFrame, demo_settings: Settings, demo_labels: pd.DataFrame, with_labels: bool
) -> None:
    from classifier.summary.labels import labels_of
    from classifier.taxonomy import load_taxonomy

    labels = labels_of(demo_labels, load_taxonomy()) if with_labels else None
    tables, counts = summarising._tables(material_of(classified, demo_settings, labels), demo_settings, 61)
    hidden = suppress(counts, demo_settings.small_cell)
    small = counts.small(demo_settings.small_cell)
    assert small
    assert set(small) <= hidden
    for name in small[:: max(1, len(small) // 40)]:
        low, high = attack(counts, hidden, name)
        assert high - low >= demo_settings.small_cell - 1e-6, name
    # The figures that tables show hold no hidden count, and no small one.
    for table in (table.protected(hidden) for table in tables):
        for row in table.rows:
            for figure in row.figures:
                if figure.value is not None:
                    assert hidden.isdisjoint(figure.cells)
                    if figure.cells and figure.numerator is not None and figure.form == "share":
                        assert figure.numerator == 0 or figure.numerator >= demo_settings.small_cell


def test_shown_counts_sum_where_all_parts_are_shown(classified: pd.DataFrame, demo_settings: Settings) -> None:
    summary = summarise(classified, demo_settings)
    whole = summary.tables["contacts_by_channel"].find("")
    assert whole is not None
    total = whole["enquiries"].value
    for name in ("contacts_by_source", "contacts_by_department", "contacts_by_channel"):
        values = [
            row.figures[0].value
            for row in summary.tables[name].rows
            if row.keys != ("",) or name != "contacts_by_channel"
        ]
        assert None in values or np.isclose(sum(filter(None, values)), total)
