"""Run by bench_anonymise.py in Presidio's own environment: texts as JSON on stdin, found spans as JSON on stdout."""

import json
import logging
import sys

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    PhoneRecognizer,
    SeOrganisationsnummerRecognizer,
    SePersonnummerRecognizer,
)


class BlankEngine(SpacyNlpEngine):
    """A spaCy engine without a model: tokens and nothing else."""

    def __init__(self) -> None:
        super().__init__(
            models=[{"lang_code": "sv", "model_name": "blank"}], ner_model_configuration=NerModelConfiguration()
        )
        self.nlp = {"sv": spacy.blank("sv")}

    def load(self) -> None:
        """Nothing to load."""


def main() -> None:
    logging.disable(logging.CRITICAL)
    engine = BlankEngine()
    registry = RecognizerRegistry(supported_languages=["sv"])
    registry.load_predefined_recognizers(languages=["sv"], nlp_engine=engine)
    # Off by default, or for other countries only.
    registry.remove_recognizer("PhoneRecognizer")
    for recogniser in (
        SePersonnummerRecognizer(supported_language="sv"),
        SeOrganisationsnummerRecognizer(supported_language="sv"),
        CreditCardRecognizer(supported_language="sv"),
        PhoneRecognizer(supported_language="sv", supported_regions=("SE", "NO", "FI", "DK", "DE", "GB", "US")),
    ):
        registry.add_recognizer(recogniser)
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["sv"])
    print(", ".join(sorted(recogniser.name for recogniser in registry.recognizers)), file=sys.stderr)
    texts = json.load(sys.stdin)
    json.dump(
        [[(item.start, item.end) for item in analyzer.analyze(text, language="sv")] for text in texts], sys.stdout
    )


if __name__ == "__main__":
    main()
