"""Topic and first-line level of an enquiry, with calibrated probabilities."""

from classifier.model.classifying import Workers, classify_chunks, is_enquiry_table
from classifier.model.enquiry_model import PREDICTION_COLUMNS, EnquiryModel
from classifier.model.evaluating import Evaluation, evaluate, evaluation_text
from classifier.model.explaining import explain
from classifier.model.persistence import load_model, save_model
from classifier.model.training import Trained, train_model

__all__ = [
    "PREDICTION_COLUMNS",
    "EnquiryModel",
    "Evaluation",
    "Trained",
    "Workers",
    "classify_chunks",
    "evaluate",
    "evaluation_text",
    "explain",
    "is_enquiry_table",
    "load_model",
    "save_model",
    "train_model",
]
