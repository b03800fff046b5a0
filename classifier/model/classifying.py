"""Classifying a stream of enquiry tables: in this process, in several, or on a Dask cluster, with the same result.

The stream is cut the same way however it is run, and a window of a few chunks a worker is all that is held at once.
"""

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import pandas as pd

from classifier.errors import NulageError, TableError
from classifier.model.card import model_digest
from classifier.model.enquiry_model import EnquiryModel
from classifier.model.features import INPUT_COLUMNS
from classifier.tables import TABLE_SUFFIXES, read_chunks, require_columns

_CHUNKS_A_WORKER = 4
_ATTEMPTS = 3
_PATIENCE = "10s"


@dataclass(frozen=True)
class Workers:
    """Where to classify.

    jobs        processes on this machine
    scheduler   address of a Dask scheduler ("tcp://10.0.0.5:8786"), whose workers are used instead; empty for none
    """

    jobs: int = 1
    scheduler: str = ""


def is_enquiry_table(path: Path) -> bool:
    """True for a table that can be classified as it stands; another system's table is an export, to be imported."""
    if path.suffix.lower() not in TABLE_SUFFIXES:
        return False
    if not path.is_file():
        return True  # so that the error is that of a missing table
    try:
        return {"text", "channel"} <= set(next(read_chunks(path, rows=1)).columns)
    except TableError:
        return False


def classify_chunks(
    model: EnquiryModel, chunks: Iterable[pd.DataFrame], workers: Workers = Workers()
) -> Iterator[pd.DataFrame]:
    """Each chunk with the columns that classification adds, in order; columns of these names are replaced.

    Raises TableError when a column is missing, NulageError when the cluster cannot be reached or loses work thrice.
    """
    digest = model_digest(model)
    for chunk, predictions in _predicted(model, chunks, workers):
        rest = chunk.drop(columns=[column for column in (*predictions, "model") if column in chunk])
        yield pd.concat([rest, predictions], axis=1).assign(model=digest)


def _predicted(
    model: EnquiryModel, chunks: Iterable[pd.DataFrame], workers: Workers
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    if workers.jobs == 1 and not workers.scheduler:
        for chunk in chunks:
            yield chunk, model.predict(chunk)
        return
    stream = iter(chunks)
    with _backend(model, workers):
        # On a cluster that has no workers yet, joblib waits for the first.
        size = _CHUNKS_A_WORKER * max(1, joblib.effective_n_jobs(workers.jobs))
        while window := list(itertools.islice(stream, size)):
            yield from zip(window, _window(model, window, workers), strict=True)


def _window(model: EnquiryModel, window: list[pd.DataFrame], workers: Workers) -> list[pd.DataFrame]:
    """Predictions for a window; what a dying cluster lost on the way is asked for again."""
    found: list[Any] = [None] * len(window)
    for _ in range(_ATTEMPTS):
        missing = [place for place, result in enumerate(found) if not isinstance(result, pd.DataFrame)]
        if not missing:
            break
        # In a tuple, a chunk travels inside its task, which the scheduler can give to another worker; by itself,
        # joblib's Dask backend would leave it with one worker and lose it when that one dies.
        tasks = [joblib.delayed(_predict)(model, (_needed(window[place]),)) for place in missing]
        try:
            results = joblib.Parallel(n_jobs=workers.jobs, batch_size=1)(tasks)
        except Exception as error:
            if not _is_lost(error):
                raise
            continue
        for place, result in zip(missing, results, strict=True):
            found[place] = result
    if not all(isinstance(result, pd.DataFrame) for result in found):
        raise NulageError(
            f"its workers died {_ATTEMPTS} times over the same rows",
            place=workers.scheduler or "--jobs",
            remedy="give the workers more memory",
        )
    return found


def _predict(model: EnquiryModel, chunk: tuple[pd.DataFrame]) -> pd.DataFrame:
    return model.predict(chunk[0])


def _needed(chunk: pd.DataFrame) -> pd.DataFrame:
    require_columns(chunk, INPUT_COLUMNS, "the table")
    return chunk[[column for column in (*INPUT_COLUMNS, "enquiry_id", "excluded") if column in chunk]]


def _is_lost(error: Exception) -> bool:
    """Whether a worker died, rather than the work failed: Dask's names for it, told apart without importing Dask."""
    return type(error).__name__ in {"KilledWorker", "CancelledError", "FutureCancelledError", "TerminatedWorkerError"}


@contextmanager
def _backend(model: EnquiryModel, workers: Workers) -> Iterator[None]:
    if not workers.scheduler:
        with joblib.parallel_config(backend="loky"):
            yield
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise NulageError(
            "a cluster needs Dask, which is not installed", place="--scheduler", remedy="pip install 'nulage[dask]'"
        ) from error
    try:
        client = Client(workers.scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NulageError(
            "no Dask scheduler answers there", place=workers.scheduler, remedy="start one with: dask scheduler"
        ) from error
    with client, joblib.parallel_config(backend="dask", client=client, scatter=[model]):
        yield
