import pytest

from classifier.anonymise import anonymise
from classifier.anonymise.name_features import Reading
from classifier.anonymise.name_tagger import NameTagger, load_tagger
from classifier.anonymise.name_view import idle_words, look
from classifier.anonymise.names import read_words, without_nobody
from classifier.anonymise.recogniser import tokens_in, without_tokens


def reading(masked: str) -> Reading:
    return Reading(read_words(without_tokens(masked)), tokens_in(masked))


def named(weights: dict[str, float], text: str, threshold: float = 0.5) -> list[str]:
    return [text[start:end] for start, end in NameTagger(weights, threshold)(reading(text))]


def features(text: str, word: str) -> set[str]:
    read = reading(text)
    at = read.shown.index(word)
    return {feature for tell, of in read.pieces(at) for feature in tell(*of)}


def test_a_word_whose_features_weigh_enough_is_a_name() -> None:
    weights = {"any word": -3.0, "word zblorg": 4.0}
    assert named(weights, "nyckeln har zblorg i dag") == ["zblorg"]
    assert named(weights, "nyckeln har zblorg i dag", threshold=0.9) == []


def test_words_beside_each_other_are_one_name_unless_more_than_a_blank_stands_between() -> None:
    weights = {"any word": -3.0, "word zblorg": 4.0, "word qvaxt": 4.0}
    assert named(weights, "nyckeln har zblorg qvaxt i dag") == ["zblorg qvaxt"]
    assert named(weights, "nyckeln har zblorg, qvaxt i dag") == ["zblorg", "qvaxt"]
    assert named(weights, "nyckeln har zblorg\nqvaxt i dag") == ["zblorg", "qvaxt"]


def test_the_neighbours_are_seen_with_what_stands_between() -> None:
    seen = features("ring min syster, zblorg.", "zblorg")
    assert {"-1 word syster", "-1 group kin lower lower", "before , lower", "behind . lower"} <= seen
    assert "1 shape edge lower ." in seen


def test_a_token_is_a_neighbour_that_tells_what_was_masked() -> None:
    assert "-1 list NAMN token lower" in features("hej [NAMN_3] zblorg ringde", "zblorg")
    assert "1 list TELEFON token lower" in features("zblorg [TELEFON] ringde", "zblorg")


def test_a_word_that_stands_with_a_capital_elsewhere_tells_so() -> None:
    seen = features("Det sa Zblorg i går. nu säger zblorg nej", "zblorg")
    assert {"repeated lower", "capital inside a sentence lower"} <= seen
    assert "repeated lower" not in features("nu säger zblorg nej", "zblorg")


def doubted(weights: dict[str, float], text: str, name: str) -> bool:
    span = text.index(name), text.index(name) + len(name)
    return NameTagger(weights).doubts(Reading(read_words(text), ruled=[span]), span)


def test_a_name_of_the_rules_is_doubted_when_no_word_of_it_looks_like_one() -> None:
    weights = {"any word": -5.0, "1 word karlsson": 12.0}
    assert doubted(weights, "vi ringde Zblorg Qvaxt i dag", "Zblorg Qvaxt")
    assert not doubted(weights, "vi ringde Zblorg Karlsson i dag", "Zblorg Karlsson")
    assert not doubted(weights, "vi ringde fru Zblorg i dag", "Zblorg")


def test_another_name_of_the_rules_is_a_person_beside_the_word() -> None:
    text = "Zblorg Qvaxt och Ville"
    read = Reading(read_words(text), ruled=[(0, 12), (17, 22)])
    ville, zblorg = ({feature for tell, of in read.pieces(at) for feature in tell(*of)} for at in (3, 0))
    assert "-2 lists NAMN token capitalised" in ville
    assert "1 word qvaxt" in zblorg


def test_how_a_listed_name_is_spelled_tells_nothing_once_the_rules_found_it() -> None:
    text = "vi ringde Stina i dag"
    spelled = [
        {feature for tell, of in Reading(read_words(text), ruled=ruled).pieces(2) for feature in tell(*of)}
        for ruled in ([], [(10, 15)])
    ]
    assert ["word stina" in seen for seen in spelled] == [True, False]


def test_a_word_that_a_token_touches_is_no_word_of_its_own() -> None:
    text = "dnr MK 2025/114 hos Stina"
    assert Reading(read_words(text), [(4, 15, "ÄRENDENUMMER")]).shown == ["dnr", "ÄRENDENUMMER", "hos", "Stina"]


def test_ordinary_words_in_lower_case_are_not_asked_for() -> None:
    read = reading("jag vill ha hjälp med zblorg. Hjälp mig!")
    assert [read.shown[at] for at in read.asked()] == ["zblorg"]


def test_what_is_spared_a_look_would_not_be_asked_for_after_one() -> None:
    assert not [word for word in idle_words() if look(word).asked]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("cykeln stod vid lagret i dag, ovanför zblorg", "zblorg"),
        ("vi hämtar den på Zblorgs Blommor i dag", None),
        ("en katt som heter Zblorg är borta", None),
        ("vi ses på Zblorggatan i kväll", None),
    ],
)
def test_no_firm_no_pet_and_no_place_is_a_person(text: str, left: str | None) -> None:
    sentence = read_words(text)
    spans = [(start, end) for word, start, end in sentence.words if "zblorg" in word.casefold()]
    assert [text[start:end] for start, end in without_nobody(sentence, spans)] == ([left] if left else [])


def test_the_shipped_tagger_finds_a_name_of_no_list_in_running_text() -> None:
    assert "krangelvist" not in anonymise("jag ringde till ove krangelvist men han svarar inte").text
    assert "Dzorlana" not in anonymise("Nyckeln lämnade jag hos Dzorlana, hon bor i porten bredvid.").text


def test_forgetting_changes_nothing_but_time() -> None:
    text = "jag ringde till ove krangelvist"
    before = load_tagger()(reading(text))
    load_tagger().forget()
    assert load_tagger()(reading(text)) == before
