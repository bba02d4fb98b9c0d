"""The frozen experiment: one value changed at a time, and what goes with what."""

from typing import Any

import pytest

from simulator.declaration import InputError
from simulator.experiment import load_example, parse
from simulator.experiment.compatibility import misfit
from simulator.experiment.documents import build, set_value, to_document


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


def test_incompatibility_asks_the_learner_first_then_the_strategy_and_names_the_section_at_fault():
    base = to_document(load_example("sine-maml"))

    def fault(learner: str, strategy: str) -> str | None:
        document = set_value(set_value(base, "strategy.kind", strategy), "learner.kind", learner)
        found = misfit(build(document))
        return found[0] if found else None

    assert fault("mlp", "anil") is None
    assert fault("linear", "anil") == "strategy"
    assert fault("conv", "maml") == fault("conv", "prototypes") == "learner"
