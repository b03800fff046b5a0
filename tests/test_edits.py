from classifier.edits import Edit, apply_edits


def test_edits_are_replayed_in_place() -> None:
    edits = (Edit(4, 8, "person", "[NAMN_1]"), Edit(9, 12, "quote"))
    assert apply_edits("Hej Anna där!", edits) == "Hej [NAMN_1] !"


def test_no_edits_change_nothing() -> None:
    assert apply_edits("Hej", ()) == "Hej"
