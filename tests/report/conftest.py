import pandas as pd
import pytest

from classifier.report import Document, build
from classifier.settings import Settings
from classifier.summary import Summary, summarise


@pytest.fixture(scope="session")
def summary(classified: pd.DataFrame, demo_settings: Settings, demo_labels: pd.DataFrame) -> Summary:
    return summarise(classified, demo_settings, labels=demo_labels)


@pytest.fixture(scope="session")
def document(summary: Summary, demo_settings: Settings) -> Document:
    return build(summary, demo_settings)
