"""Quadratic bowls: the loss is the paper's function of theta, and its lowest point is found by least squares."""

import numpy as np
import torch

from simulator.learners.linear import LinearLearner
from simulator.strategies.descent import gradient
from simulator.strategies.descent.rules import Descent
from simulator.strategies.problem import Problem
from simulator.tasks.base import BowlDrawing, ScatterDrawing
from simulator.tasks.quadratics import Quadratics
from tests.float64 import in_double

OPTIMISEE = LinearLearner(offset=False, start="normal")


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_the_optimisees_loss_is_the_papers_function_over_the_number_of_rows():
    family = Quadratics(dimensions=4, rows=7)
    batch = family.sample(generator(), 5)
    theta = OPTIMISEE.init(generator(1), family.shape, copies=5)
    losses = Problem(family, OPTIMISEE, 1).loss(theta, batch.query, batch.support)
    for task in range(5):
        W, y = batch.support.inputs[task].numpy(), batch.support.targets[task, :, 0].numpy()
        paper = np.sum((W @ theta["weight"][task, :, 0].numpy() - y) ** 2)
        np.testing.assert_allclose(7 * losses[task].item(), paper, rtol=1e-5)


def test_the_query_is_the_support_set_itself():
    batch = Quadratics().sample(generator(), 3)
    assert torch.equal(batch.support.inputs, batch.query.inputs)
    assert torch.equal(batch.support.targets, batch.query.targets)


def test_the_lowest_point_is_numpys_least_squares_solution_whether_there_are_more_rows_or_fewer():
    for rows in (3, 5, 9):
        family = Quadratics(dimensions=5, rows=rows)
        batch = family.sample(generator(rows), 4)
        for task in range(4):
            W, y = (each[task].double().numpy() for each in (batch.support.inputs, batch.support.targets))
            expected = np.linalg.lstsq(W, y[:, 0])[0]
            np.testing.assert_allclose(batch.latents["lowest"][task], expected, rtol=1e-4, atol=1e-4)


def test_no_theta_has_a_smaller_loss_than_the_solution():
    family = Quadratics(dimensions=3, rows=6)
    batch = in_double(family.sample(generator(), 50))
    (oracle,) = family.references(batch)
    lowest = family.lowest(batch.support)
    for shift in 0.1 * torch.eye(3, dtype=torch.float64):
        for sign in (1, -1):
            moved = batch.support.inputs @ (lowest + sign * shift).unsqueeze(2)
            assert (family.loss.per_task(moved, batch.query.targets) > oracle.loss).all()


def test_matrix_and_targets_are_standard_normal():
    batch = Quadratics().sample(generator(), 2000)
    for drawn in (batch.support.inputs, batch.support.targets):
        assert abs(drawn.mean().item()) < 0.03
        assert abs(drawn.std().item() - 1) < 0.03


def test_one_step_of_the_exact_rate_solves_a_bowl_of_one_dimension():
    family = Quadratics(dimensions=1, rows=1)
    batch = in_double(family.sample(generator(), 1))
    problem = Problem(family, OPTIMISEE, 1)
    rate = 0.5 / batch.support.inputs.square().sum().item()  # one over the second derivative, 2 W^2
    start = {"weight": torch.tensor([[[1.7]]], dtype=torch.float64)}
    *_, end = gradient.inner_steps(problem, start, batch.support, ("weight",), Descent(rate), 1)
    assert problem.mean_loss(end, batch.query).item() < 1e-20


def test_two_dimensions_are_drawn_as_a_landscape_and_more_as_a_scatter():
    assert isinstance(Quadratics(dimensions=2).drawing, BowlDrawing)
    assert isinstance(Quadratics().drawing, ScatterDrawing)


def test_a_linear_learner_without_an_offset_answers_zero_at_zero():
    inputs = torch.zeros(2, 3, 4)
    theta = OPTIMISEE.init(generator(), Quadratics(dimensions=4).shape, copies=2)
    assert list(theta) == ["weight"] == list(OPTIMISEE.head)
    assert torch.equal(OPTIMISEE.predict(theta, inputs), torch.zeros(2, 3, 1))


def test_a_normal_start_is_standard_normal_in_every_weight():
    theta = LinearLearner(start="normal").init(generator(), Quadratics(dimensions=200).shape, copies=50)
    assert abs(theta["weight"].std().item() - 1) < 0.03
    assert theta["bias"].shape == (50, 1, 1)
