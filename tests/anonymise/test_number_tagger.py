import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.anonymise import anonymise
from classifier.anonymise.anonymiser import pieces_of
from classifier.anonymise.number_tagger import NOTHING, PART, NumberTagger, load_number_tagger
from classifier.anonymise.recogniser import tokens_in

CASE, PLOT = "case_number", "property"


def found(weights: dict[str, float], masked: str, threshold: float = 0.5) -> list[tuple[str, str]]:
    return [(masked[start:end], kind) for start, end, kind in NumberTagger(weights, threshold)(pieces_of(masked))]


def features(masked: str, piece: str) -> set[str]:
    pieces = pieces_of(masked)
    at = next(at for at, (start, end) in enumerate(pieces.spans) if masked[start:end] == piece)
    return {feature for tell, of in pieces.of_digits(at) for feature in tell(*of)}


def weights(kind: str = CASE, **more: float) -> dict[str, float]:
    return {f"{NOTHING}\tany piece": 2.0, f"{kind}\tnear before zblorg": 5.0} | {
        key.replace("__", "\t").replace("_", " "): weight for key, weight in more.items()
    }


def test_a_piece_with_digits_is_the_kind_that_its_surroundings_weigh_for() -> None:
    assert found(weights(), "vi fick zblorg 26.0733 i dag") == [("26.0733", CASE)]
    assert found(weights(), "vi fick qvaxt 26.0733 i dag") == []
    assert found(weights(), "vi fick zblorg i dag") == []


def test_from_what_probability_a_piece_is_taken_is_said() -> None:
    text = "vi fick zblorg 26.0733 i dag"
    assert found(weights(), text, threshold=0.9) and not found(weights(), text, threshold=0.99)


def test_what_is_cut_into_pieces() -> None:
    def pieces(text: str) -> list[str]:
        return [text[start:end] for start, end in pieces_of(text).spans]

    assert pieces("SN-LSS 2025:0932, kl. 18.30 (S:44)!") == ["SN-LSS", "2025:0932", "kl", "18.30", "S:44"]
    assert pieces("9020.11.845 06 IFO-U/2024/77.") == ["9020.11.845", "06", "IFO-U/2024/77"]
    assert pieces("ring [TELEFON] eller [NAMN_2]") == ["ring", "[TELEFON]", "eller", "[NAMN_2]"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("zblorg 26 0733 i dag", ["26 0733"]),
        ("zblorg 26, 0733 i dag", ["26", "0733"]),
        ("zblorg 26\n0733 i dag", ["26", "0733"]),
    ],
)
def test_pieces_close_to_each_other_are_one_identifier(text: str, whole: list[str]) -> None:
    assert [piece for piece, _ in found(weights(), text)] == whole


def test_an_identifier_is_of_the_kind_of_most_of_its_pieces() -> None:
    dates = weights("birth_date") | {f"{CASE}\titself 03": 9.0}
    assert found(dates, "zblorg 15 03 22 i dag") == [("15 03 22", "birth_date")]


def test_words_are_part_of_an_identifier_as_far_as_they_weigh_for_it_on_its_line() -> None:
    part = {f"{PART}\tany word": -1.0, f"{PART}\titself lilla": 3.0, f"{PART}\titself qvaxt": 3.0}
    assert found(weights(PLOT) | part, "zblorg lilla qvaxt 1:9 där") == [("lilla qvaxt 1:9", PLOT)]
    assert found(weights(PLOT) | part, "zblorg lilla hus 1:9 där") == [("1:9", PLOT)]
    assert found(weights(PLOT) | part, "zblorg lilla\n1:9 där") == [("1:9", PLOT)]


def test_words_beside_what_was_masked_are_part_of_it_when_they_weigh_more() -> None:
    def beside(weight: float) -> list[tuple[str, str]]:
        return found({f"{PART}\titself lilla": weight}, "gården är lilla [FASTIGHET] där")

    assert beside(1.5) == [("lilla", PLOT)]
    assert beside(0.5) == []


def test_a_token_of_a_name_has_no_part() -> None:
    assert found({f"{PART}\titself lilla": 9.0}, "den lilla [NAMN_1] där") == []


def test_what_is_seen_of_a_piece() -> None:
    seen = features("hon [NAMN_1] är -99 11 08 och 3 kr", "99")
    assert {"form 00", "digits 2", "before -", "1 runs 0 0", "near before NAMN", "masked NAMN 0"} <= seen
    assert "1 told unit 0" in features("det kostar 340 kr", "340")
    assert "-1 word nr 0" in features("nr 12", "12") and "behind new line" in features("nr 12", "12")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Vi fick beslut BIST-26.0733 i maj.", "26.0733"),
        ("Emre är född -99 11 08 i Falun.", "99 11 08"),
        ("mitt ärende IFO-U/2024/77 ligger kvar", "2024/77"),
    ],
)
def test_the_shipped_tagger_finds_notations_that_no_row_knows(text: str, kept: str) -> None:
    assert kept not in anonymise(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Mötet är den 12 maj kl. 18.30 i sal 214.",
        "Det kostar 340 kr per år enligt 9 kap. 2 § PBL.",
        "Buss 104 går längs väg 45, ungefär 12 km.",
        "År 2019 var vi 23 barn i klass 7B.",
    ],
)
def test_numbers_of_everyday_stay(text: str) -> None:
    assert anonymise(text).text == text


@given(st.text(alphabet="ab1 29-/:.[]NAMFSTIGHE_¤\n", max_size=60))
def test_what_is_found_lies_in_the_text_and_touches_no_token(text: str) -> None:
    pieces = pieces_of(text)
    tokens = [(start, end) for start, end, _ in tokens_in(text)]
    for start, end, _ in load_number_tagger()(pieces):
        assert 0 <= start < end <= len(text)
        assert all(end <= first or last <= start for first, last in tokens)


def test_forgetting_changes_nothing_but_time() -> None:
    pieces = pieces_of("beslut BIST-26.0733 i maj")
    before = load_number_tagger()(pieces)
    load_number_tagger().forget()
    assert load_number_tagger()(pieces) == before
