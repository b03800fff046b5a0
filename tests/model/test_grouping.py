from classifier.model.grouping import near_duplicates, validation_groups

LONG = "Hej! Plogbilen har lagt en vall framför vår infart på Kvarngatan igen och jag kommer inte ut"


def test_a_copied_text_is_a_near_duplicate_and_an_own_one_is_not() -> None:
    texts = [LONG, LONG + " till jobbet", "Plogas Kvarngatan i dag?", "Hej! Kan ni laga gungan i parken?"]
    assert near_duplicates(texts) == [(0, 1)]


def test_short_texts_are_compared_as_a_whole() -> None:
    assert near_duplicates(["När öppnar badet", "när öppnar badet?", "När stänger badet"]) == [(0, 1)]


def test_a_writers_rows_share_a_group_and_near_duplicates_tie_writers_together() -> None:
    groups = validation_groups([LONG, "Annat", LONG, "Tredje saken helt", "Fjärde saken då"], ["a", "a", "b", "c", ""])
    assert groups[0] == groups[1] == groups[2]
    assert len({groups[0], groups[3], groups[4]}) == 3
