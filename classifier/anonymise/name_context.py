"""The words around a name: what stands before or after a person, and what a capital letter does not make one."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GREETINGS = _words(
    "hej hejsan hallå tjena tjenare tjo hi hello dear bästa käre kära kjære hei hallo tack snälla moi terve cześć"
)
TITLES = _words(
    """
    herr fru fröken frau doktor dr dr. rektor lärare läraren handläggare handläggaren chefen kurator kuratorn sköterskan syster
    undersköterskan kommunalrådet kommunalråd socialsekreterare socialsekreteraren vaktmästaren vaktmästare grannen granne
    hyresgästen ordförande mentor mentorn mr mrs ms mr. mrs. ms. miss biståndshandläggare bygglovshandläggare kontaktperson
    inspektör inspektören tekniker teknikern läkaren läkare fastighetsskötaren ägare ägaren delägare kassör kassören familjen fam.
    fam kunden klienten brukaren eleven ombud ombudet guide driver landlord chauffören föraren tränaren coach kollegan bonden
    familie family perhe rodzina familj señor señora signor signora pan pani sensei pastor prästen vakten
    kapten kaptenen ledamot ledamöter revisor
    suppleant firmatecknare sekr sekr. ordf ordf. piloten kocken chaffisen vaktmästarn läkarn doktorn montör montören veterinären kunden
    sotare sotaren snickare snickaren målaren rörmokare rörmokaren elektriker elektrikern ersättare dirigent kantor kantorn kyrkoherde
    kyrkoherden diakon diakonen jurist juristen advokat advokaten fotografen servitör servitören budet ordförare valberedning fam
    hyresvärd hyresvärden värden kusinen huvudman handledare handledaren resursen fritidsledaren
    markägare tränare styrelsen närvarande frånvarande deltagare deltagarna ledamöterna eleverna syskonen föräldrarna vittne vittnet
    pastorn ledsagare ledsagaren assistenten assistent konstnären farbror tant patient patienten sökande sökanden anmälare
    anmälaren vårdnadshavare målsman huvudman huvudmannen
    brukare klient elev hyresgäst avsändare beställare attn vårdtagare ledaren trädgårdsmästare mäklaren mäklare hr hr. lär. ssk usk
    """
)
KIN = _words(
    """
    son sonen dotter dottern datter barn barnet barnen mamma mor mamman pappa pappan far fadern modern fru frun man make maken maka
    sambo sambon samboer samboern syster system systern bror brodern mormor morfar farmor farfar kusin kusinen barnbarn barnbarnet
    kompis kompisen vän vännen väninna väninnan kollega svärmor svärfar sondotter dotterson dotterdotter sonson faster moster morbror
    farbror oğlum kızım eşim babam annem poika poikani tytär tyttäreni vaimoni mieheni syn córka mąż żona hijo hija
    esposa marido sohn tochter sønn datter fils fille figlio figlia sin grannfru kille killen tjej tjejen
    pojken flickan flickvän pojkvän lillebror lillasyster storebror storasyster tvillingarna
    dtr karl karln gubben gumman ungen ungarna bebisen lillen lillan äldsta yngsta minsta mellersta särbo svägerska svägerskan
    svåger svågern svärson svärdotter bonusson bonusdotter gudson guddotter plastpappa styvfar styvmor ex exet flickvännen pojkvännen
    brorsan syrran morsan farsan polaren kamraten wife husband daughter brother sister mother father friend partner exman exmannen exfru
    """
)
INTRODUCTIONS = _words(
    "heter hette namn namnet namn: name hälsar undertecknad mvh hälsningar kallas kallad förnamn efternamn "
    "kontakt kontaktperson referens tilltalsnamn smeknamn "
    "stavas skrivs stavat written spelled spelt kallades kallat döpt döpta stava alias aka"
)
# Words that a person follows rather than a place: "pratade med Rosa", "enligt Gunde", "sa Kerstin".
BEFORE_PERSON = _words(
    """
    med av hos åt enligt sa säger sade skrev skriver svarade frågade undrade ringde hälsa fråga kontakta ring maila mejla tacka kallas
    kallad märkt märkta är var mellan gärna numera jag
    """
)
PICTURED = frozenset(
    f"{what} {how}"
    for whats, how in (
        ("bild bilden bilder bilderna foto fotot film filmen video videon arg sur förbannad trött irriterad", "på"),
        ("kär", "i"),
        ("kallad kallades kallas kallat", "för"),
        ("f", "d"),
        ("i", "am"),
        (
            "bild bilder film foto minnet minne innehas ägs sköts lånad lånas körd körs skriven anmäld påkörd tagen hämtas hyrs betalas",
            "av",
        ),
    )
    for what in whats.split()
)
# Of what is said to be a municipality, a club or a hall no person is meant.
PUBLIC_BODIES = _words("kommun kommuns kommunen municipality kommune stad region landsting tingsrätt")
BEFORE_PLACE = _words(
    "i på till från före efter vid mot genom via förbi utanför runt över under nära längs kring bakom in ut upp ner "
    "från mellan om at on the to from"
)
JOINING = _words("och o å samt & and eller ja und og med + ,")
# What only people do; what people and things do.
HUMAN_VERBS = _words(
    """
    sa sade säger skrev skriver ringde ringer svarade svarar frågade frågar undrar undrade lovade lovar hostar fyller fyllde heter hjälpte
    hjälper jobbar tycker tyckte skottar grät gråter hälsar påstår menar berättade klagar svimmade körde vägrar mådde mår
    skyller skyllde
    said says called wrote told
    """
)
# A name that is a word too is a person before one of these at the beginning of a sentence.
PERSON_VERBS = HUMAN_VERBS | _words(
    """
    hörde visste trodde ramlade trillade snubblade köpte betalade beställde flyttade hämtade hämtar pratade pratar mejlade mejlar messade
    skickade bad ber bråkar sover äter dricker studerar pluggar gillar älskar hatar arbetar avled ansökte söker sökte anmälde överklagade
    påpekade nämnde förklarade tipsade kräver krävde jobbade tackar
    """
)
VERBS = PERSON_VERBS | _words(
    "är var har hade vill ville kan kunde ska skulle kom kommer går gick fick får tog tar la lade stod bor "
    "bodde sitter satt hon han som på and"
)
PERSONAL_SUBJECTS = KIN | _words(
    "jag han hon hen som den min mitt och de dom vi tvillingarna tjejerna killarna flickorna pojkarna"
)
PET_WORDS = _words(
    "hund hunden hundar hundarna katt katten katter katterna häst hästen hästar hästarna tik tiken valp valpen valpar valparna "
    "kanin kaninen kaniner kaninerna ko kon kor korna kalv kalven kalvar kalvarna get geten getter getterna fåren hönor hönorna "
    "tupp tuppen gris grisen grisar grisarna schäfer schäfern tax taxen labrador labradoren pudel pudeln rottweiler collie terrier "
    "hamster hamstern marsvin marsvinet papegoja papegojan undulat undulaten ponny ponnyn"
)
PETS = re.compile(
    r"\b(?:hund|katt|häst|schäfer|tik\b|valp|kanin|ko\b|kossa|get\b|tax\b|labrador|husdjur|pudel|ridgeback|kalv|ponny|djur|båt|bok|film|"
    r"förening|företag|butik|app|maskin|robot|traktor|statyn?\b|skulptur)",
    re.IGNORECASE,
)
# Capitalised words that follow a greeting or a title but name nobody.
NOT_NAMES = GREETINGS | _words(
    """
    alla du ni på och kommun kommunen vi jag det den har är kan hur vad när var jättegärna igen tack hej er ert era hejdå mvh ps obs
    hejsan god goda ursäkta vem vilken team kundtjänst kontaktcenter socialtjänsten miljökontoret bygglov
    byggnadsnämnden nu men för om till från med så i en ett min mitt mina vår vårt våra de dem han hon sir madam
    there all everyone hoppas finns skulle undrar gäller bor the is we miljö skolan förskolan rektorn
    rektor svar kl snälla nobody somebody someone everybody anyone she he they it i kamrer steget fru herr
    doktor undrade skriver behöver vill ska måste både eftersom inte ingen inget
    man sen dom nya mum mor säljaren eder därutöver opartisk firman matte kemi safari stora barna köparen som att where how what can do
    please mr mrs ms dr frau fröken sist bifogar hälsningar vänliga vänlig vänligen
    kommunstyrelsen kommunfullmäktige polisen facebook bankid google iphone instagram this that what and but for you your
    januari februari mars april juni juli augusti september oktober november december
    måndag tisdag onsdag torsdag fredag lördag söndag monday tuesday wednesday thursday friday saturday sunday
    svenska svensk swedish english engelska arabiska somaliska finska thailändska persiska finnish sfi
    """
)
# Capitalised words with these endings are places, institutions and shared mailboxes.
PLACE_ENDINGS = tuple(
    """
    skolan skolans gymnasiet badet byn hallen gården kommun kommunen kommuns nämnden kontoret biblioteket hemmet enheten
    förvaltningen avdelningen tjänsten tjänst centrum vägen gatan gata väg fritid kultur expedition expeditionen torget parken stigen
    klubb klubben sportare festivalen laget marknad marknaden nyhetsbrev växel växeln info reception
    receptionen förening föreningen skola bostäder verket kassan kyrkan museet banan gränd
    gränden backen kiosk kiosken dalen viken sjön ån älven berget heden bron stranden området kvarnen huset
    """.split()
)
# Roles are words with these endings: "besiktningsman", "enhetschefen", "lärarvikarien".
ROLE_ENDINGS = tuple(
    """
    chef chefen ningsman ningsmannen smannen sman lärare läraren sköterska sköterskan handläggare handläggaren sekreterare sekreteraren
    vikarie vikarien pedagog pedagogen ledare ledaren läkare läkaren chaufför chauffören tekniker teknikern mästare mästaren vårdare
    vårdaren terapeut terapeuten rådgivare rådgivaren inspektör inspektören biträde biträdet ombudet ordförande tränare tränaren
    skötare skötaren domare domaren väktare väktaren sonen dottern mamma
    mamman pappa pappan kompis kompisen vännen kollega kollegan granne grannen assistent assistenten erska
    erskan örska örskan sjuksköterskan barnmorskan rektor rektorn bonden patienten
    """.split()
)
# Behind a name: an age, a relation, a birth: "Ines, 7", "Rosa-Linn 4 år", "Tor (son)", "Delshad, född".
ABOUT_PERSON = re.compile(
    r" ?\(?,? ?(?:är )?(?:\d{1,2} ?(?:år(?:ing)?|mån(?:ader)?|yrs|years)(?!\w)|(?<=\()\d{1,2}\)|"
    r"(?<=, )\d{1,2}(?=,? (?:och |& |[A-ZÅÄÖ])|\))"
    r"|(?<=\()(?:min |vår |hans |hennes )?(?:son|dotter|dtr|mamma|pappa|mor|far|fru|man|maka|make|sambo|bror|syster|barn|ordf|kassör|sekr|"
    r"mormor|morfar|farmor|farfar|granne|chef|rektor|född|född|f\.)|(?<=, )(?:alltså )?(?:min|vår|hans|hennes) (?:son|dotter|"
    r"fru|man|make|maka|sambo|"
    r"mamma|pappa|mor|far|bror|syster|granne|kompis|kollega|chef|yngsta|äldsta)(?!\w)|(?<=, )född(?!\w))"
)
# Relatives, as they stand behind a genitive: "Junis morsa", "Rosas mamma".
RELATIVES = _words(
    """
    mamma mammas pappa pappas mor far morsa farsa morsan farsan dotter son fru make maka sambo sambos syster bror syrra brorsa mormor
    morfar farmor farfar föräldrar barnbarn kusin moster faster änka änkling lillebror lillasyster storebror storasyster flickvän pojkvän
    dotterson sondotter svärmor svärfar särbo vårdnadshavare kompisgäng begravning föräldramöte personnummer telefonnummer mobilnummer
    """
)
# Behind a first name: where somebody works, lives or goes to school: "Lo i ettan", "Mark på nr 4", "rosa på kiosken".
WORKS_AT = re.compile(
    r" (?:på|i|från|vid|hos) (?:(?:er|ert|eran|din|ditt|vår|vårt) )?(?:växeln?|receptionen|expeditionen|kommunen|kiosken|infon|"
    r"ekonomi(?:n)?|tekniska|"
    r"gatukontoret|kontoret|kontor|biblioteket|kundtjänst|kundcenter|kontaktcenter|skolan|förskolan|matsalen|fritids|"
    r"hemtjänsten|boendet|personalen|"
    r"nr \d|[A-ZÅÄÖ]\w{2,20}(?:gatan|vägen|backen|stigen|gränd) \d|ettan|tvåan|trean|fyran|femman|sexan|sjuan|"
    r"åttan|nian|klass \d|\d[a-fA-F](?!\w))"
)
# Behind these stands a surname, whatever word it is: "fam. Grå".
FAMILY = _words("fam familjen familjerna familie family perhe herr fru fröken frk")
# "Lex Sarah", "tjugondag Knut", "Sankt Mikael": laws, days and churches.
NOT_BEFORE_NAMES = _words("lex tjugondag sankt sankta s:t s:ta kap st")
# "Sv. Granat", "Joh. Ek": first names cut short.
NAME_ABBREVIATIONS = _words(
    "sv chr joh gust fredr wilh alfr edv ferd gottfr herm hj karl carl magn osc ott rob rud sig th thom ann bengt"
)
# Months that behind a first name are a surname.
MONTH_SURNAMES = _words("mars maj augusti")
PARTICLES = _words(
    "de von van der den al el af av bin bint ben da dos das do la le ibn abu di del della dela ter ten zu und ní nic mac ó"
)
# The last word of what closes a letter ("med vänlig hälsning"); some close it only behind another word.
CLOSINGS = _words(
    """
    mvh hälsning hälsningar hälsn hälsar vänligen vänlige kram kramar högaktningsfullt regards sincerely cheers thanks terveisin terv
    pozdrawiam grüsse grüssen hilsen cordialement saludos undertecknad underskrift namn kontakt kontaktperson name signerat
    """
)
CLOSING_PAIRS = {
    "h": _words("v"),
    "wishes": _words("best"),
    "you": _words("thank"),
    "förhand": _words("på"),
    "hjälpen": _words("för"),
    "av": _words("skrivet"),
}
