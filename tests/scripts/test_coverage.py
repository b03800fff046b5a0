"""The benchmark itself: it must be able to see a bad interval."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scripts.coverage import __main__ as bench
from scripts.coverage.populations import SIZE, Design, material
from scripts.coverage.shares import simulate
from scripts.coverage.tally import Trial, tally


@pytest.mark.parametrize(("clustered", "stratified"), [(False, False), (True, False), (False, True), (True, True)])
def test_a_material_is_what_its_design_says(clustered: bool, stratified: bool) -> None:
    design = Design(0.75, 300, clustered, stratified)
    drawn = material(design, np.random.default_rng(1))
    assert len(drawn.true) == SIZE
    assert np.mean(drawn.true == drawn.predicted) == pytest.approx(0.75, abs=0.03)
    assert 300 <= len(set(drawn.drawn.tolist())) == len(drawn.drawn) <= 330
    in_thread = np.isin(drawn.thread, drawn.thread[drawn.drawn])
    assert (in_thread.sum() == len(drawn.drawn)) or not clustered
    if stratified:
        assert drawn.weights[drawn.drawn].sum() == pytest.approx(SIZE)
    if not clustered and not stratified:
        assert np.bincount(drawn.true).tolist() == [25, 100, 250, 1000, 2500, 1125]


def test_a_cell_tells_good_intervals_from_bad() -> None:
    rows = simulate("medium", Design(0.75, 200), 60)
    assert [row["share"] for row in rows] == ["2 %", "5 %", "20 %", "50 %"]
    for row in rows:
        assert float(str(row["coverage"])) >= 0.85
        assert float(str(row["of Wilson"])) < 1
    assert float(str(rows[2]["classify and count"])) < 0.5


def test_a_tally_counts_what_holds_what_is_withheld_and_what_is_open() -> None:
    def experiment(generator: np.random.Generator) -> list[Trial]:
        return [
            Trial("good", 0.5, 0.4, 0.6, reference=0.4),
            Trial("bad", 0.5, 0.6, 0.7),
            Trial("open", 99.0, 10.0, None),
            Trial("none", 0.5, None, None, withheld=True),
        ]

    found = pd.DataFrame(tally({"n": 1}, experiment, 3, 0)).set_index("figure")
    assert found["coverage"].tolist()[:3] == [1, 0, 1]
    assert found["withheld"].tolist() == [0, 0, 0, 1]
    assert found.loc["good", "of Wilson"] == pytest.approx(0.5)


def test_a_part_replaces_itself_and_leaves_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "figures.md"
    page.write_text("# Figures\n\nOthers' words.\n", encoding="utf-8")
    monkeypatch.setattr(bench, "FIGURES", page)
    for text in ("first", "second"):
        bench._write("shares", text)
        bench._write("demo", text)
    written = page.read_text(encoding="utf-8")
    assert written.startswith("# Figures\n\nOthers' words.\n")
    assert "first" not in written
    assert written.count("second") == 2


def test_real_texts_are_skipped_politely(tmp_path: Path) -> None:
    assert "Skipped" in bench._banking77(tmp_path, 5)
