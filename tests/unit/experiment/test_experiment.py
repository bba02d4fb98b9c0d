"""The frozen experiment: one value changed at a time, and what goes with what."""

from typing import Any

import pytest

from simulator.declaration import InputError
from simulator.experiment import incompatibility, load_example, parse
from simulator.experiment.documents import build, set_value, to_document
from simulator.learners import LEARNERS
from simulator.strategies import STRATEGIES


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("seed", 7),
        ("strategy.inner_lr", 0.5),
        ("task.amplitude", [1.0, 2.0]),
        ("learner.hidden", [8, 8, 8]),
        ("schedule.target_loss", 0.5),
    ],
)
def test_a_changed_value_is_what_the_file_would_have_said(path: str, value: Any):
    experiment = load_example("sine-maml")
    assert experiment.with_value(path, value) == parse(set_value(to_document(experiment), path, value))
    assert experiment == load_example("sine-maml")


def test_an_optional_value_can_be_unset_again():
    experiment = load_example("sine-maml")
    assert experiment.with_value("schedule.target_loss", 0.5).with_value("schedule.target_loss", None) == experiment


@pytest.mark.parametrize(("path", "value"), [("seed", "a"), ("strategy.inner_lr", -1), ("task.zebra", 1)])
def test_a_value_that_a_file_could_not_hold_is_refused(path: str, value: Any):
    with pytest.raises(InputError, match=rf"^{path} is "):
        load_example("sine-maml").with_value(path, value)


def test_a_parameter_is_found_by_its_path():
    experiment = load_example("sine-maml")
    assert experiment.parameter("seed").title == "Seed"
    assert experiment.parameter("strategy.inner_lr").live
    assert not experiment.parameter("task.shots").live


def test_only_anil_with_a_learner_of_one_layer_is_incompatible():
    base, refused = to_document(load_example("sine-maml")), []
    for strategy in STRATEGIES:
        for learner in LEARNERS:
            document = set_value(set_value(base, "strategy.kind", strategy), "learner.kind", learner)
            if incompatibility(build(document)):
                refused.append((strategy, learner))
    assert refused == [("anil", "linear")]
