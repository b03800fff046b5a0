"""Numbers in words, as they are dictated and as the careful write them."""

NUMBER_WORD = (
    r"(?:\d{1,4}|noll(?:or|a)?|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|"
    r"sjutton|arton|nitton|"
    r"(?:tjugo|trettio?|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:ett|en|två|tre|fyra|fem|sex|sju|"
    r"åtta|nio)?|"
    r"(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?hundra(?:och)?(?:[a-zåäö]{2,12})?|zero|one|two|three|four|"
    r"five|six|seven|eight|nine)"
)
