"""The words of the labelling sheet, by language; the guideline in short, after the annotation guideline."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """One language's words: of the sheet and the page, names of the levels, and the guideline line by line."""

    labels: str
    guideline: str
    codes: str
    done: str
    left: str
    invalid: str
    topic: str
    level: str
    second_topic: str
    uncertain: str
    save: str
    before: str
    after: str
    finished: str
    incomplete: str
    hints: Mapping[str, str]
    levels: Mapping[str, str]
    rules: tuple[str, ...]


_SV = Wording(
    labels="Etiketter",
    guideline="Anvisning",
    codes="Koder",
    done="Klara rader",
    left="Rader kvar",
    invalid="Rött = koden finns inte i listan",
    topic="Ämne",
    level="Nivå",
    second_topic="Ett andra ämne",
    uncertain="Osäker",
    save="Spara och gå vidare",
    before="Föregående",
    after="Hoppa över",
    finished="Alla rader är klara. Stäng fönstret, och avsluta i terminalen med Ctrl+C.",
    incomplete="Välj både en nivå och ett ämne.",
    hints={
        "topic": "Huvudämnet: det som personen behöver. NONE bara när nivån är N0.",
        "level": "N1 direktsvar, N2 systemstöd utan bedömning, N3 handläggare, N0 ingen förfrågan, NX går inte att bedöma.",
        "second_topic": "Ett annat ämne i samma meddelande, annars tomt.",
        "uncertain": "1 om en kollega rimligen kunde ha satt en annan etikett, annars tomt.",
        "labeller": "Vem som har satt etiketterna (initialer räcker).",
    },
    levels={
        "N0": "Ingen förfrågan",
        "N1": "Direktsvar",
        "N2": "Enkel handläggning med systemstöd",
        "N3": "Handläggare",
        "NX": "Kan ej bedömas",
    },
    rules=(
        "Varje rad är en förfrågan. Läs sammanhanget (context), ämnesraden och texten. Bedöm frågan, inte svaret.",
        "Sätt ämne (topic) och nivå (level). Gå uppifrån och stanna vid den första regel som stämmer:",
        "1. Inget behov eller ingen fråga till kommunen (reklam, tack, kommentar till en vän, åsikt utan begäran): N0 och ämnet NONE.",
        "2. Någon annan ansvarar (region, Trafikverket, bolag): N1, ämnet EXT eller bolagets ämne. En rätt hänvisning är ett svar.",
        "3. Någon måste besluta eller bedöma om en person, fastighet eller firma: N3.",
        "4. Svaret röjer något om en enskild i socialtjänst, elevhälsa, överförmyndare eller vård: N3.",
        "5. Klagomål på en tjänsteperson eller ett beslut, överklagande, hot, press, jurist, avtal: N3.",
        "6. Begäran om en viss allmän handling: N2.",
        "7. Kräver uppslag i system, bokning, registrering av felanmälan eller status i ett ärende utan sekretess: N2.",
        "8. Kan besvaras med information som finns eller borde finnas på webben, för vem som helst: N1.",
        "9. Annars N3. I tvekan mellan två nivåer: välj den högre och sätt uncertain till 1.",
        "Två behov i samma meddelande: det som ger högst nivå bestämmer; det andra ämnet står i second_topic.",
        "Gör så här: etikettera raderna uppifrån och ned. Ordningen är slumpad, så även en halv lista är ett slumpurval.",
        "Ändra inte enquiry_id, stratum, weight, purpose eller cluster.",
        "Bladet är låst utan lösenord: Granska > Ta bort bladets skydd om du vill sortera.",
    ),
)
_EN = Wording(
    labels="Labels",
    guideline="Guideline",
    codes="Codes",
    done="Rows done",
    left="Rows left",
    invalid="Red = the code is not in the list",
    topic="Topic",
    level="Level",
    second_topic="A second topic",
    uncertain="Uncertain",
    save="Save and go on",
    before="Previous",
    after="Skip",
    finished="All rows are done. Close the window, and end in the terminal with Ctrl+C.",
    incomplete="Choose both a level and a topic.",
    hints={
        "topic": "The main topic: what the person needs. NONE only when the level is N0.",
        "level": "N1 direct answer, N2 system support with no assessment, N3 case officer, N0 no enquiry, NX cannot be judged.",
        "second_topic": "Another topic in the same message, else empty.",
        "uncertain": "1 where a fair colleague could have chosen another label, else empty.",
        "labeller": "Who set the labels (initials will do).",
    },
    levels={
        "N0": "No enquiry",
        "N1": "Direct answer",
        "N2": "Simple handling with system support",
        "N3": "Case officer",
        "NX": "Cannot be judged",
    },
    rules=(
        "Each row is one enquiry. Read the context, the subject and the text. Judge the question, not the answer.",
        "Set topic and level. Go from the top and stop at the first rule that fits:",
        "1. No need of or question to the municipality (advertising, thanks, a word to a friend, a mere opinion): N0, topic NONE.",
        "2. Somebody else is responsible (region, Trafikverket, a company): N1, topic EXT or the company's. A right referral is an answer.",
        "3. Somebody must decide or assess about a person, a property or a firm: N3.",
        "4. The answer tells something of an individual in social services, pupil health, guardianship or care: N3.",
        "5. Complaint about an official or a decision, appeal, threat, press, lawyer, contract: N3.",
        "6. A request for an identified public document: N2.",
        "7. Needs a look-up in a system, a booking, the registering of a fault, or status in a case without secrecy: N2.",
        "8. Can be answered with what is, or should be, on the website, for anybody: N1.",
        "9. Otherwise N3. In doubt between two levels choose the higher and set uncertain to 1.",
        "Two needs in one message: the one with the highest level decides; the other topic goes to second_topic.",
        "How to: label the rows from the top. The order is random, so even half the list is a random sample.",
        "Do not change enquiry_id, stratum, weight, purpose or cluster.",
        "The sheet is locked with no password: unprotect it if you want to sort.",
    ),
)
WORDINGS: Mapping[str, Wording] = {"sv": _SV, "en": _EN}
