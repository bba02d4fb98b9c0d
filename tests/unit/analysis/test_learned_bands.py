"""Predictive bands, and whether they keep their word."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from simulator.analysis.learned import Case, learned_figure
from simulator.analysis.learned.bands import LEVELS, coverage
from simulator.engine.run import bind
from simulator.engine.streams import generator
from simulator.strategies.at_once.amortised import partly_seen
from simulator.tasks.base import TaskBatch


def made(small, example: str, values=None, task: int = 1):
    experiment = small(example, values)
    state = experiment.strategy.init(bind(experiment), generator(0, "initialisation"))
    case = Case(experiment, state, task)
    return learned_figure(case, "bands"), case


def test_bands_of_the_right_width_hold_what_they_say():
    random = np.random.default_rng(5)
    mean, deviation = random.normal(size=(400, 50, 1)), random.uniform(0.5, 2, size=(400, 50, 1))
    targets = mean + deviation * random.normal(size=mean.shape)
    share = coverage(mean, deviation, targets).mean(axis=0)
    assert share == pytest.approx(LEVELS, abs=0.01)


def test_bands_of_half_the_width_hold_what_a_normal_distribution_says():
    random = np.random.default_rng(6)
    targets = random.normal(size=(400, 50, 1))
    share = coverage(np.zeros_like(targets), np.full_like(targets, 0.5), targets).mean(axis=0)
    assert share[LEVELS.index(0.95)] == pytest.approx(0.6729, abs=0.01)  # P(|z| < 1.96 / 2)


def test_a_band_after_some_points_is_that_of_a_strategy_that_has_seen_only_those(small):
    figure, case = made(small, "sine-alpaca")
    assert figure.counts == (0, 1, 2, 3, 5, 10)
    grid = torch.tensor(figure.x, dtype=torch.float32).view(1, -1, 1)
    for index, count in enumerate(figure.counts):
        seen = partly_seen(case.one.support, 0, 0) & (torch.arange(10) < count)
        mean, deviation = case.strategy.answering(case.problem, case.state.theta, case.one.support, seen).answer(grid)
        assert figure.mean[index] == pytest.approx(mean[0, :, 0].detach().double().numpy(), abs=1e-4)
        low, high = figure.band(index)
        assert (high - low) / 2 == pytest.approx(1.96 * deviation[0, :, 0].detach().double().numpy(), rel=1e-3)


def test_the_share_inside_is_counted_on_the_query_of_all_tasks(small):
    figure, case = made(small, "sine-neural-process", {"schedule.evaluation_tasks": 20})
    *_, learned = case.strategy.adapt(case.problem, case.state, case.batch.support, 1)
    inputs, targets = case.batch.query.inputs, case.batch.query.targets
    inside = (targets - learned.predict(inputs)).abs() <= 1.959964 * learned.deviation(inputs)
    assert figure.held[-1] == pytest.approx(float(inside.double().mean()))
    assert figure.width[-1] == pytest.approx(float(3.92 * learned.deviation(inputs).mean()), rel=1e-5)
    assert figure.tasks == 20


def test_the_exact_posterior_stands_beside_where_the_family_knows_it(small):
    figure, case = made(small, "gp-neural-process")
    mean, deviation = figure.exact
    seen = replace(case.one.support, inputs=case.one.support.inputs[:, :3], targets=case.one.support.targets[:, :3])
    solution = case.problem.family.solution(TaskBatch(seen, case.one.query, case.one.latents))
    grid = torch.tensor(figure.x, dtype=torch.float32).view(1, -1, 1)
    at = figure.counts.index(3)
    assert mean[at] == pytest.approx(solution.predict(grid)[0, :, 0].double().numpy(), abs=1e-5)
    assert deviation[0] == pytest.approx(np.full(len(figure.x), deviation[0].mean()))  # nothing seen: alike everywhere
    assert made(small, "sine-alpaca")[0].exact is None


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        (0.90, "It is too narrow: the strategy is surer than it may be."),
        (0.99, "It is wider than it need be."),
        (0.94, ""),
    ],
)
def test_a_band_is_only_blamed_where_the_interval_shows_it(small, share: float, verdict: str):
    figure, _ = made(small, "sine-alpaca")
    inside = np.tile(np.full(len(LEVELS), share), (len(figure.counts), 1))
    judged = replace(figure, inside=inside, uncertain=np.full(len(figure.counts), 0.02))
    said = str(judged.told(-1))
    assert said.startswith("After 10 points the 95% band is ")
    assert said.endswith(verdict or "targets of 8 tasks.")


def test_tasks_of_several_inputs_have_no_curve_but_a_calibration(small):
    figure, _ = made(small, "linear-maml", {"strategy.kind": "alpaca", "learner.kind": "mlp", "task.inputs": 2})
    assert not len(figure.x)
    assert np.isfinite(figure.held).all()
    assert all(len(column) == 0 for name, column in figure.columns().items() if name.startswith("mean_after"))
