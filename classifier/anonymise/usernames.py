"""User names: of services of the net and of our own logins."""

import re

from classifier.anonymise.recogniser import Recogniser, context, pattern
from classifier.anonymise.vocabulary import ordinary_words

# The beginnings by which services are named before a user name; "insta" alone begins ordinary words.
_INSTAGRAM = ("insta ", "insta:", "instag", "instak", "instan", "instat")
_SERVICES = (
    *_INSTAGRAM,
    "snap",
    "tiktok",
    "discord",
    "roblox",
    "twi",
    "steam",
    "xbox",
    "psn",
)
_TOP = (
    r"(?:se|com|org|net|nu|fi|no|dk|eu|de|info|edu|example|uk|pl|gov|io|me|cz|sk|hu|ro|hr|rs|ba|al|mk|si|bg|"
    r"gr|tr|ru|ua|by|lt|lv|ee|nl|be|fr|es|pt|it|ch|at|is|ie|tv|app|dev|ai)(?!\w)"
)
_EXTENSIONS = r"(?:pdf|docx?|xlsx?|jpe?g|png|txt|csv|pptx?|zip|mp[34]|heic|gif|html?)"
_SERVICE = (
    "insta instagram snap snapchat tiktok discord roblox fortnite minecraft twitter facebook fb messenger "
    "youtube twitch "
    "steam wordfeud jodel telegram signal teams skype unikum vklass edlevo skolplattformen schoolsoft bankid flashback "
    "användarn användarid användare user login logg inlogg alias nick| nickname konto| kontonamn signatur kallar_sig kallad "
    "skriver_som heter "
    "profil handle spelarnamn gamertag psn xbox sidan_som sida_som som_heter kommentar följ account kontot "
    "forum wilma inloggad loggat spelar_som under_namn trollar sign| hör_av messenger dm| pm| sök_på hittar_mig finns_som"
)
_NAME_CONTEXT = (
    r"(?:användar(?:namn(?:et)?|id)|user[ ]?(?:name|id)|login(?:namn)?|inloggning(?:en|snamn(?:et)?)?|alias|"
    r"nick(?:name|namn)?|"
    r"(?:mitt|min|hans|hennes|vårt|my|på)[ ](?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|roblox|twitter|"
    r"twitch|steam|xbox|psn)(?:et|en)?"
    r"(?:namn|konto)?|(?:insta(?:gram)?|snap(?:chat|pen)?|tiktok|discord|twitch|skype|gamertag)(?:namn|"
    r"konto(?:t)?|en|t)?|konto(?:t)?namn(?:et)?|spelarnamn(?:et)?|gamertag)"
)
_USER = r"[^\W_](?:[\w.]{1,30}\w|\w)"
_QUOTE = r"[\"'”“’«»]?"

# Handles of offices stay.
_OFFICES = ("kommun", "region", "polis", "skola", "bibliotek", "trafikverket", "myndighet")
_BRANDS = frozenset(
    "bankid linkedin youtube facebook snapchat tiktok whatsapp schoolsoft iphone ipad paypal postnord peppol "
    "mcdonalds".split()
)

_MIXED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|\w\.\w|_|[a-zåäö][A-ZÅÄÖ]")


def _is_handle(found: str) -> bool:
    """True for a word that mixes letters with digits, dots, underscores or inner capitals, as no ordinary word does."""
    if found.casefold() in _BRANDS or re.fullmatch(r"[A-ZÅÄÖ]{2,5}\d{1,4}", found):
        return False
    letters = sum(char.isalpha() for char in found)
    if letters < 3 or re.fullmatch(
        r"\d+[a-zåäö]{1,3}|[A-ZÅÄÖ]{1,4}\d{1,2}|[\w.]+\.(?:se|com|nu|pdf|org|nr)", found, re.IGNORECASE
    ):
        return False
    return _MIXED.search(found) is not None


USERNAMES = (
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(r"(?<![\w.@])@[^\W\d](?:[\w.-]{0,28}\w)?"),
        digits=0,
        words=("@",),
        valid=lambda found: not any(word in found.casefold() for word in _OFFICES),
    ),
    # "inloggad som alirezan-mora", "elevkonto nurhas1011": what follows is no word.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?:logga(?:d|de|r|t|s)?(?:[ ]in)?(?:ad)?[ ]som|(?:elev|lärar|barn|föräldra|spel|skol|gmail|insta)-?konto(?:t)?|"
            rf"inlogg(?:et|ning|ningen)?|login)[ :]{{1,2}}{_QUOTE}(?P<id>[^\W_][\w.-]{{2,30}}\w)"
        ),
        digits=0,
        words=("logga", "konto", "inlogg", "login"),
        valid=lambda found: re.search(r"[\d._-]", found) is not None,
    ),
    # "xx.filippa.h.xx": three parts with dots, where the text speaks of such names.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        re.compile(r"(?<![\w.@/-])[a-zåäö\d]{2,15}(?:\.[a-zåäö\d]{1,15}){2,4}(?![\w@/]|\.\w)"),
        digits=0,
        words=("insta", "snap", "tiktok", "konto", "discord", "användar"),
        valid=lambda found: (
            sum(char.isalpha() for char in found) > 5
            and re.search(rf"\.(?:{_EXTENSIONS}|{_TOP})$", found) is None
            and not any(len(part) > 2 and part in ordinary_words() for part in found.split("."))
        ),
    ),
    # "luddeboi#4471"
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(r"(?<![\w.@#/-])[^\W\d][\w.]{1,31}[#]\d{3,5}(?![\w#])"),
        digits=0,
        words=("#",),
    ),
    # No ordinary word has an underscore inside; a file does.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(r"(?<![\w.@/\\-])[^\W_][\w.]{0,30}_[\w.]{0,30}\w(?![\w.]|[ ]?@)"),
        digits=0,
        words=("_",),
        valid=lambda found: re.search(rf"\.{_EXTENSIONS}$", found, re.IGNORECASE) is None,
    ),
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        re.compile(rf"(?<![\w.@/-])(?=[^\W\d_]*(?:[\d_]|\.\w|[a-zåäö][A-ZÅÄÖ])){_USER}(?![\w@])"),
        digits=0,
        form=_MIXED,
        before=context(_SERVICE),
        valid=_is_handle,
    ),
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            rf"(?<!\w){_NAME_CONTEXT}(?:\s?[:=]\s?|\s(?:är|heter(?:[ ](?:jag|han|hon))?|is|som|blir|var)\s{{0,2}})"
            r"[:=]?\s?"
            rf"{_QUOTE}(?P<id>(?!inte\b|jag\b|han\b|hon\b|den\b|det\b|som\b|fel\b|på\b|ett?\b|min\b|mitt\b)"
            rf"{_USER}(?:-{_USER})?)"
        ),
        digits=0,
        words=(
            "användar",
            "user",
            "login",
            "logg",
            "alias",
            "nick",
            *_SERVICES,
            "skype",
            "spelar",
            "gamer",
        ),
    ),
    # "mitt användarnamn till skolplattformen är tuvlin", "inloggningsnamn evahan"
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?:användarnamn|inloggningsnamn|inloggning|spelarnamn|användar-id)(?:et|"
            r"en)?(?:(?:[ ](?:till|för|på|i|hos)[ ][^\W\d]{1,20}+)?[ ](?:är|heter)|:)?[ ]"
            rf"{_QUOTE}(?P<id>{_USER})"
        ),
        digits=0,
        words=("användarnamn", "inloggning", "spelarnamn", "användar-id"),
        valid=lambda found: len(found) > 3 and found.casefold() not in ordinary_words() and not found.istitle(),
    ),
    # "insta annaberg", "signaturen norrsjobon": what follows the service's name and is no word.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?<!\w)(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|twitch|skype|gamertag|alias|nick(?:et)?|"
            rf"signatur(?:en)?|användaren|u/)(?:[ ]|(?<=/)){_QUOTE}(?P<id>{_USER})"
        ),
        digits=0,
        words=(
            *_INSTAGRAM,
            "snap",
            "tiktok",
            "discord",
            "twitch",
            "skype",
            "gamertag",
            "alias",
            "nick",
            "signatur",
            "användaren",
            "u/",
        ),
        valid=lambda found: len(found) > 3 and found.casefold() not in ordinary_words(),
    ),
    # "heter Lillgrisen på roblox", 'skriver som "Norets hjälte"'.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?:heter(?:[ ](?:jag|han|hon))?|kallar[ ](?:sig|mig)|finns[ ]som|hittas[ ]som|är)"
            rf"[ ]{_QUOTE}(?P<id>(?!inte\b|jag\b|han\b|hon\b|vi\b|det\b|så\b|aktiv\w*\b|här\b|en\b|ute\b|också\b|med\b|"
            r"mest\b|bara\b)"
            rf"{_USER}){_QUOTE}"
            r"[ ](?:på|i|in|on)[ ](?:insta|snap|tiktok|discord|roblox|twitter|twitch|steam|xbox|psn|fortnite|"
            r"minecraft|jodel|flashback|youtube)"
        ),
        digits=0,
        words=(
            *_SERVICES,
            "fortnite",
            "minecraft",
            "jodel",
            "flashback",
            "youtube",
        ),
    ),
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?:signaturen|skriver[ ]som|kallar[ ](?:sig|mig)|användaren|alias|under[ ]namnet|kontot|profilen)"
            r"[ ][\"'”“’«»](?P<id>[^\"'”“’«»\n]{2,30})[\"'”“’«»]"
        ),
        digits=0,
        words=("signaturen", "skriver som", "kallar", "användaren", "alias", "under namnet", "kontot", "profilen"),
    ),
)
