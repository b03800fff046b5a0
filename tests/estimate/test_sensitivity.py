import pytest

from classifier.estimate import estimate_range, shift_uncertain
from classifier.estimate.sensitivity import LEVELS_DOWN, LEVELS_UP

LABELS = ["N0", "N1", "N2", "N3", "BYG|N2", None]


def test_only_uncertain_labels_move_and_no_enquiry_stays_none() -> None:
    every = [True] * len(LABELS)
    assert shift_uncertain(LABELS, every, LEVELS_UP) == ["N0", "N2", "N3", "N3", "BYG|N3", None]
    assert shift_uncertain(LABELS, every, LEVELS_DOWN) == ["N0", "N1", "N1", "N2", "BYG|N1", None]
    assert shift_uncertain(LABELS, [False] * len(LABELS), LEVELS_UP) == LABELS


def test_the_range_encloses_the_figure() -> None:
    levels = ["N1"] * 40 + ["N2"] * 30 + ["N3"] * 30
    doubt = [row % 5 == 0 for row in range(100)]
    found = estimate_range(levels, levels, doubt, {"N1"}, {"N1", "N2", "N3"})
    assert (found.up.value, found.labelled.value, found.down.value) == (0.32, 0.4, 0.46)
    assert found.uncertain == 20


def test_marks_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="1 marks of uncertainty but 2 labels"):
        shift_uncertain(["N1", "N2"], [True], LEVELS_UP)
