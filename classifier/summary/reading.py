"""The classified table as typed columns: only those that the figures need, so that a million rows fit in memory."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.compute
import pyarrow.csv
from pandas.api.types import union_categoricals

from classifier.errors import TableError
from classifier.settings import Settings
from classifier.summary.labels import Labels
from classifier.tables import read_chunks, require_columns
from classifier.tables.formulas import unguard_formulas

_NAMES = ("channel", "source", "department", "topic", "level")
_TRUTHS = ("answered", "answered_within_1d", "answered_within_2d")
_HOURS = ("answer_hours", "answer_working_hours")
REQUIRED = ("enquiry_id", "excluded", "received_at", *_NAMES, *_TRUTHS, *_HOURS)
# Used when there; a table that was classified elsewhere may lack them.
_FEW = ("excluded", *_NAMES, *_TRUTHS, "language", "needs_review", "model", "answered_by_other")
OPTIONAL = ("thread_id", "language", "needs_review", "model", "answered_by_other", "notes")
_IDS = ("enquiry_id", "thread_id")
_CHUNK_ROWS = 100_000
_BLOCK_BYTES = 16_000_000
_TRUTH = {"true": 1, "false": 0}
UNKNOWN = -1


@dataclass(frozen=True)
class Material:
    """What was read.

    frame     the enquiries, one row each: channel, source, department, topic, level, language, answered_by_other,
              needs_review (categories), answered, answered_within_1d, answered_within_2d (1, 0, -1 = unknown),
              answer_hours, answer_working_hours, moment (local, NaT = undated), day, weekday (1 = Monday), hour (local), noted
    rows      rows of the table, excluded ones too
    excluded  messages that are no enquiry by their form, by channel, source and reason
    models    signatures of the models that classified it
    digest    of the file's bytes, or of the table's text when there is no file
    true      `topic|level` of the randomly drawn labelled enquiries, missing elsewhere; None without labels
    weights   inverse inclusion probability of the labelled enquiries, 1 elsewhere
    clusters  conversation of the labelled enquiries, missing elsewhere
    uncertain whether the labeller was unsure, False elsewhere
    """

    frame: pd.DataFrame
    rows: int
    excluded: Mapping[tuple[str, str, str], int]
    models: tuple[str, ...]
    digest: str
    true: "pd.Series[str] | None" = None
    weights: "pd.Series[float] | None" = None
    clusters: "pd.Series[str] | None" = None
    uncertain: "pd.Series[bool] | None" = None

    @cached_property
    def cube(self) -> pd.DataFrame:
        """The enquiries counted by everything that the tables are by; column `n`."""
        by = ["channel", "source", "department", "topic", "level", *_TRUTHS, "answered_by_other"]
        # One number a combination is counted in a tenth of the memory that grouping by nine columns takes.
        joint = np.zeros(len(self.frame), dtype=np.int64)
        for name in by:
            codes, size = _coded(self.frame[name])
            joint = joint * size + codes
        _, first, counts = np.unique(joint, return_index=True, return_counts=True)
        return self.frame[by].iloc[first].assign(n=counts).reset_index(drop=True)

    @property
    def first(self) -> str:
        """The first day of the material, ISO; empty when nothing is dated."""
        day = self.frame["day"].min()
        return "" if pd.isna(day) else str(day.date())

    @property
    def last(self) -> str:
        """The last day of the material."""
        day = self.frame["day"].max()
        return "" if pd.isna(day) else str(day.date())


def read_material(path: Path, settings: Settings, labels: Labels | None = None) -> Material:
    """Read the columns that the figures need from a classified table.

    Raises TableError for a table that cannot be read, holds no enquiries, or is not classified; LabelError for labels
    that do not fit it.
    """
    digest = digest_of_file(path)
    if path.suffix.lower() == ".csv" and (names := _header(path)) and set(REQUIRED) <= set(names):
        try:
            return _material(_arrow_chunks(path, names, labels is not None), settings, labels, path, digest)
        except pyarrow.ArrowInvalid:
            pass  # something is wrong with the file, or looks so to Arrow: the careful reader says what
    chunks = read_chunks(path, REQUIRED, (*REQUIRED, *OPTIONAL), _CHUNK_ROWS, _FEW)
    return _material(chunks, settings, labels, path, digest)


def _header(path: Path) -> list[str]:
    """Names of the columns of a CSV table; none when it cannot be read so simply."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return stream.readline().strip().split(_separator(path))
    except (OSError, UnicodeDecodeError):
        return []


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header = stream.readline()
    return max(",;\t", key=header.count)


def _arrow_chunks(path: Path, names: list[str], identified: bool) -> Iterator[pd.DataFrame]:
    """The columns that the figures need, read by Arrow in a third of the time that pandas takes.

    `identified`: whether ids are wanted, to find labelled rows by.
    """
    wanted = [name for name in names if name in {*REQUIRED, *OPTIONAL}]
    if not identified:
        wanted = [name for name in wanted if name not in _IDS]
    text = pyarrow.string()
    kinds = {name: pyarrow.dictionary(pyarrow.int32(), text) for name in (*_FEW, "notes")}
    kinds |= {name: pyarrow.float64() for name in _HOURS} | dict.fromkeys(("received_at", *_IDS), text)
    with pyarrow.csv.open_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(block_size=_BLOCK_BYTES),
        parse_options=pyarrow.csv.ParseOptions(delimiter=_separator(path), newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            include_columns=wanted, column_types=kinds, null_values=[""], strings_can_be_null=False
        ),
    ) as reader:
        for batch in reader:
            yield _unguarded(batch.to_pandas())


def _unguarded(frame: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    return frame.assign(**unguard_formulas(frame[names]))


def material_of(
    frame: pd.DataFrame, settings: Settings, labels: Labels | None = None, place: object = "the table"
) -> Material:
    """The material of a classified table that is in memory."""
    require_columns(frame, REQUIRED, place)
    kept = frame[[column for column in (*REQUIRED, *OPTIONAL) if column in frame]]
    text = kept.to_csv(index=False, lineterminator="\n").encode()
    return _material([kept], settings, labels, place, hashlib.sha256(text).hexdigest()[:12])


def digest_of_file(path: Path) -> str:
    """Twelve hex digits of the file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:12]


def _material(
    chunks: Iterable[pd.DataFrame], settings: Settings, labels: Labels | None, place: object, digest: str
) -> Material:
    rows = 0
    excluded: Counter[tuple[str, str, str]] = Counter()
    models: set[str] = set()
    parts: list[pd.DataFrame] = []
    drawn: list[pd.DataFrame] = []
    for chunk in chunks:
        rows += len(chunk)
        out = chunk[chunk["excluded"] != ""]
        excluded.update(out.groupby(["channel", "source", "excluded"], observed=True).size().to_dict())
        kept = chunk[chunk["excluded"] == ""]
        if (kept["level"] == "").any() or (kept["topic"] == "").any():
            raise TableError("has enquiries that are not classified", place=place, remedy="run nulage classify first")
        if "model" in kept:
            models.update(kept["model"].unique())
        if labels is not None:
            drawn.append(labels.matched(kept))
        parts.append(_typed(kept, settings))
    frame = _joined(parts)
    if frame.empty:
        raise TableError("holds no enquiries", place=place)
    frame = _with_department(frame, settings)
    material = Material(frame, rows, dict(sorted(excluded.items())), tuple(sorted(models - {""})), digest)
    return material if labels is None else _with_labels(material, labels, pd.concat(drawn, ignore_index=True))


def _typed(chunk: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    local = local_moments(chunk["received_at"], settings.zone)
    columns: dict[str, Any] = {name: _category(chunk[name]) for name in _NAMES}
    for name in ("language", "needs_review", "answered_by_other"):
        columns[name] = _category(chunk[name]) if name in chunk else pd.Categorical([""] * len(chunk))
    columns |= {name: _truth(chunk[name]) for name in _TRUTHS}
    columns |= {name: pd.to_numeric(chunk[name], errors="coerce").to_numpy(np.float32) for name in _HOURS}
    columns["moment"] = local.to_numpy("datetime64[s]")
    columns["day"] = local.dt.normalize().to_numpy("datetime64[s]")
    columns["weekday"] = (local.dt.day_of_week + 1).fillna(0).to_numpy(np.int8)
    columns["hour"] = local.dt.hour.fillna(UNKNOWN).to_numpy(np.int8)
    columns["noted"] = (chunk["notes"] != "").to_numpy() if "notes" in chunk else np.zeros(len(chunk), bool)
    return pd.DataFrame(columns)


def local_moments(values: "pd.Series[str]", zone: tzinfo) -> "pd.Series[pd.Timestamp]":
    """ISO 8601 texts as local time without a zone; NaT where there is no moment to be read."""
    try:
        # Arrow reads a million in a tenth of the time, but refuses them all for one that is wrong.
        texts = pyarrow.array(values, pyarrow.string())
        known = pyarrow.compute.if_else(pyarrow.compute.equal(texts, ""), None, texts)
        moments = pd.Series(known.cast(pyarrow.timestamp("s", "UTC")).to_pandas().array, index=values.index)
    except pyarrow.ArrowInvalid:
        moments = pd.to_datetime(values, errors="coerce", utc=True, format="ISO8601")
    return moments.dt.tz_convert(zone).dt.tz_localize(None)


def _category(values: "pd.Series[str]") -> pd.Categorical:
    """As categories that occur, whether it was read as such or not."""
    return pd.Categorical(values).remove_unused_categories()


def _coded(values: "pd.Series[Any]") -> tuple["np.ndarray[Any, np.dtype[np.int64]]", int]:
    """Small numbers for the values of a column of categories or truths, and how many there can be."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy(np.int64), max(1, len(values.cat.categories))
    return values.to_numpy(np.int64) - UNKNOWN, 3


def _truth(values: "pd.Series[str]") -> "np.ndarray[tuple[int], np.dtype[np.int8]]":
    known = pd.Categorical(values)
    codes = np.array([*(_TRUTH.get(str(name), UNKNOWN) for name in known.categories), UNKNOWN], dtype=np.int8)
    return codes[known.codes]


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The chunks as one frame; categories that only some chunks hold are in all."""
    columns = {}
    for name in parts[0]:
        values = [part[name] for part in parts]
        if isinstance(values[0].dtype, pd.CategoricalDtype):
            columns[name] = union_categoricals([value.array for value in values], sort_categories=True)
        else:
            columns[name] = np.concatenate([value.to_numpy() for value in values])
    return pd.DataFrame(columns)


def _with_department(frame: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The mailbox's department, or else the one that answers for the topic on the day."""
    names = frame["department"].astype(object).to_numpy(copy=True)
    open_rows = names == ""
    days = frame["day"].to_numpy("datetime64[D]")
    undated = np.isnat(days)
    for rule in settings.topic_departments:
        here = open_rows & (frame["topic"] == rule.topic).to_numpy()
        # An undated enquiry has whoever answers for the topic without a date.
        here &= (days >= np.datetime64(rule.valid_from)) & (days <= np.datetime64(rule.valid_to)) | undated
        names[here] = rule.department
        open_rows &= ~here
    return frame.assign(department=pd.Categorical(names))


def _with_labels(material: Material, labels: Labels, drawn: pd.DataFrame) -> Material:
    labels.check_used(drawn)
    return replace(
        material,
        true=drawn["true"],
        weights=drawn["weight"],
        clusters=drawn["cluster"],
        uncertain=drawn["uncertain"],
    )
