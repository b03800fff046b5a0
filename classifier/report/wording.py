"""What the report says, by language; and numbers, dates and shares as that language writes them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

# Thin spaces keep "1 234" and "47,3 %" on one line.
_NARROW = "\u202f"

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "title": "Nulägesanalys av kundkontakter",
        "period": "Period",
        "summary": "Sammanfattning",
        "volumes": "Kontakter per kanal, brevlåda, förvaltning och ämne",
        "resolvability": "Vad en första linje kan besvara",
        "answers": "Svar och svarstider",
        "time": "När kontakterna kommer",
        "method": "Material och metod",
        "signature": "Signatur",
        "channel": "Kanal",
        "source": "Brevlåda eller sida",
        "department": "Förvaltning",
        "topic": "Ämne",
        "all": "Alla",
        "value": "Grupp",
        "enquiries": "Förfrågningar",
        "share": "Andel av alla",
        "per_1000": "Per 1 000 invånare",
        "N0": "N0 Ej förfrågan",
        "N1": "N1 Direktsvar",
        "N2": "N2 Systemstöd",
        "N3": "N3 Handläggare",
        "of": "N1+N2+N3",
        "strict": "Strikt: N1",
        "extended": "Utökad: N1+N2",
        "method_column": "Metod",
        "measurable": "Mätbara",
        "answered": "Besvarade",
        "unanswered": "Obesvarade",
        "unanswered_rate": "Andel obesvarade",
        "within_1d": "Inom 1 arbetsdag",
        "within_2d": "Inom 2 arbetsdagar",
        "median_hours": "Median, timmar",
        "p90_hours": "90:e percentilen, timmar",
        "median_working_hours": "Median, arbetstimmar",
        "not_measurable": "ej mätbart",
        "month": "Månad",
        "weekday": "Veckodag",
        "hour": "Timme",
        "reason": "Skäl",
        "messages": "Meddelanden",
        "email": "E-post",
        "facebook": "Facebook",
        "OTHER": "Övriga (små grupper)",
        "NONE": "Ej förfrågan",
        "": "Ingen angiven",
        "auto_reply": "automatiskt svar",
        "bounce": "studsat meddelande",
        "newsletter": "nyhetsbrev och massutskick",
        "internal": "internt",
        "outgoing": "utgående, ej svar",
        "empty": "utan text",
        "duplicate": "dubblett",
        "weekdays": "mån tis ons tors fre lör sön",
        "labelled": "märkta",
        "counted predictions, no interval": "räknade prediktioner, inget intervall",
        "post-stratified sample": "märkt stickprov, efterstratifierat",
        "Wilson, sample alone": "märkt stickprov, Wilson",
        "all rows labelled": "alla rader märkta",
        "chart_volumes": "Förfrågningar per ämne och kanal",
        "chart_resolvability": "Andel som första linjen kan besvara, per ämne",
        "chart_answers": "Svar på förfrågningar som behöver svar",
        "chart_hours": "Förfrågningar per veckodag och timme",
        "within_1d_legend": "inom 1 arbetsdag",
        "later_legend": "senare",
        "unanswered_legend": "aldrig",
        "s_volume": "Materialet omfattar {enquiries} förfrågningar från {first} till {last}: {channels}.",
        "s_strict": "Av de {of} meddelanden som klassats som förfrågningar (inte N0) kan {strict} besvaras direkt (N1, strikt mått) och"
        " {extended} hanteras av en kundtjänst med systemstöd (N1+N2, utökat mått). Det är möjlighet, inte dagens"
        " lösningsgrad.",
        "s_biased": "Dessa två andelar är räknade ur klassificerarens gissningar och kan vara systematiskt fel åt endera"
        " hållet. Märk ett slumpmässigt stickprov (--labels) för andelar med felmarginal.",
        "s_unanswered": "{channel}: {unanswered} av {measurable} förfrågningar som behöver svar fick aldrig något"
        " ({rate}); {within} av {closed} fick svar senast nästa arbetsdag ({within_rate}). Mediantiden till svar är"
        " {median} timmar.",
        "s_unmeasured": "{channel}: om förfrågningarna besvarades är ej mätbart i detta material.",
        "m_excluded": "Meddelanden som till sin form inte är förfrågningar räknas inte:",
        "m_definitions": "Definitioner",
        "d_enquiry": "Förfrågan: en e-postkonversation som någon utanför kommunen inleder, eller en kommentar, ett svar"
        " eller ett besöksinlägg på Facebook av någon annan än kommunen.",
        "d_answer": "Svar: ett senare meddelande av en människa på kommunens sida i samma konversation. Autosvar,"
        " kvittenser, gilla-markeringar och andra medborgares svar räknas inte.",
        "d_needing": "Behöver svar: klassificerad som N1, N2 eller N3 (inte N0: tack, åsikt, taggning, reklam).",
        "d_levels": "Nivåer: N1 direktsvar, N2 enkel handläggning med systemstöd, N3 handläggare, N0 ej förfrågan."
        " Strikt andel = N1/(N1+N2+N3). Utökad andel = (N1+N2)/(N1+N2+N3).",
        "d_counts": "Antalen N1, N2 och N3 är klassificerarens. En andel med intervall är skattad ur det märkta stickprovet"
        " och stämmer därför inte med antalen; utan intervall är den räknad ur dem.",
        "d_window": "Inom en (två) arbetsdagar: svaret kom senast under den första (andra) arbetsdagen efter"
        " mottagningsdagen. Förfrågningar vars fönster ännu var öppet när exporten gjordes ingår inte i nämnaren."
        " Måttet liknar men är inte KKiK:s, som bygger på testmejl.",
        "d_interval": "Intervall är 95 %. För svar: Wilsons intervall, med perioden sedd som ett urval ur liknande"
        " perioder.",
        "d_small": "Grupper med färre än {limit} förfrågningar slås ihop till Övriga.",
        "d_privacy": "Texterna är avidentifierade, men pseudonymiserad fritext är fortfarande personuppgifter. Rapporten"
        " återger ingen fritext.",
    },
    "en": {
        "title": "Current-state analysis of customer contacts",
        "period": "Period",
        "summary": "Summary",
        "volumes": "Contacts by channel, mailbox, department and topic",
        "resolvability": "What first-line service could answer",
        "answers": "Answers and answer times",
        "time": "When the contacts come",
        "method": "Material and method",
        "signature": "Signature",
        "channel": "Channel",
        "source": "Mailbox or page",
        "department": "Department",
        "topic": "Topic",
        "all": "All",
        "value": "Group",
        "enquiries": "Enquiries",
        "share": "Share of all",
        "per_1000": "Per 1,000 inhabitants",
        "N0": "N0 No enquiry",
        "N1": "N1 Direct answer",
        "N2": "N2 System support",
        "N3": "N3 Case officer",
        "of": "N1+N2+N3",
        "strict": "Strict: N1",
        "extended": "Extended: N1+N2",
        "method_column": "Method",
        "measurable": "Measurable",
        "answered": "Answered",
        "unanswered": "Unanswered",
        "unanswered_rate": "Share unanswered",
        "within_1d": "Within 1 working day",
        "within_2d": "Within 2 working days",
        "median_hours": "Median, hours",
        "p90_hours": "90th percentile, hours",
        "median_working_hours": "Median, working hours",
        "not_measurable": "not measurable",
        "month": "Month",
        "weekday": "Weekday",
        "hour": "Hour",
        "reason": "Reason",
        "messages": "Messages",
        "email": "E-mail",
        "facebook": "Facebook",
        "OTHER": "Other (small groups)",
        "NONE": "No enquiry",
        "": "None given",
        "auto_reply": "automatic reply",
        "bounce": "bounced message",
        "newsletter": "newsletter or bulk mail",
        "internal": "internal",
        "outgoing": "outgoing, no answer",
        "empty": "no text",
        "duplicate": "duplicate",
        "weekdays": "Mon Tue Wed Thu Fri Sat Sun",
        "labelled": "labelled",
        "counted predictions, no interval": "counted predictions, no interval",
        "post-stratified sample": "labelled sample, post-stratified",
        "Wilson, sample alone": "labelled sample, Wilson",
        "all rows labelled": "all rows labelled",
        "chart_volumes": "Enquiries by topic and channel",
        "chart_resolvability": "Share that first line could answer, by topic",
        "chart_answers": "Answers to enquiries that need one",
        "chart_hours": "Enquiries by weekday and hour",
        "within_1d_legend": "within 1 working day",
        "later_legend": "later",
        "unanswered_legend": "never",
        "s_volume": "The material holds {enquiries} enquiries from {first} to {last}: {channels}.",
        "s_strict": "Of the {of} messages classified as enquiries (not N0), {strict} could be answered directly (N1, strict measure)"
        " and {extended} be handled by customer service with system support (N1+N2, extended measure). That is"
        " potential, not what is resolved today.",
        "s_biased": "These two shares are counted from the classifier's guesses and may be wrong in either direction."
        " Label a random sample (--labels) for shares with a margin of error.",
        "s_unanswered": "{channel}: {unanswered} of {measurable} enquiries that need an answer never got one ({rate});"
        " {within} of {closed} were answered by the next working day ({within_rate}). The median time to an answer is"
        " {median} hours.",
        "s_unmeasured": "{channel}: whether the enquiries were answered cannot be measured in this material.",
        "m_excluded": "Messages that are no enquiries by their form are not counted:",
        "m_definitions": "Definitions",
        "d_enquiry": "Enquiry: an e-mail conversation opened by someone outside the municipality, or a Facebook comment,"
        " reply or visitor post by someone other than the municipality.",
        "d_answer": "Answer: a later message by a person on the municipality's side in the same conversation."
        " Auto-replies, receipts, likes and other citizens' replies are no answers.",
        "d_needing": "Needs an answer: classified N1, N2 or N3 (not N0: thanks, opinions, tags, advertisements).",
        "d_levels": "Levels: N1 direct answer, N2 simple handling with system support, N3 case officer, N0 no enquiry."
        " Strict share = N1/(N1+N2+N3). Extended share = (N1+N2)/(N1+N2+N3).",
        "d_counts": "The numbers N1, N2 and N3 are the classifier's. A share with an interval is estimated from the labelled"
        " sample and so differs from the numbers; without one it is counted from them.",
        "d_window": "Within one (two) working days: the answer came by the end of the first (second) working day after"
        " the day of receipt. Enquiries whose window was still open when the export was made are not in the"
        " denominator. Similar to, but not the same as, the KKiK measure, which rests on test mails.",
        "d_interval": "Intervals are 95 %. For answers: Wilson's, the period seen as a sample of like periods.",
        "d_small": "Groups with fewer than {limit} enquiries are pooled as Other.",
        "d_privacy": "The texts are de-identified, but pseudonymised free text is still personal data. The report quotes"
        " none.",
    },
}
assert _TEXTS["sv"].keys() == _TEXTS["en"].keys()


@dataclass(frozen=True)
class Wording:
    """Texts and number forms of one language."""

    language: str

    def __call__(self, key: str, **values: str) -> str:
        """The text of `key`, with `values` filled in; an unknown key (a mailbox, a topic) is its own text."""
        text = _TEXTS[self.language].get(key, key)
        return text.format(**values) if values else text

    def count(self, value: float | None) -> str:
        """A whole number: 1 234."""
        return "–" if _absent(value) else f"{int(value or 0):,}".replace(",", self._thousands)

    def decimal(self, value: float | None) -> str:
        """A number with one decimal."""
        return "–" if _absent(value) else self._decimal(f"{value:.1f}")

    def percent(self, share: float | None) -> str:
        """A share as a percentage with one decimal: 47,3 %."""
        if share is None or _absent(share):
            return "–"
        return self._decimal(f"{100 * share:.1f}") + (f"{_NARROW}%" if self.language == "sv" else "%")

    def interval(self, low: float | None, high: float | None) -> str:
        """Two ends of an interval in brackets, empty when there is none."""
        if low is None or high is None or _absent(low) or _absent(high):
            return ""
        return f"({self._decimal(f'{100 * low:.0f}')}–{self.percent_whole(high)})"

    def percent_whole(self, share: float) -> str:
        """A share as a whole percentage."""
        return f"{100 * share:.0f}" + (f"{_NARROW}%" if self.language == "sv" else "%")

    def _decimal(self, text: str) -> str:
        return text.replace(".", ",") if self.language == "sv" else text

    @property
    def _thousands(self) -> str:
        return _NARROW if self.language == "sv" else ","


def _absent(value: float | None) -> bool:
    return value is None or math.isnan(value)
