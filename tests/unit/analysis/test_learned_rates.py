"""The picture of learned rates: hand-set rates are read back, with where they began."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from simulator.analysis.learned import Case, learned_figure
from simulator.engine.run import bind
from simulator.engine.streams import generator

RATE = "rate."


def started(experiment):
    return experiment.strategy.init(bind(experiment), generator(experiment.seed, "initialisation"))


def with_rates(small, example: str, rates: dict[str, torch.Tensor]):
    experiment = small(example, {"learner.kind": "mlp", "learner.hidden": [2]})
    state = started(experiment)
    theta = state.theta | {RATE + name: value for name, value in rates.items()}
    return learned_figure(Case(experiment, replace(state, theta=theta)), "rates")


def meta_sgd(small, weight: list[float]):
    rates = {
        "weight0": torch.tensor([weight]),  # [in, out]
        "bias0": torch.tensor([[0.02, 0.02]]),
        "weight1": torch.tensor([[0.1], [0.1]]),
        "bias1": torch.tensor([[0.05]]),
    }
    return with_rates(small, "sine-meta-sgd", rates)


def test_a_rate_a_parameter_is_a_row_with_mean_and_spread(small):
    figure = meta_sgd(small, [0.01, 0.03])
    assert [str(name) for name in figure.names] == [
        "layer 1 weights", "layer 1 offsets", "layer 2 weights", "layer 2 offsets",
    ]  # fmt: skip
    assert figure.mean[:, 0] == pytest.approx([0.02, 0.02, 0.1, 0.05])
    assert figure.marks[0, 0] == pytest.approx(np.percentile([0.01, 0.03], (5, 25, 50, 75, 95)))
    assert (figure.counts, figure.begin) == ((2, 2, 2, 1), 0.01)
    assert str(figure.said) == (
        "Rates began at 0.01. They are now highest for layer 2 weights, 0.1 on average, and lowest for layer 1 "
        "weights, 0.02."
    )


def test_negative_rates_are_counted_and_coloured_to_the_other_side(small):
    figure = meta_sgd(small, [-0.05, 0.01])
    assert figure.signed
    assert figure.negative == pytest.approx([0.5, 0, 0, 0])
    assert figure.shades[:, 0] == pytest.approx([-0.2, 0.2, 1, 0.5])
    assert "14% of all rates are below zero" in str(figure.said)


def test_rates_far_apart_are_shaded_by_their_logarithms(small):
    figure = meta_sgd(small, [0.001, 0.001])
    assert figure.logarithmic
    assert figure.shades[:, 0] == pytest.approx([0, np.log(20) / np.log(100), 1, np.log(50) / np.log(100)])


def test_rates_that_are_much_alike_look_alike(small):
    figure = meta_sgd(small, [0.1, 0.1])
    alike = replace(figure, mean=np.array([[0.1], [0.099], [0.098], [0.1]]))
    assert alike.shades.min() > 0.9


def test_a_rate_for_each_layer_and_step_is_a_multiple_of_the_first_one(small):
    factors = {name: torch.linspace(1, 5, 5) * n for n, name in enumerate(("weight0", "bias0", "weight1", "bias1"), 1)}
    figure = with_rates(small, "sine-maml-plus-plus", factors)
    assert figure.mean == pytest.approx(0.01 * np.outer([1, 2, 3, 4], [1, 2, 3, 4, 5]))
    assert figure.mean.shape == (4, 5)
    columns = figure.columns()
    assert (columns["parameter"][5], columns["inner_step"][5]) == ("layer 1 offsets", 1)
    assert columns["mean_rate"][5] == pytest.approx(0.02)


def test_untrained_rates_are_said_to_be_where_they_began(small):
    experiment = small("sine-maml-plus-plus")
    figure = learned_figure(Case(experiment, started(experiment)), "rates")
    assert str(figure.said) == "All rates are still 0.01, where they began."


def test_maml_plus_plus_without_learned_rates_has_no_picture_of_them(small):
    experiment = small("sine-maml-plus-plus", {"strategy.learned_rates": False})
    assert experiment.strategy.shows(experiment.task) == ("start",)
