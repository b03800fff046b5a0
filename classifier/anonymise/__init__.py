"""Identifiers replaced by typed tokens; the words that carry the topic stay."""

from classifier.anonymise.anonymiser import Anonymised, Anonymiser, anonymise
from classifier.anonymise.recogniser import TOKEN, Recogniser
from classifier.anonymise.recognisers import RECOGNISERS

__all__ = ["RECOGNISERS", "TOKEN", "Anonymised", "Anonymiser", "Recogniser", "anonymise"]
