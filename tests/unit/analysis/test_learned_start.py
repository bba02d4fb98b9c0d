"""The picture of learned parameters: how far each layer has moved from its random start."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from simulator.analysis.learned import Case, learned_figure
from simulator.analysis.learned.layers import layers, parameter_name, parameter_names
from simulator.engine.run import bind
from simulator.engine.streams import generator


def started(experiment):
    return experiment.strategy.init(bind(experiment), generator(experiment.seed, "initialisation"))


def test_a_layer_that_doubled_has_moved_by_its_own_size(small):
    experiment = small("sine-maml")
    state = started(experiment)
    doubled = {name: 2 * value if name.endswith("1") else value for name, value in state.theta.items()}
    figure = learned_figure(Case(experiment, replace(state, theta=doubled)), "start")
    assert [str(name) for name in figure.names] == ["layer 1", "layer 2", "layer 3"]
    assert figure.change == pytest.approx([0, 1, 0])
    assert figure.now[1] == pytest.approx(2 * figure.before[1])
    assert figure.counts == (80, 1640, 41)
    flat = torch.cat([state.theta[name].flatten() for name in ("weight1", "bias1")])
    assert figure.before[1] == pytest.approx(float(flat.square().mean().sqrt()), rel=1e-5)


def test_the_layers_that_moved_most_and_least_are_named(small):
    experiment = small("sine-maml")
    state = started(experiment)
    shares = {"0": 1.5, "1": 1.1, "2": 1.25}
    moved = {name: shares[name[-1]] * value for name, value in state.theta.items()}
    figure = learned_figure(Case(experiment, replace(state, theta=moved)), "start")
    assert str(figure.said) == (
        "Since its random start layer 1 (by 50% of its size) has changed most, and layer 2 (by 10% of its size) least."
    )


def test_before_training_nothing_has_moved(small):
    experiment = small("sine-maml")
    figure = learned_figure(Case(experiment, started(experiment)), "start")
    assert str(figure.said) == "Every layer is still where it began: at random."
    assert not figure.moved.any()


def test_what_began_at_zero_is_not_called_a_share_of_it(small):
    experiment = small("sine-neural-process")
    state = started(experiment)
    theta = state.theta | {"nothing": torch.ones_like(state.theta["nothing"])}
    figure = learned_figure(Case(experiment, replace(state, theta=theta)), "start")
    at = [str(name) for name in figure.names].index("nothing")
    assert np.isinf(figure.change[at])
    assert str(figure.said) == "Learning moved nothing (from zero)."


def test_learned_rates_are_no_layers(small):
    experiment = small("sine-meta-sgd")
    figure = learned_figure(Case(experiment, started(experiment)), "start")
    assert [str(name) for name in figure.names] == ["layer 1", "layer 2", "layer 3"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("weight0", "layer 1 weights"),
        ("bias2", "layer 3 offsets"),
        ("filters1", "layer 2 filters"),
        ("weight", "last layer weights"),
        ("memory_weight0", "layer 1 memory weights"),
        ("decoder.weight1", "decoder layer 2 weights"),
        ("0.query.bias0", "block 1 query layer 1 offsets"),
        ("difficulty", "difficulty"),
        ("log sigma", "log sigma"),
    ],
)
def test_parameters_have_readable_names(name: str, read: str):
    assert str(parameter_name(name)) == read


def test_several_parameters_are_named_one_after_the_other():
    assert str(parameter_names(["weight1", "bias1"])) == "layer 2 weights, layer 2 offsets"


def test_weights_and_offsets_of_a_layer_belong_together():
    found = layers(["weight0", "bias0", "encoder.weight0", "ability"])
    assert [(str(title), names) for title, names in found.values()] == [
        ("layer 1", ["weight0", "bias0"]),
        ("encoder layer 1", ["encoder.weight0"]),
        ("ability", ["ability"]),
    ]
