"""The population of an evolution strategy: pairs of trial starts."""

import pytest

from simulator.analysis.learned import Case, learned_figure
from simulator.engine.run import bind
from simulator.engine.streams import generator


def test_pairs_are_those_that_the_next_meta_iteration_would_try(small):
    experiment = small("linear-es-maml", {"schedule.evaluation_tasks": 4, "strategy.pairs": 3})
    state = experiment.strategy.init(bind(experiment), generator(0, "initialisation"))
    case = Case(experiment, state)
    figure = learned_figure(case, "population")
    loss, _ = case.strategy.outer_gradient(case.problem, state, case.batch)
    assert (len(figure.up), figure.tasks, figure.size) == (12, 4, 2)
    assert (figure.up.mean() + figure.down.mean()) / 2 == pytest.approx(float(loss), rel=1e-5)


def test_many_small_perturbations_give_the_exact_gradient(small):
    values = {"schedule.evaluation_tasks": 4, "strategy.pairs": 4000, "strategy.sigma": 0.001}
    experiment = small("linear-es-maml", values)
    state = experiment.strategy.init(bind(experiment), generator(0, "initialisation"))
    figure = learned_figure(Case(experiment, state), "population")
    assert figure.agreement > 0.995
    assert figure.own == pytest.approx(figure.up.mean(), rel=0.01)
    assert "has a cosine of 1.00 with the exact one, of 2 numbers." in str(figure.said)
