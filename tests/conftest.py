"""What many tests share: the demo imported once, a small model trained once."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from classifier.enquiries import load_key
from classifier.importing import Imported, import_exports
from classifier.model import EnquiryModel, train_model
from classifier.settings import Settings, load_settings
from classifier.tables import read_table
from classifier.taxonomy import load_taxonomy

# The same examples in every run, so that a red run can be repeated, and no time limit, so that a busy machine gives no
# red run; remove the profile to search for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "corpora" / "demo"


@pytest.fixture(scope="session")
def demo_settings() -> Settings:
    return load_settings(DEMO / "nulage.toml")


@pytest.fixture(scope="session")
def demo(demo_settings: Settings) -> Imported:
    return import_exports([DEMO / "exports"], demo_settings, load_key(DEMO / "demo.key"))


@pytest.fixture(scope="session")
def demo_table(demo: Imported) -> pd.DataFrame:
    return demo.table


@pytest.fixture(scope="session")
def demo_labels() -> pd.DataFrame:
    """The demo's random labelled sample."""
    return read_table(DEMO / "labels.csv")


@pytest.fixture(scope="session")
def labelled() -> pd.DataFrame:
    return read_table(ROOT / "corpora" / "labelled.csv")


@pytest.fixture(scope="session")
def small_labelled(labelled: pd.DataFrame) -> pd.DataFrame:
    """Every fifth row: enough for every class, quick to train on."""
    return labelled.iloc[::5].reset_index(drop=True)


@pytest.fixture(scope="session")
def model(small_labelled: pd.DataFrame) -> EnquiryModel:
    return train_model(small_labelled, load_taxonomy()).model


@pytest.fixture(scope="session")
def classified(demo_table: pd.DataFrame, model: EnquiryModel) -> pd.DataFrame:
    return pd.concat([demo_table, model.predict(demo_table)], axis=1).assign(model="test")
