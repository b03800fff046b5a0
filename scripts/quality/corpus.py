"""The labelled rows, cut as the benchmark cuts them: never at random, always by whole batches and voices."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold

from classifier.model.features import design_frame
from classifier.model.head import FOLDS, Material
from classifier.tables import read_table
from classifier.taxonomy import NO_ENQUIRY

LABELLED = Path(__file__).resolve().parents[2] / "corpora" / "labelled.csv"
Array = Any


@dataclass(frozen=True)
class Corpus:
    """Labelled rows.

    A voice (`w3-pensioner`) is drawn as one in a bootstrap; a batch (`w3`: one author group, one invented
    municipality) is left out as one.
    """

    rows: pd.DataFrame

    @classmethod
    def shipped(cls) -> "Corpus":
        return cls(read_table(LABELLED))

    @property
    def voices(self) -> Array:
        return self.rows["writer"].to_numpy()

    @property
    def batches(self) -> Array:
        return self.rows["writer"].str.split("-").str[0].to_numpy()

    @property
    def asking(self) -> Array:
        return (self.rows["level"] != NO_ENQUIRY).to_numpy()

    @cached_property
    def part(self) -> Array:
        """The fold of each row, as text: groups that any number of classifiers are left out by alike."""
        found = np.empty(len(self.rows), dtype=object)
        for number, (_, test) in enumerate(self._split()):
            found[test] = str(number)
        return found

    def folds(self) -> Iterator[tuple[Array, Array]]:
        for number in range(FOLDS):
            held = self.part == str(number)
            yield np.flatnonzero(~held), np.flatnonzero(held)

    def material(self, label: str) -> Material:
        own = np.ones(len(self.rows), dtype=bool)
        return Material(design_frame(self.rows), self.rows[label].to_numpy(), self.part, own)

    def _split(self) -> Iterator[tuple[Array, Array]]:
        yield from GroupKFold(FOLDS, shuffle=True, random_state=0).split(self.rows, groups=self.batches)
