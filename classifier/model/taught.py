"""What a model said of the enquiries that it was then trained on: their honest predictions, kept in the model.

A share estimated from labelled enquiries needs predictions by a model that had not seen them; those of the finished
model are too good on its own rows, and intervals made with them too narrow.
"""

import re
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Digests = NDArray[np.uint64]
Probabilities = NDArray[np.float64]
_LETTERS = re.compile(r"[^\W_]+")
# A text is known again by its letters and digits: spreadsheets change blanks and line ends.
_LETTERS_COMPARED = 1_000


@dataclass(frozen=True)
class TaughtRows:
    """Out-of-fold probabilities of the training rows that have an enquiry_id; no text and no id is kept.

    A base's rows are among them: it may be last year's sheet of the same municipality, whose enquiries come again.

    ids         a digest of each enquiry_id
    keys        a digest of each enquiry_id with its text; no two the same
    topics      rows x topics, as the topic head's probabilities
    levels      rows x levels
    """

    ids: Digests
    keys: Digests
    topics: NDArray[np.float32]
    levels: NDArray[np.float32]

    @classmethod
    def remember(cls, frame: pd.DataFrame, topics: Probabilities, levels: Probabilities) -> Self:
        """Of training rows with the columns `text` and, if they are to be known again, `enquiry_id`; the first of equals."""
        named = np.flatnonzero(_ids(frame) != "")
        keys, first = np.unique(_keys(frame.iloc[named]), return_index=True)
        rows = named[first]
        ids = _digests(_ids(frame)[rows])
        return cls(ids, keys, topics[rows].astype(np.float32), levels[rows].astype(np.float32))

    def places(self, frame: pd.DataFrame) -> NDArray[np.intp]:
        """Which remembered row each row of the frame is, by enquiry_id and text; -1 for none."""
        places = np.full(len(frame), -1)
        ids = _ids(frame)
        met = np.flatnonzero(np.isin(_digests(ids), self.ids) & (ids != ""))
        places[met] = pd.Index(self.keys).get_indexer(_keys(frame.iloc[met]))
        return places


def _ids(frame: pd.DataFrame) -> NDArray[np.object_]:
    if "enquiry_id" not in frame:
        return np.full(len(frame), "", dtype=object)
    return frame["enquiry_id"].to_numpy(dtype=object)


def _keys(frame: pd.DataFrame) -> Digests:
    letters = ("".join(_LETTERS.findall(text))[:_LETTERS_COMPARED] for text in frame["text"])
    return _digests(
        np.array([f"{number}\n{text}" for number, text in zip(_ids(frame), letters, strict=True)], dtype=object)
    )


def _digests(values: NDArray[np.object_]) -> Digests:
    return pd.util.hash_array(values, categorize=False)
