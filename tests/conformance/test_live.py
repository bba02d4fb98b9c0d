"""What may change while a run goes on does, for every entry that declares such a parameter."""

import pytest

from simulator.engine import Changed, Control, Finished, run
from simulator.experiment import Experiment
from tests.conformance.catalogue import TOGETHER, name

PATHS = [
    (experiment, f"strategy.{parameter.name}")
    for experiment in {each.strategy.kind: each for each in TOGETHER}.values()
    for parameter in experiment.strategy.parameters().values()
    if parameter.live
]


@pytest.mark.parametrize(("experiment", "path"), PATHS, ids=lambda each: each if isinstance(each, str) else name(each))
def test_a_live_parameter_is_taken_on_between_two_meta_iterations(experiment: Experiment, path: str):
    control, wanted = Control(), experiment.value(path) / 2
    control.change(path, wanted)
    events = list(run(experiment, control))
    (changed,) = [event for event in events if isinstance(event, Changed)]
    assert (changed.iteration, changed.path, changed.old, changed.new) == (0, path, experiment.value(path), wanted)
    assert events[-1] == Finished("completed")


def test_every_learning_rate_of_the_outer_loop_is_live():
    for experiment in {each.strategy.kind: each for each in TOGETHER}.values():
        declared = experiment.strategy.parameters()
        assert "outer_lr" not in declared or declared["outer_lr"].live
