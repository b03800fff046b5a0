from classifier.anonymise.name_view import look
from classifier.edits import Edit, apply_edits
from scripts.train_names import Example, fit, kind_at, of_copy, of_ruled, places_in


def test_places_lead_from_the_masked_text_back_to_the_text() -> None:
    text = "Hej Anna, ring Bo nu"
    edits = [Edit(4, 8, "person", "[NAMN_1]"), Edit(15, 17, "person", "[NAMN_2]")]
    masked, places = apply_edits(text, edits), places_in(text, edits)
    assert len(places) == len(masked)
    assert text[places[masked.index("ring")]] == "r"
    assert places[masked.index("nu")] == text.index("nu")


def test_the_kind_of_a_mark_is_told_for_any_character_of_it() -> None:
    marks = [(4, 8, "person"), (15, 17, "phone")]
    assert [kind_at(marks, at, at) for at in (3, 4, 7, 8, 16)] == ["", "person", "person", "", "phone"]


def test_what_stays_unmasked_is_a_name_to_learn_from_and_numbers_are_not_asked_for() -> None:
    text = "nyckeln har zblorg och kund qvaxt"
    marks = [(12, 18, "person"), (28, 33, "number")]
    edits = [Edit(12, 18, "person", "[NAMN_1]")]
    assert [e.name for e in of_copy(text, marks, edits, lambda _: True, look)] == [True]
    assert [e.name for e in of_copy(text, marks, edits, lambda _: False, look)] == []


def test_what_the_rules_found_is_learnt_from_by_its_mark() -> None:
    text = "hej Stina, på Saga"
    edits = [Edit(4, 9, "person", "[NAMN_1]"), Edit(14, 18, "person", "[NAMN_2]")]
    assert [e.name for e in of_ruled(text, [(4, 9, "person")], edits)] == [True, False]
    assert [e.name for e in of_ruled(text, [(14, 18, "number")], edits)] == [False]


def test_a_feature_of_names_gets_weight_and_a_rare_one_none() -> None:
    examples = [Example(("any word", "of names"), True), Example(("any word", "of others"), False)] * 10
    weights = fit([*examples, Example(("any word", "seen once"), True)])
    assert weights["of names"] > 0 > weights["of others"]
    assert "seen once" not in weights
