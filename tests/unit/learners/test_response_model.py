"""The response model: the formula of item response theory, and only the ability adapts."""

import pytest
import torch

from simulator.learners.response_model import ResponseModel
from simulator.strategies.descent.maml import Maml
from simulator.strategies.problem import Problem
from simulator.tasks.base import Shape
from simulator.tasks.functions.linear import Linear
from simulator.tasks.students.irt import StudentsIrt


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("dimensions", [1, 3])
def test_the_log_odds_are_discrimination_times_ability_less_difficulty(dimensions: int):
    learner = ResponseModel(dimensions=dimensions)
    parameters = learner.init(generator(), Shape((5,), 1), copies=2)
    parameters["ability"] = torch.randn(2, dimensions, 1, generator=generator(1))
    asked = torch.tensor([[4, 0, 2], [1, 1, 3]])
    ours = learner.predict(parameters, torch.nn.functional.one_hot(asked, 5).float())
    for task in range(2):
        for shot, item in enumerate(asked[task].tolist()):
            a, theta = parameters["discrimination"][task, item], parameters["ability"][task, :, 0]
            expected = float(a @ theta - parameters["difficulty"][task, item, 0])
            assert ours[task, shot, 0].item() == pytest.approx(expected, abs=1e-6)


def test_an_average_student_starts_in_the_middle_whatever_the_items_discriminate():
    learner = ResponseModel(dimensions=2)
    parameters = learner.init(generator(), Shape((5,), 1), copies=1)
    inputs = torch.eye(5).unsqueeze(0)
    assert torch.equal(learner.predict(parameters, inputs), -parameters["difficulty"])


def test_items_stay_as_they_are_while_a_student_is_adapted_to():
    family, learner = StudentsIrt(), ResponseModel()
    problem, strategy = Problem(family, learner, 10), Maml(inner_lr=1.0)
    state = strategy.init(problem, generator())
    *_, last = strategy.adapt(problem, state, family.sample(generator(1), 4).support, 3)
    for name in learner.body:
        assert torch.equal(last.parameters[name], state.theta[name].expand(4, *state.theta[name].shape))
    assert len(last.parameters["ability"].unique()) == 4


def test_only_families_of_right_and_wrong_answers_are_accepted():
    assert ResponseModel().objection(StudentsIrt()) is None
    assert str(ResponseModel().objection(Linear())).startswith("The learner Response model predicts right and wrong")
