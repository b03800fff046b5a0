from hypothesis import given
from hypothesis import strategies as st

from classifier.letters import Letter, Letters

TEXTS = st.text(max_size=300).map(lambda text: text.replace("\x00", ""))


@given(st.lists(st.builds(Letter, TEXTS, TEXTS, TEXTS), min_size=1, max_size=20), st.integers(1, 60))
def test_every_letter_is_found_by_its_number(letters: list[Letter], times: int) -> None:
    kept = Letters()
    numbers = [kept.add(letter) for _ in range(times) for letter in letters]
    for number, letter in reversed(list(zip(numbers, letters * times, strict=True))):
        assert kept[number] == letter


def test_lone_surrogates_and_nul_bytes_do_not_break_a_block() -> None:
    kept = Letters()
    numbers = [kept.add(Letter("id", "\ud800", "a\x00b" * 9_000)) for _ in range(3)]
    assert kept[numbers[1]] == Letter("id", "\ud800", "ab" * 9_000)
