"""Identifiers of the net: e-mail (also written out in words), profiles, user names, addresses of machines."""

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

# What people write for "@" to hide an address from machines, and for "." beside it.
_AT = (
    r"(?:\s?[(\[{<]\s?(?:at|a|ät|@|snabel-?[ ]?a|snabel)\s?[)\]}>]\s?|\s(?:snabel-?[ ]?a|snabel|alfakrull|"
    r"kanelbulle|arroba)\s|\ssnabela\s)"
)
_DOT = r"(?:\s?[.]\s?|\s?[(\[]\s?(?:dot|punkt|prick|piste|\.)\s?[)\]]\s?|\s(?:punkt|dot|piste|prick|kropka|punto)\s)"
_JOIN = rf"(?:{_DOT}|\s(?:understreck|underscore|bindestreck|streck|minus|alaviiva)\s)"
_WORD = r"[^\W_]{1,30}+"
_TOP = (
    r"(?:se|com|org|net|nu|fi|no|dk|eu|de|info|edu|example|uk|pl|gov|io|me|cz|sk|hu|ro|hr|rs|ba|al|mk|si|bg|"
    r"gr|tr|ru|ua|by|lt|lv|ee|nl|be|fr|es|pt|it|ch|at|is|ie|tv|app|dev|ai)(?!\w)"
)
_EXTENSIONS = r"(?:pdf|docx?|xlsx?|jpe?g|png|txt|csv|pptx?|zip|mp[34]|heic|gif|html?)"

_PROFILE_SITES = (
    r"(?:facebook|fb|instagram|linkedin|tiktok|twitter|x|snapchat|youtube|vk|pinterest|twitch|threads|onlyfans|discord|"
    r"steamcommunity|soundcloud|github|reddit|tumblr|strava|flickr|blocket|tradera|hitta|eniro|merinfo|mrkoll|ratsit)"
)
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


def _is_ipv4(found: str) -> bool:
    """False for a telephone number with dots: no part above 255, none with a leading zero."""
    return all(int(part) < 256 and (part == "0" or part[0] != "0") for part in found.partition("/")[0].split("."))


def _is_ipv6(found: str) -> bool:
    """True for an address with letters or "::" in it: "10:30:45" is a time."""
    return found.count(":") > 1 and ("::" in found or any(char.isalpha() for char in found))


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


ONLINE = (
    # A word with an at sign in it, whatever the rest: "anna@gmail" without its ending is an address too.
    Recogniser(
        "email",
        "[EPOST]",
        pattern(
            r"(?<![\w.+-])(?:mailto:)?[\w+-](?:[\w.+%'-]{0,62}[\w+-])?\s?@\s?[\w-]{1,63}(?:[ ]?\.[ ]?(?-i:[a-zåäö\d])[\w-]{1,62}(?![\w])"
            r"|\.[\w-]{1,63}){1,5}"
            r"|(?<![\w.+-])[\w+-](?:[\w.+%'-]{0,62}[\w+-])?@[\w-]{2,63}(?:\.[\w-]{1,63}){0,4}"
        ),
        digits=0,
        words=("@",),
    ),
    Recogniser(
        "email",
        "[EPOST]",
        pattern(
            # "41 dB(A)" is a loudness.
            rf"(?<![\w.+-])(?!dB[ (]){_WORD}(?:(?:{_JOIN}|[._+-]){_WORD}){{0,3}}(?:{_AT}{_WORD}(?:(?:{_JOIN}|-){_WORD}){{0,4}}|"
            r"\s?(?:at|ät)\s"
            rf"{_WORD}(?:{_DOT}{_WORD}){{0,3}}{_DOT}{_TOP})"
        ),
        digits=0,
        words=(
            *("snabel", "alfakrull", "kanelbulle", "arroba", " at ", " ät ", "( "),
            *(f"{bracket}{at}{end}" for bracket in "([{<" for at in ("a", "at", "ät", "@") for end in " )]}>"),
        ),
    ),
    # The big providers are known without sign or dot: "annaberg gmail.com", "anna_berg at gmail com".
    Recogniser(
        "email",
        "[EPOST]",
        pattern(
            r"(?<![\w.+-])\w[\w.+-]{0,40}[ ]{1,2}(?:(?:at|ät|a|på|snabel-?a)[ ])?(?:gmail|hotmail|outlook|yahoo|icloud|telia|protonmail)"
            r"(?:[ ]?\.[ ]?|[ ](?:(?:punkt|dot|prick)[ ])?)(?:com|se|nu|me)(?!\w)"
        ),
        digits=0,
        words=("gmail", "hotmail", "outlook", "yahoo", "icloud", "telia", "protonmail"),
    ),
    Recogniser(
        "profile", "[LÄNK]", pattern(r"(?:https?://|(?<![\w.])www\.)[^\s<>\"]{3,300}"), digits=0, words=("://", "www.")
    ),
    Recogniser(
        "profile",
        "[LÄNK]",
        pattern(
            rf"(?<![\w.@])(?=[a-z])(?:[a-z]{{1,3}}\.)?(?:{_PROFILE_SITES}\.(?:com|se|tv|net)|(?:m|t|wa|fb|linktr|discord|youtu)"
            r"\.(?:me|ee|gg|be))/[^\s<>\"]{2,300}"
        ),
        digits=0,
        words=("/",),
    ),
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
    Recogniser(
        "ip",
        "[IP]",
        pattern(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d]|\.\d)(?:/\d{1,2})?"),
        valid=_is_ipv4,
        digits=3,
        form=re.compile(r"\d\.\d{1,3}\.\d"),
    ),
    Recogniser(
        "ip",
        "[IP]",
        pattern(
            r"(?<![\w:])(?:[0-9a-f]{1,4}:){1,7}:?(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4}(?![\w:])|(?<![\w:])"
            r"::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4}(?!\w)"
        ),
        digits=0,
        form=pattern(r"[0-9a-f]:[0-9a-f:]|::"),
        valid=_is_ipv6,
    ),
    # The address of a network card.
    Recogniser(
        "ip",
        "[IP]",
        pattern(r"(?<!\w)[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?!\w)"),
        valid=lambda found: not found.isdigit(),
        form=pattern(r"[0-9a-f]{2}[:-][0-9a-f]{2}[:-]"),
    ),
)
