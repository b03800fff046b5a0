import numpy as np
import pandas as pd

from classifier.model.features import design_frame, topic_features
from classifier.model.lexicon import load_lexicon
from classifier.model.linear import naive_bayes, support_vectors
from classifier.model.scoring import Batch


def test_classifiers_add_up(small_labelled: pd.DataFrame) -> None:
    rows = small_labelled[small_labelled["topic"].isin(["GAT", "KUL", "BYG"])]
    features = topic_features(load_lexicon())
    batch = Batch(design_frame(rows))
    seen = features.fit_transform(batch.design).tocsr()
    labels, classes = rows["topic"].to_numpy(), np.array(["BYG", "GAT", "KUL", "VAT"])
    weights = np.ones(len(rows))
    machines = support_vectors(features, seen, labels, weights, classes)
    bayes = naive_bayes(features, seen, labels, weights, classes)
    both = machines.plus(bayes, 0.3)
    np.testing.assert_allclose(both.scores(batch), machines.scores(batch) + 0.3 * bayes.scores(batch), atol=1e-9)
    assert (classes[both.scores(batch).argmax(axis=1)] == labels).mean() > 0.95


def test_two_classes_have_two_rows(small_labelled: pd.DataFrame) -> None:
    rows = small_labelled[small_labelled["topic"].isin(["GAT", "KUL"])]
    features = topic_features(load_lexicon())
    batch = Batch(design_frame(rows))
    seen = features.fit_transform(batch.design).tocsr()
    classes = np.array(["GAT", "KUL"])
    found = support_vectors(features, seen, rows["topic"].to_numpy(), np.ones(len(rows)), classes).scores(batch)
    np.testing.assert_allclose(found[:, 0], -found[:, 1])
    assert (classes[found.argmax(axis=1)] == rows["topic"]).all()
