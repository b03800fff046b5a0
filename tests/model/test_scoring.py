import numpy as np
import pandas as pd
import pytest
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from classifier.model.features import design_frame, level_features, topic_features
from classifier.model.knowledge import load_cues
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch, CollapsedScorer

FEATURES = {"topic": topic_features(load_lexicon()), "level": level_features(load_lexicon(), load_cues())}


@pytest.mark.parametrize("classes", [2, 5])
@pytest.mark.parametrize("features", FEATURES)
def test_collapsed_scores_are_the_pipelines_own(small_labelled: pd.DataFrame, classes: int, features: str) -> None:
    design = design_frame(small_labelled)
    target = np.arange(len(design)) % classes
    pipeline = make_pipeline(FEATURES[features], LinearSVC())
    pipeline.fit(design, target)
    # A post over many comments, a row that says nothing, and characters never met.
    seen = pd.concat([design, design.assign(own="", context="En post 漢字")], ignore_index=True)
    plain = pipeline.decision_function(seen)
    found = CollapsedScorer(pipeline).scores(Batch(seen))
    np.testing.assert_allclose(found, plain if classes > 2 else np.column_stack((-plain, plain)), rtol=0, atol=1e-9)
