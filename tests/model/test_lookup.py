import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from classifier.model.lookup import Lookup

KEYS = st.integers(-(2**63), 2**63 - 1) | st.integers(-2, 9)


@given(st.dictionaries(KEYS, st.integers(0, 2**31 - 1)), st.lists(KEYS))
def test_it_finds_what_a_dictionary_finds(numbers: dict[int, int], others: list[int]) -> None:
    lookup = Lookup(np.array(list(numbers), dtype=np.int64), np.array(list(numbers.values()), dtype=np.int64))
    asked = [*numbers, *others]
    assert lookup.find(np.array(asked, dtype=np.int64)).tolist() == [numbers.get(key, -1) for key in asked]


def test_keys_that_share_a_cell_are_all_found() -> None:
    keys = np.random.default_rng(0).integers(0, 2**63, 50_000, dtype=np.uint64)
    assert (Lookup(keys, np.arange(len(keys))).find(keys) == np.arange(len(keys))).all()
