"""Topic and first-line level of an enquiry, with calibrated probabilities."""

from classifier.model.classifying import Workers, classify_chunks
from classifier.model.enquiry_model import PREDICTION_COLUMNS, EnquiryModel
from classifier.model.persistence import load_model, save_model
from classifier.model.training import Trained, train_model

__all__ = [
    "PREDICTION_COLUMNS",
    "EnquiryModel",
    "Trained",
    "Workers",
    "classify_chunks",
    "load_model",
    "save_model",
    "train_model",
]
