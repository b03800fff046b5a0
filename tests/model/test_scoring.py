import numpy as np
import pandas as pd
import pytest
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from classifier.model.features import design_frame, enquiry_features
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch, decision_scores


@pytest.mark.parametrize("classes", [2, 5])
def test_collapsed_scores_are_the_pipelines_own(small_labelled: pd.DataFrame, classes: int) -> None:
    design = design_frame(small_labelled)
    target = np.arange(len(design)) % classes
    pipeline = make_pipeline(enquiry_features(with_context=True, lexicon=load_lexicon()), LinearSVC())
    pipeline.fit(design, target)
    # A post over many comments, a row that says nothing, and characters never met.
    seen = pd.concat([design, design.assign(own="", context="En post 漢字")], ignore_index=True)
    plain = pipeline.decision_function(seen)
    found = decision_scores(pipeline, Batch(seen))
    np.testing.assert_allclose(found, plain if classes > 2 else np.column_stack((-plain, plain)), rtol=0, atol=1e-9)
