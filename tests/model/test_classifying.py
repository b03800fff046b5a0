"""The same result however the work is spread: here, over processes, over a cluster that loses a worker midway."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import joblib
import pandas as pd
import pytest

from classifier.errors import NulageError, TableError
from classifier.model import EnquiryModel, Workers, classify_chunks
from classifier.model.card import model_digest


@pytest.fixture(scope="module")
def chunks(labelled: pd.DataFrame) -> list[pd.DataFrame]:
    rows = labelled.head(600).drop(columns=["topic", "level"]).assign(excluded="")
    rows.loc[5, "excluded"] = "newsletter"
    return [rows.iloc[start : start + 50].reset_index(drop=True) for start in range(0, 600, 50)]


@pytest.fixture(scope="module")
def wanted(model: EnquiryModel, chunks: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(classify_chunks(model, chunks), ignore_index=True)


def test_columns_are_added_and_replaced_never_doubled(
    model: EnquiryModel, wanted: pd.DataFrame, chunks: list[pd.DataFrame]
) -> None:
    assert set(wanted["model"]) == {model_digest(model)}
    assert list(wanted.columns[: len(chunks[0].columns)]) == list(chunks[0].columns)
    again = pd.concat(classify_chunks(model, [wanted]), ignore_index=True)
    pd.testing.assert_frame_equal(again, wanted)


def test_a_row_gets_the_same_whatever_stands_beside_it(model: EnquiryModel, wanted: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(pd.concat(classify_chunks(model, [wanted.iloc[::-1]])).iloc[::-1], wanted)


def test_processes_give_what_one_gives(model: EnquiryModel, wanted: pd.DataFrame, chunks: list[pd.DataFrame]) -> None:
    found = pd.concat(classify_chunks(model, iter(chunks), Workers(jobs=2)), ignore_index=True)
    pd.testing.assert_frame_equal(found, wanted)


def test_only_a_window_of_chunks_is_drawn_ahead(model: EnquiryModel, chunks: list[pd.DataFrame]) -> None:
    drawn = 0

    def counted() -> Iterator[pd.DataFrame]:
        nonlocal drawn
        for chunk in chunks:
            drawn += 1
            yield chunk.head(2)

    stream = classify_chunks(model, counted(), Workers(jobs=2))
    next(stream)
    assert drawn <= 8
    stream.close()  # type: ignore[attr-defined]


def test_a_missing_column_is_named_by_every_way(model: EnquiryModel) -> None:
    for workers in (Workers(), Workers(jobs=2)):
        with pytest.raises(TableError, match="missing columns subject, context"):
            list(classify_chunks(model, [pd.DataFrame({"channel": ["email"], "text": ["hej"]})], workers))


@dataclass(frozen=True)
class Deadly(EnquiryModel):
    """Kills the process in which it first meets a chunk of three rows."""

    grave: Path

    def predict(self, frame: pd.DataFrame) -> pd.DataFrame:
        if len(frame) == 3 and not self.grave.exists():
            self.grave.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().predict(frame)


def test_a_cluster_gives_the_same_though_a_worker_dies_midway(
    model: EnquiryModel, wanted: pd.DataFrame, chunks: list[pd.DataFrame], tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    deadly = Deadly(**{field.name: getattr(model, field.name) for field in fields(model)}, grave=tmp_path / "grave")
    cut = [*chunks[:4], chunks[4].head(3), chunks[4].iloc[3:].reset_index(drop=True), *chunks[5:]]
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(**options) as cluster:
        workers = Workers(scheduler=cluster.scheduler_address)
        found = pd.concat(classify_chunks(deadly, iter(cut), workers), ignore_index=True)
    assert deadly.grave.exists()
    pd.testing.assert_frame_equal(found, wanted)


def test_what_is_lost_on_the_way_is_asked_for_again(
    model: EnquiryModel, wanted: pd.DataFrame, chunks: list[pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Joblib's Dask backend raises some losses and hands others over as results."""

    class CancelledError(Exception):
        pass

    losses: list[Any] = [CancelledError(), [CancelledError()] * 4]
    asked = []

    class Lossy(joblib.Parallel):
        def __call__(self, tasks: list[Any]) -> list[Any]:
            asked.append(len(tasks))
            found: list[Any] = super().__call__(tasks)
            loss = losses.pop(0) if losses else []
            if isinstance(loss, Exception):
                raise loss
            return [*loss, *found[len(loss) :]]

    monkeypatch.setattr("classifier.model.classifying.joblib.Parallel", Lossy)
    found = list(classify_chunks(model, iter(chunks[:8]), Workers(jobs=2)))
    assert asked == [8, 8, 4]
    pd.testing.assert_frame_equal(pd.concat(found, ignore_index=True), wanted.head(400))
    losses[:] = [CancelledError()] * 3
    with pytest.raises(NulageError, match="its workers died 3 times over the same rows; give the workers more memory"):
        list(classify_chunks(model, iter(chunks[:2]), Workers(jobs=2)))


def test_an_error_in_a_process_is_no_loss(model: EnquiryModel, chunks: list[pd.DataFrame]) -> None:
    numbers = chunks[0].assign(text=1)
    with pytest.raises(Exception, match=r"str|string") as caught:
        list(classify_chunks(model, [numbers], Workers(jobs=2)))
    assert not isinstance(caught.value, NulageError)


def test_no_scheduler_is_one_clear_line(
    model: EnquiryModel, chunks: list[pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("classifier.model.classifying._PATIENCE", "1s")
    with pytest.raises(NulageError, match=r"127\.0\.0\.1:9: no Dask scheduler answers there; start one with"):
        list(classify_chunks(model, chunks, Workers(scheduler="tcp://127.0.0.1:9")))


def test_without_dask_the_extra_is_named(
    model: EnquiryModel, chunks: list[pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NulageError, match=r"pip install 'nulage\[dask\]'"):
        list(classify_chunks(model, chunks, Workers(scheduler="tcp://127.0.0.1:9")))
