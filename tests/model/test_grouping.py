from classifier.model.grouping import near_duplicates, under_one_post, validation_groups

LONG = "Hej! Plogbilen har lagt en vall framför vår infart på Kvarngatan igen och jag kommer inte ut"


def test_a_copied_text_is_a_near_duplicate_and_an_own_one_is_not() -> None:
    texts = [LONG, LONG + " till jobbet", "Plogas Kvarngatan i dag?", "Hej! Kan ni laga gungan i parken?"]
    assert near_duplicates(texts) == [(0, 1)]


def test_short_texts_are_compared_as_a_whole() -> None:
    assert near_duplicates(["När öppnar badet", "när öppnar badet?", "När stänger badet"]) == [(0, 1)]


def test_a_writers_rows_share_a_group_and_near_duplicates_tie_writers_together() -> None:
    texts = [LONG, "Annat", LONG, "Tredje saken helt", "Fjärde saken då"]
    groups = validation_groups(texts, ["a", "a", "b", "c", ""], [""] * 5)
    assert groups[0] == groups[1] == groups[2]
    assert len({groups[0], groups[3], groups[4]}) == 3


def test_comments_under_one_post_are_never_on_both_sides() -> None:
    post = "I morgon stänger vi av vattnet på Kvarngatan mellan 9 och 12."
    assert under_one_post([post, "", f"{post}\nHur länge?", "God jul!", "God jul!", post.upper()]) == [(0, 2), (0, 5)]
    groups = validation_groups(["Hur då?", "Igen nu?", "Varför det?"], ["a", "b", "c"], [post, f"{post}\nVa?", ""])
    assert groups[0] == groups[1] != groups[2]
