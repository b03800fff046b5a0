from hypothesis import given
from hypothesis import strategies as st

from classifier.threads.known import KnownKeys

NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3)


@given(st.lists(NUMBERS), st.lists(st.tuples(NUMBERS, st.integers(), st.booleans())))
def test_it_is_a_dict_of_the_known_keys(keys: list[int], told: list[tuple[int, int, bool]]) -> None:
    known: KnownKeys[int] = KnownKeys(keys)
    expected: dict[int, int] = {}
    for key, value, first in told:
        if first:
            known.set_first(key, value)
            expected.setdefault(key, value)
        else:
            known.set(key, value)
            expected[key] = value
    for key in [*keys, *expected]:
        assert known.get(key) == (expected.get(key) if key in keys else None)
