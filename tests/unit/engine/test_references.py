"""Reference lines that carry their prediction are judged as a strategy is: over all students together too."""

import numpy as np
import pytest
import torch
from sklearn.metrics import roc_auc_score

from simulator.engine.evaluation import references
from simulator.engine.streams import generator
from simulator.learners.linear import LinearLearner
from simulator.learners.response_model import ResponseModel
from simulator.strategies.descent.maml import Maml
from simulator.strategies.problem import Problem
from simulator.tasks.functions.linear import Linear
from simulator.tasks.students.irt import StudentsIrt


def lines(family, learner):
    batch = family.sample(generator(0, "test"), 80, "test")
    return batch, references(Problem(family, learner, 1), Maml(), batch, 1, seed=0)


def test_students_references_have_an_area_under_the_curve_and_a_calibration():
    family = StudentsIrt()
    batch, found = lines(family, ResponseModel())
    assert list(found) == ["scratch", "oracle", "item-mean", "rasch"]
    right = batch.query.targets.flatten().numpy()
    for known in family.references(batch):
        chance = known.prediction.sigmoid().flatten().numpy()
        assert found[known.key].auc == pytest.approx([roc_auc_score(right, chance)])
        bins = np.minimum((chance * 10).astype(int), 9)
        gaps = [abs((chance - right)[bins == each].sum()) for each in range(10)]
        assert found[known.key].calibration == pytest.approx([sum(gaps) / len(right)], rel=1e-4)
    assert found["oracle"].auc[0] > found["item-mean"].auc[0]


def test_references_of_numbers_have_neither():
    _, found = lines(Linear(), LinearLearner())
    assert (found["oracle"].auc, found["oracle"].calibration) == (None, None)
    assert found["oracle"].loss.shape == (1, 80)


def test_a_reference_is_judged_from_its_prediction():
    family = StudentsIrt()
    batch = family.sample(generator(0, "test"), 4)
    certain = family.reference("sure", "sure", 40 * (batch.query.targets - 0.5), batch)
    assert certain.loss.tolist() == pytest.approx([0.0] * 4, abs=1e-6)
    assert torch.equal(certain.accuracy, torch.ones(4))
